/** Training and test loss by epoch, the first epochs as wide as the later ones: on a scale of powers of ten. */

import type { MoonsState } from "../../../questions/moons.ts";
import { moonsWords } from "../../words/lessons/moons.ts";
import { words } from "../../words/words.ts";
import { ticksOf } from "../shared/plane.tsx";
import { EPOCHS } from "./model.ts";

const says = moonsWords.losses;

/** Of the drawing, in its own units: about as large as it is shown. */
const [WIDTH, HEIGHT] = [400, 190];
const [LEFT, BOTTOM, TOP] = [34, 20, 8];
const decades = [1, 10, 100, 1000, EPOCHS];

export function Curves({ state }: { state: MoonsState | undefined }) {
  const { count, figure } = words.formats;
  const { epochs, training, test } = state?.curves ?? { epochs: [], training: [], test: [] };
  const most = 1.05 * Math.max(1, ...training, ...test);
  const x = (epoch: number) => LEFT + ((WIDTH - LEFT - 8) * Math.log10(epoch)) / Math.log10(EPOCHS);
  const y = (loss: number) => TOP + (HEIGHT - BOTTOM - TOP) * (1 - loss / most);
  const line = (losses: readonly number[]) => losses.map((loss, i) => `${x(epochs[i] as number)},${y(loss)}`).join(" ");
  const lowest = state?.lowest;
  return (
    <figure class="moons-curves">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`${says.title}. ${lowest ? says.described(lowest) : ""}`}
      >
        {ticksOf([0, most]).map((loss) => (
          <g key={loss}>
            <line x1={LEFT} x2={WIDTH} y1={y(loss)} y2={y(loss)} />
            <text x={LEFT - 5} y={y(loss) + 4} text-anchor="end">
              {figure(loss)}
            </text>
          </g>
        ))}
        {decades.map((epoch) => (
          <text key={epoch} x={x(epoch)} y={HEIGHT - 4} text-anchor={epoch === EPOCHS ? "end" : "middle"}>
            {count(epoch)}
          </text>
        ))}
        <polyline class="moons-training" points={line(training)} />
        <polyline class="moons-test" points={line(test)} />
        {lowest && <circle class="moons-lowest" cx={x(lowest.epoch)} cy={y(lowest.loss)} r={4.5} />}
      </svg>
      <figcaption>
        {says.title}:{" "}
        <span>
          <Sample kind="training" /> {says.training}
        </span>{" "}
        <span>
          <Sample kind="test" /> {says.test}
        </span>
      </figcaption>
    </figure>
  );
}

const Sample = ({ kind }: { kind: "training" | "test" }) => (
  <svg class="moons-sample" viewBox="0 0 28 8" aria-hidden>
    <polyline class={`moons-${kind}`} points="1,4 27,4" />
  </svg>
);
