/** Tells what is painted on a canvas how many pixels the screen has to a CSS pixel: zooming or another screen changes it. */

import { signal } from "@preact/signals";

export const density = signal(devicePixelRatio);

function look(): void {
  density.value = devicePixelRatio;
}

/** A query knows of one density only, so each change needs a new one. */
function watch(): void {
  look();
  matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener("change", watch, { once: true });
}

watch();
// Zooming resizes the window; the query misses it where the ratio that the browser tells is a rounded one.
addEventListener("resize", look);
