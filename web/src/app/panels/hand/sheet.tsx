/** All drawings of a hand, as small pictures: each can be called another digit, or deleted. */

import { type ReadonlySignal, useComputed, useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { ChangingText } from "../../shared/changing-text.tsx";
import { digits } from "../../shared/digit-picture.ts";
import { handWords } from "../../words/hand.ts";
import type { Drawing } from "./drawings.ts";
import type { Hands } from "./hands.ts";

const says = handWords;

/** So many at once are made in the time of a frame or two. */
const page = 200;

interface Props {
  hands: Hands;
  /** What drawings were read as, where that was something else. */
  misread: ReadonlySignal<ReadonlyMap<string, number>>;
}

export function Sheet({ hands, misread }: Props) {
  const chosenId = useSignal<string | undefined>(undefined);
  const most = useSignal(page);
  const sorted = useComputed(() => hands.drawings.value.toSorted((a, b) => a.label - b.label));
  const shown = sorted.value.slice(0, most.value);
  const chosen = shown.find(({ id }) => id === chosenId.value);
  const left = sorted.value.length - shown.length;

  /** The next one is chosen then, so that several can be deleted in a row. */
  function remove(drawing: Drawing): void {
    const at = shown.indexOf(drawing);
    chosenId.value = (shown[at + 1] ?? shown[at - 1])?.id;
    hands.remove(drawing);
  }

  return (
    <div class="sheet">
      <fieldset class="drawings" data-testid="sheet">
        <legend>{says.sheet}</legend>
        {shown.length === 0 && <p class="caption">{says.noneYet}</p>}
        {shown.map((drawing) => (
          <Tile
            key={`${drawing.id} ${drawing.label}`}
            drawing={drawing}
            readAs={misread.value.get(drawing.id)}
            isChosen={drawing === chosen}
            choose={() => {
              chosenId.value = drawing.id;
            }}
          />
        ))}
      </fieldset>
      {left > 0 && (
        <button
          type="button"
          onClick={() => {
            most.value += page;
          }}
        >
          <ChangingText>{says.more(Math.min(left, page))}</ChangingText>
        </button>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields. */}
      <div class="correct" role="group" aria-label={says.chosenIs}>
        <span class="caption">{says.chosenIs}</span>
        <div class="correct-digits" translate={false}>
          {digits.map((digit) => (
            <button
              key={digit}
              type="button"
              aria-label={says.makeDigit(digit)}
              aria-pressed={chosen?.label === digit}
              aria-disabled={!chosen}
              data-testid={`correct-${digit}`}
              onClick={() => chosen && hands.correct(chosen, digit)}
            >
              {digit}
            </button>
          ))}
        </div>
        <button
          type="button"
          data-testid="remove-drawing"
          aria-disabled={!chosen}
          onClick={() => chosen && remove(chosen)}
        >
          {says.remove}
        </button>
      </div>
    </div>
  );
}

interface TileProps {
  drawing: Drawing;
  readAs: number | undefined;
  isChosen: boolean;
  choose(): void;
}

function Tile({ drawing, readAs, isChosen, choose }: TileProps) {
  return (
    <label class={readAs === undefined ? "tile" : "tile misread"} data-testid="drawing">
      <input type="radio" name="drawing" class="visually-hidden" checked={isChosen} onChange={choose} />
      <Ink strokes={drawing.strokes} />
      <span translate={false}>{drawing.label}</span>
      {readAs !== undefined && (
        <small>
          <ChangingText>{says.misread(readAs)}</ChangingText>
        </small>
      )}
    </label>
  );
}

/** The pen's width, as a share of a drawing's longer side. */
const penWidth = 0.1;

/** The drawing as it lies in a square of its own, whatever its size and place on the pad. */
function Ink({ strokes }: Pick<Drawing, "strokes">) {
  return useMemo(() => painted(strokes), [strokes]);
}

function painted(strokes: Drawing["strokes"]) {
  const xs = strokes.flatMap((stroke) => stroke.filter((_, i) => i % 2 === 0));
  const ys = strokes.flatMap((stroke) => stroke.filter((_, i) => i % 2 === 1));
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const [width, height] = [Math.max(...xs) - left, Math.max(...ys) - top];
  const side = Math.max(width, height, 300);
  const [x, y] = [left + width / 2 - 0.6 * side, top + height / 2 - 0.6 * side];
  return (
    <svg viewBox={`${x} ${y} ${1.2 * side} ${1.2 * side}`} aria-hidden="true">
      {strokes.map((stroke, i) =>
        // A path without length is not painted by all browsers.
        stroke.length === 2 ? (
          <circle key={i} cx={stroke[0]} cy={stroke[1]} r={(penWidth * side) / 2} />
        ) : (
          <path key={i} d={`M${stroke.join(" ")}`} stroke-width={penWidth * side} />
        ),
      )}
    </svg>
  );
}
