/** Everything about hands that is fetched when it is first used. */

import { HandView } from "./hand-view.tsx";
import { openHands, type Pad } from "./hands.ts";
import { createLearning, type Tutor } from "./learning.ts";
import { openStore } from "./store.ts";

export type Room = Awaited<ReturnType<typeof openRoom>>;

export async function openRoom(tutor: Tutor, pad: Pad) {
  const hands = await openHands(openStore(), pad);
  const learning = createLearning(tutor, hands);
  return { hands, learning, View: () => <HandView hands={hands} learning={learning} /> };
}
