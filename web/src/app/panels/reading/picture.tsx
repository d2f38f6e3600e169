/** The 28 x 28 pixels that the network sees. */

import { type ReadonlySignal, useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";
import { paintPicture, pictureSide } from "../../shared/digit-picture.ts";
import { Term } from "../../shared/term.tsx";
import { useTheme } from "../../shared/theme.ts";

export function Picture({ picture }: { picture: ReadonlySignal<Uint8Array | undefined> }) {
  const canvas = useRef<HTMLCanvasElement>(null);

  function paint(): void {
    if (canvas.current) paintPicture(canvas.current, picture.value);
  }

  useSignalEffect(paint);
  useTheme(paint);

  return (
    <figure class="picture">
      <figcaption class="caption">
        <Term
          name="It sees"
          explanation="The drawing as the network gets it: 28 by 28 pixels, as large and as much in the middle as the digits it learns from."
        />
      </figcaption>
      <canvas
        ref={canvas}
        width={pictureSide}
        height={pictureSide}
        role="img"
        aria-label={picture.value ? "The digit as 28 by 28 pixels" : "28 by 28 empty pixels"}
      />
    </figure>
  );
}
