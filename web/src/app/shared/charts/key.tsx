/** How a line looks, and what it is called. */

import type { ComponentChildren } from "preact";
import type { Look } from "./picture.ts";

interface KeyProps {
  line: Look;
  children: ComponentChildren;
}

export function Key({ line: { color, dash, width }, children }: KeyProps) {
  return (
    <span class="key">
      <svg viewBox="0 0 20 8" aria-hidden="true">
        <path d="M0 4h20" stroke={`var(${color})`} stroke-width={width} stroke-dasharray={dash.join(" ")} />
      </svg>
      {children}
    </span>
  );
}
