/** Digits written by hands that are as the form says, kept up with it. */

import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { SettingInfo, WriterSettings } from "../../../protocol.ts";
import { oncePerFrame } from "../../shared/frames.ts";

/** Of the sheet: a column for each digit. */
export const columns = 10;
export const rows = 6;

/** The place in the recipe of what the hands are like: there is one such value, which training goes by as well. */
const place = "augmentation.writer";

/** A field of a form, with what stands in it. */
export interface StrengthField {
  setting: SettingInfo;
  path: string;
  text: string;
  standard: string | undefined;
  isChanged: boolean;
}

/** The form of the settings that training goes by. */
export interface StrengthForm<Field extends StrengthField> {
  isDescribed: ReadonlySignal<boolean>;
  fieldsIn(place: string): Field[];
  isRefused(field: Field): boolean;
  type(field: Field, text: string): void;
  choose(field: Field, text: string): void;
  takeOver(): void;
}

/** Whoever writes. */
interface Pen {
  /** After a failure it may have another engine. */
  phase: ReadonlySignal<string>;
  write(count: number, seed: number, writer: WriterSettings): Promise<Uint8Array>;
}

export function createWritten<Field extends StrengthField>({ phase, write }: Pen, form: StrengthForm<Field>) {
  const seed = signal(1);
  const fields = computed(() => form.fieldsIn(place));
  const asked = computed(() => ({ seed: seed.value, writer: writerOf(fields.value) }));
  /** 784 bytes each, one after the other; undefined until the first are there. */
  const pictures = signal<Uint8Array | undefined>(undefined);
  /** What was answered last. */
  const answered = signal<unknown>(undefined);
  const hasFailed = computed(() => phase.value === "failed");

  /** What stands in the form may not be allowed, which the form tells; then the last ones stay. */
  const renew = oncePerFrame(async () => {
    const now = asked.peek();
    const written = await write(columns * rows, now.seed, now.writer).catch(() => undefined);
    if (written) pictures.value = written;
    answered.value = now;
  });

  const end: () => void = effect(() => {
    asked.value;
    if (!hasFailed.value) renew();
  });

  return {
    fields,
    pictures,
    /** Whether others are on their way. */
    isBehind: computed(() => answered.value !== asked.value),
    writeOthers: () => void seed.value++,
    end,
  };
}

/** What is no number, the engine refuses. */
function writerOf(fields: StrengthField[]): WriterSettings {
  const number = (text: string) => (text.trim() === "" ? Number.NaN : Number(text));
  return Object.fromEntries(fields.map(({ setting, text }) => [setting.name, number(text)]));
}
