/** Keeps the room of the longest text that may come to stand somewhere, so that nothing moves when it does. */

import "./room-for.css";
import type { ComponentChildren } from "preact";

/** `text` lies behind what is there, neither seen nor read out nor found: it takes as much room, in letters of any size. */
export const RoomFor = ({ text, children }: { text: string; children: ComponentChildren }) => (
  <div class="room-for" data-text={text}>
    {children}
  </div>
);
