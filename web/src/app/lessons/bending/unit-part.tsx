/** One unit: its activation and slope, and what comes through at one input. */

import type { Condition } from "../../../questions/bending.ts";
import { bendingWords } from "../../words/lessons/bending.ts";
import { Figure, Formula, Name, Paren, Row, Sign } from "../shared/math.tsx";
import { NumberForm } from "../shared/number-form.tsx";
import { Problem } from "../shared/parts.tsx";
import { Plane, type Scale } from "../shared/plane.tsx";
import { formulaOf } from "./formulas.tsx";
import { Legend, Line } from "./lines.tsx";
import { type Activation, type BendingModel, LEAST, MOST } from "./model.ts";

const says = bendingWords.unit;

type Range = readonly [from: number, to: number];

/** All of the function is in view, and what is small of it to be seen. */
function heightsOf(activation: Activation): Range {
  if (activation === "identity") return [-6.5, 6.5];
  const isBounded = ["step", "sigmoid", "tanh", "softmax"].includes(activation);
  return isBounded ? [-1.5, 1.5] : [-1.5, 6.5];
}

export function UnitPart({ model }: { model: BendingModel }) {
  const { choices, activation, unit } = model;
  const { x } = choices;
  const set = (to: number) => {
    x.value = Math.round(Math.min(MOST, Math.max(LEAST, to)) * 100) / 100;
  };
  const heights = heightsOf(activation.value);
  const condition = unit.value.value?.conditions[0];
  return (
    <section class="bending-part">
      <h3>{says.title}</h3>
      <div class="bending-beside">
        <div class="bending-seen">
          <Plane
            x={[LEAST, MOST]}
            y={heights}
            label={says.plane}
            description={describe(model)}
            onDraw={(to) => set(to)}
          >
            {(scale) => <Drawing model={model} scale={scale} />}
          </Plane>
          <Legend
            lines={[
              ["plane-line", says.legend.value],
              ["bending-slope", says.legend.slope],
              ["bending-flat", says.legend.flat],
            ]}
          />
        </div>
        <div class="bending-said">
          <Arithmetic model={model} />
          <input
            type="range"
            min={LEAST}
            max={MOST}
            step={0.05}
            value={x.value}
            aria-label={says.x}
            onInput={(event) => set(event.currentTarget.valueAsNumber)}
          />
          <NumberForm
            fields={[{ name: "x", label: says.x, value: x.value, least: LEAST, most: MOST }]}
            action={says.show}
            onEnter={([to = 0]) => set(to)}
          />
          <p class="hint">{activation.value === "softmax" ? `${says.softmax} ${says.hint}` : says.hint}</p>
          <p class="bending-condition" role="status">
            {condition && <strong>{says.conditions[condition]}</strong>}
          </p>
          <Problem answer={unit} />
        </div>
      </div>
    </section>
  );
}

function Drawing({ model: { choices, curve, unit, inputs }, scale }: { model: BendingModel; scale: Scale }) {
  const { values = [], slopes = [], conditions = [] } = curve.value.value ?? {};
  const { values: [value] = [], slopes: [slope] = [] } = unit.value.value ?? {};
  const x = scale.x(choices.x.value);
  return (
    <>
      {flatPieces(conditions).map(([from, to]) => (
        <line
          key={from}
          class="bending-flat"
          x1={scale.x(inputs[from] as number)}
          x2={scale.x(inputs[to] as number)}
          y1={scale.y(0)}
          y2={scale.y(0)}
        />
      ))}
      <Line name="bending-slope" x={inputs} y={slopes} scale={scale} />
      <Line name="plane-line" x={inputs} y={values} scale={scale} />
      <line class="bending-at" x1={x} x2={x} y1={0} y2={400} />
      {slope !== undefined && <circle class="bending-slope-at" cx={x} cy={scale.y(slope)} r={5} />}
      {value !== undefined && <circle class="bending-value-at" cx={x} cy={scale.y(value)} r={7} />}
    </>
  );
}

/** The first and the last place of each stretch that is flat, or nearly so. */
export function flatPieces(conditions: readonly Condition[]): [from: number, to: number][] {
  const pieces: [number, number][] = [];
  for (const [i, condition] of conditions.entries()) {
    if (condition === "alive") continue;
    const last = pieces.at(-1);
    if (last?.[1] === i - 1) last[1] = i;
    else pieces.push([i, i]);
  }
  return pieces;
}

/** The formula, and value and slope as they are at x. */
function Arithmetic({ model: { activation, choices, unit } }: { model: BendingModel }) {
  const { values, slopes } = unit.value.value ?? {};
  const at = (
    <Paren>
      <Figure>{choices.x.value}</Figure>
    </Paren>
  );
  return (
    <div class="bending-rule">
      <Formula text={says.definition} isBlock>
        <Row>
          <Name>f</Name>
          <Paren>
            <Name>x</Name>
          </Paren>
          <Sign>=</Sign>
          {formulaOf(activation.value)}
        </Row>
      </Formula>
      <Formula text={says.value} isBlock>
        <Row>
          <Name>f</Name>
          {at}
          <Sign>=</Sign>
          <Figure>{values?.[0]}</Figure>
        </Row>
      </Formula>
      <Formula text={says.slope} isBlock>
        <Row>
          <Name>f</Name>
          <mo>′</mo>
          {at}
          <Sign>=</Sign>
          <Figure>{slopes?.[0]}</Figure>
        </Row>
      </Formula>
    </div>
  );
}

function describe({ choices, unit }: BendingModel): string {
  const { values: [value] = [], slopes: [slope] = [], conditions: [condition] = [] } = unit.value.value ?? {};
  if (value === undefined || slope === undefined || !condition) return "";
  return `${says.describe(choices.x.value, value, slope)} ${says.conditions[condition]}`;
}
