/** Where the hands stand on the page while they are open. */

import type { HandModel } from "./hand.ts";

export function HandPanel({ hand }: { hand: HandModel }) {
  const View = hand.isOpen.value && hand.room.value?.View;
  return View ? <View /> : null;
}
