/** A network that draws a curve with a few bent lines, and what becomes of each of them. */

import type { Condition } from "../../../questions/bending.ts";
import { formatLoss } from "../../shared/figures.ts";
import { bendingWords } from "../../words/lessons/bending.ts";
import { Formula, Name, Row, Sign, Written } from "../shared/math.tsx";
import { NumberForm } from "../shared/number-form.tsx";
import { Problem } from "../shared/parts.tsx";
import { Plane, type Scale } from "../shared/plane.tsx";
import { PlayerControls } from "../shared/player-controls.tsx";
import { Choice } from "./choice.tsx";
import { BOTTOM, FROM, MOST_POINTS, TO, TOP } from "./curve.ts";
import { Legend, Line } from "./lines.tsx";
import { type BendingModel, curves, rates, unitCounts } from "./model.ts";

const says = bendingWords.network;

export function NetworkPart({ model }: { model: BendingModel }) {
  const { choices, network, player } = model;
  return (
    <section class="bending-part">
      <h3>{says.title(Number(choices.units.value))}</h3>
      <div class="bending-choices">
        <Choice name={says.curve} choice={choices.curve} options={curves.map((name) => [name, says.curves[name]])} />
        <Choice name={says.units} choice={choices.units} options={unitCounts.map((count) => [count, count])} />
        <Choice name={says.rate} choice={choices.rate} options={rates.map((rate) => [rate, rate])} />
      </div>
      <div class="bending-beside">
        <div class="bending-seen">
          <Plane
            x={[FROM, TO]}
            y={[BOTTOM, TOP]}
            label={says.plane}
            description={describe(model)}
            onDraw={model.draw}
            onDrawn={model.drawn}
          >
            {(scale) => <Drawing model={model} scale={scale} />}
          </Plane>
          <Legend
            lines={[
              ["bending-target", says.legend.target],
              ["plane-line", says.legend.drawn],
              ["bending-hidden bending-hidden-alive", says.legend.hidden],
            ]}
          />
        </div>
        <div class="bending-said">
          <Reached model={model} />
          <p class="visually-hidden" role="status">
            {!player.isPlaying.value && describe(model)}
          </p>
          <button type="button" onClick={model.reseed}>
            {says.again}
          </button>
          <p class="hint">{says.hint}</p>
          {choices.curve.value === "own" && <Own model={model} />}
          <Problem answer={network} />
        </div>
      </div>
      <PlayerControls player={player} name={says.steps} />
    </section>
  );
}

function Drawing({ model: { points, state }, scale }: { model: BendingModel; scale: Scale }) {
  const { x = [], drawn = [], hidden = [], conditions = [] } = state.value ?? {};
  const target = points.value;
  const [xs, ys] = [target.map(([x]) => x), target.map(([, y]) => y)];
  return (
    <>
      <Line name="bending-target" x={xs} y={ys} scale={scale} />
      {target.length === 1 && <circle class="bending-point" cx={scale.x(xs[0] ?? 0)} cy={scale.y(ys[0] ?? 0)} r={5} />}
      {conditions.map((condition, unit) => (
        <Line
          key={unit}
          name={`bending-hidden bending-hidden-${condition}`}
          {...{ x, y: hidden, every: conditions.length, first: unit, scale }}
        />
      ))}
      <Line name="plane-line" x={x} y={drawn} scale={scale} />
    </>
  );
}

/** The loss beside that of a straight line, and the hidden units, told apart by shape as well as by color. */
function Reached({ model: { state, activation } }: { model: BendingModel }) {
  const { loss, lineLoss, conditions = [] } = state.value ?? {};
  return (
    <div class="bending-reached">
      <div class="bending-losses">
        <Loss text={says.loss} of={says.now} value={loss} />
        <Loss text={says.lossOfLine} of={says.line} value={lineLoss} />
      </div>
      <ol class="bending-units">
        {conditions.map((condition, unit) => (
          <li key={unit}>
            <svg
              viewBox="0 0 20 20"
              width={20}
              height={20}
              role="img"
              aria-label={says.unit(unit + 1, says.conditions[condition])}
            >
              <Sort condition={condition} />
            </svg>
          </li>
        ))}
      </ol>
      <p class="bending-counts">{conditions.length > 0 && countsOf(conditions)}</p>
      {activation.value === "step" && <p>{says.untrained}</p>}
    </div>
  );
}

const Loss = ({ text, of, value }: { text: string; of: string; value: number | undefined }) => (
  <Formula text={text} isBlock>
    <Row>
      <Name sub={<mtext>{of}</mtext>}>L</Name>
      <Sign>=</Sign>
      <Written value={value} as={formatLoss} />
    </Row>
  </Formula>
);

function Sort({ condition }: { condition: Condition }) {
  if (condition === "alive") return <circle class="bending-sort bending-sort-alive" cx={10} cy={10} r={6} />;
  if (condition === "saturated") return <circle class="bending-sort bending-sort-saturated" cx={10} cy={10} r={5.5} />;
  return <path class="bending-sort bending-sort-dead" d="M5 5 L15 15 M15 5 L5 15" />;
}

function countsOf(conditions: readonly Condition[]): string {
  const count = (kind: Condition) => conditions.filter((condition) => condition === kind).length;
  return says.counts(count("alive"), count("saturated"), count("dead"));
}

/** Points to type, for those who do not draw. */
function Own({ model }: { model: BendingModel }) {
  const { own, isFull } = model;
  return (
    <div class="bending-own">
      {own.value.length < 2 && <p>{says.own.few}</p>}
      {isFull.value && <p>{says.own.full(MOST_POINTS)}</p>}
      <NumberForm
        fields={[
          { name: "x", label: says.own.x, value: 0, least: FROM, most: TO },
          { name: "y", label: says.own.y, value: 0, least: BOTTOM, most: TOP },
        ]}
        action={says.own.add}
        onEnter={([x = 0, y = 0]) => model.add(x, y)}
      />
      <button type="button" onClick={model.clear} disabled={own.value.length === 0}>
        {says.own.clear}
      </button>
    </div>
  );
}

function describe({ state, activation }: BendingModel): string {
  const { step, loss, lineLoss, conditions } = state.value ?? {};
  if (step === undefined || !conditions) return says.own.few;
  const said = activation.value === "step" ? says.untrained : says.describe(formatLoss(loss), formatLoss(lineLoss));
  return `${says.step(step)} ${said} ${countsOf(conditions)}`;
}
