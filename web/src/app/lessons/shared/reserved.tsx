/** Room for a sentence that is yet to come. */

import "./reserved.css";
import type { ComponentChildren } from "preact";

interface Props {
  /** As long as what there is to be room for; it is neither seen nor read out. */
  text: string;
  children: ComponentChildren;
}

/** What is in it has as many lines as the text would have, or more: at any width, in letters of any size. */
export function Reserved({ text, children }: Props) {
  return (
    <div class="reserved" data-text={text}>
      {children}
    </div>
  );
}
