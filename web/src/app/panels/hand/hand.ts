/** What is there of hands from the start: the question what a drawing was. All else is fetched when it is first used. */

import { computed, signal } from "@preact/signals";
import { words } from "../../words/words.ts";
import type { Pad } from "./hands.ts";
import type { Tutor } from "./learning.ts";
import type { Room } from "./room.tsx";

const says = words.hand;

export type HandModel = ReturnType<typeof createHand>;

export function createHand(tutor: Tutor, pad: Pad) {
  const room = signal<Room | undefined>(undefined);
  const isOpen = signal(false);
  /** The rest could not be fetched. */
  const isMissing = signal(false);
  let entering: Promise<Room> | undefined;

  async function open(): Promise<Room> {
    const { openRoom } = await import("./room.tsx");
    return openRoom(tutor, pad);
  }

  async function enter(): Promise<Room | undefined> {
    entering ??= open();
    try {
      room.value = await entering;
    } catch {
      entering = undefined; // another attempt fetches it again
    }
    isMissing.value = entering === undefined;
    return room.value;
  }

  /** The digit that a person is to draw; undefined where they draw what they like. */
  const wanted = computed(() => room.value?.hands.wanted.value);

  return {
    room,
    isOpen,
    isMissing,
    isTaught: computed(() => tutor.taught.value !== undefined),
    /** Whether there is a drawing of which it can be said what it is. */
    isAsking: computed(() => pad.ink.value.length > 0 && !pad.penDown.value),
    wanted,
    /** The same in words. */
    task: computed(() => (wanted.value === undefined ? undefined : says.draw(wanted.value))),

    /** The drawing on the pad is this digit. The pad is ready for the next at once. */
    async tell(label: number): Promise<void> {
      const strokes = pad.ink.peek();
      if (strokes.length === 0 || pad.penDown.peek()) return;
      pad.clear();
      const entered = await enter();
      if (entered) entered.hands.keep(strokes, label);
      else if (pad.ink.peek().length === 0) pad.undo();
    },

    async toggle(): Promise<void> {
      isOpen.value = !isOpen.value;
      if (isOpen.value && !(await enter())) isOpen.value = false;
    },
  };
}
