/** The 28 x 28 pixels that the network sees. */

import { type ReadonlySignal, useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";
import { paintPicture, pictureSide } from "../../shared/digit-picture.ts";
import { Term } from "../../shared/term.tsx";
import { useTheme } from "../../shared/theme.ts";
import { words } from "../../words/words.ts";

const says = words.reading;

interface PictureProps {
  picture: ReadonlySignal<Uint8Array | undefined>;
  /** Whether there is another by now, which is on its way. */
  isBehind: ReadonlySignal<boolean>;
}

export function Picture({ picture, isBehind }: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);

  function paint(): void {
    if (canvas.current) paintPicture(canvas.current, picture.value);
  }

  useSignalEffect(paint);
  useTheme(paint);

  return (
    <figure class="picture" aria-busy={isBehind.value}>
      <figcaption class="caption">
        <Term {...says.sees} />
      </figcaption>
      <canvas
        ref={canvas}
        width={pictureSide}
        height={pictureSide}
        role="img"
        aria-label={picture.value ? says.picture : says.emptyPicture}
      />
    </figure>
  );
}
