/** The network as a picture: its edges and units carry the numbers that are known by now. */

import "../../shared/sideways.css";
import { useEffect, useId, useRef } from "preact/hooks";
import { backpropagationWords } from "../../words/lessons/backpropagation.ts";
import { mannerOf, titleOf } from "./computation.tsx";
import type { BackpropagationModel } from "./model.ts";
import { type Cell, type Kind, phaseOf } from "./step.ts";
import { symbolText } from "./symbols.tsx";

const says = backpropagationWords;

/** In the drawing's own units. */
const WIDTH = 760;
const RADIUS = 33;
const LINE = 17;

/** Where everything stands, and which numbers each edge and unit has room for. */
interface Layout {
  height: number;
  /** Of the layers from the inputs on, and of the loss. */
  columns: readonly number[];
  /** Between the units of each layer. */
  pitches: readonly number[];
  /** How far along their edges numbers stand, by layers, so that none is on another. */
  along: readonly number[];
  middle: number;
}

const layouts: Record<"chain" | "wide", Layout> = {
  chain: { height: 245, columns: [40, 215, 390, 565, 710], pitches: [0, 0, 0, 0], along: [0.5, 0.5, 0.5], middle: 75 },
  wide: {
    ...{ height: 500, columns: [40, 225, 430, 600, 710], pitches: [202, 94, 156, 0], along: [0.6, 0.3, 0.35] },
    middle: 240,
  },
};

/** What is to be read at edges and units where there is no room for all: what the phase is about. */
const kindsByPhase: Record<string, { edge: Kind; unit: [Kind, Kind]; below: Kind }> = {
  forward: { edge: "weight", unit: ["preActivation", "output"], below: "bias" },
  loss: { edge: "weight", unit: ["preActivation", "output"], below: "bias" },
  backward: { edge: "weightGradient", unit: ["outputGradient", "preActivationGradient"], below: "biasGradient" },
  update: { edge: "updatedWeight", unit: ["preActivation", "output"], below: "updatedBias" },
};

export function Picture({ model }: { model: BackpropagationModel }) {
  const id = useId();
  const frame = useRef<HTMLElement>(null);
  const { run, current } = model;
  const { name, step } = run.value;
  const layout = layouts[name];
  const [cell] = current.value;
  // Where it is wider than the window, what is computed now is to be seen.
  const column = layout.columns[cell ? cell.matrix.layer || step.last + 1 : 0] ?? 0;
  useEffect(() => {
    const { current: box } = frame;
    if (box) box.scrollLeft = (column / WIDTH) * box.scrollWidth - box.clientWidth / 2;
  }, [column, name]);

  const phase = (cell && phaseOf(cell.matrix.kind)) ?? "forward";
  const label = says.picture.label(step.units.join("-"));
  return (
    <figure class="backprop-picture">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is to be reached by the keyboard. */}
      <section ref={frame} class="backprop-frame sideways" aria-label={label} tabIndex={0}>
        <svg
          viewBox={`0 0 ${WIDTH} ${layout.height}`}
          role="img"
          aria-label={says.picture.label(step.units.join("-"))}
          aria-describedby={id}
        >
          {step.units.slice(1).map((_, i) => (
            <Edges key={i} model={model} layout={layout} layer={i + 1} phase={phase} />
          ))}
          {step.units.map((_, layer) => (
            <Units key={layer} model={model} layout={layout} layer={layer} phase={phase} />
          ))}
          <Loss model={model} layout={layout} />
        </svg>
      </section>
      <figcaption>
        {name === "wide" && says.picture.carries(phase, model.example.value)}{" "}
        {run.value.hasChanges.value && says.changed}
        <span class="visually-hidden" id={id}>
          {describe(model)}
        </span>
      </figcaption>
    </figure>
  );
}

function describe(model: BackpropagationModel): string {
  const { current, run } = model;
  const [cell] = current.value;
  if (!cell) return says.before(run.value.step.cells.length);
  const values = current.value.map(
    (cell) => `${symbolText(cell, mannerOf(model))} = ${says.figure(model.numberOf(cell))}`,
  );
  return `${titleOf(cell, model.isByMatrix.value)}: ${values.join("; ")}.`;
}

/** From the middle of its column. */
function rowOf({ pitches, middle }: Layout, layer: number, unit: number, count: number): number {
  return middle + (unit - (count - 1) / 2) * (pitches[layer] ?? 0);
}

interface LayerProps {
  model: BackpropagationModel;
  layout: Layout;
  layer: number;
  phase: string;
}

function Edges({ model, layout, layer, phase }: LayerProps) {
  const { name, step } = model.run.value;
  const { rows, columns, cells } = step.at("weight", layer);
  const same = (kind: Kind, { row, column }: Cell) => step.at(kind, layer).cells[row * columns + column] as Cell;
  const kind = kindsByPhase[phase]?.edge ?? "weight";
  const ends = cells.map((weight) => ({
    ...{ weight, x1: (layout.columns[layer - 1] ?? 0) + RADIUS, x2: (layout.columns[layer] ?? 0) - RADIUS },
    ...{ y1: rowOf(layout, layer - 1, weight.row, rows), y2: rowOf(layout, layer, weight.column, columns) },
  }));
  const share = layout.along[layer - 1] ?? 0.5;
  return (
    <g>
      {ends.map(({ weight, ...line }) => (
        <Line key={weight.name} model={model} cells={[weight, same(kind, weight)]} {...line} />
      ))}
      {ends.map(({ weight, x1, y1, x2, y2 }) => {
        const [x, y] = [x1 + share * (x2 - x1), y1 + share * (y2 - y1)];
        if (name === "wide") return <Told key={weight.name} model={model} cell={same(kind, weight)} x={x} y={y + 4} />;
        return (
          <g key={weight.name}>
            <Told model={model} cell={weight} x={x} y={y - 10} isNamed />
            <Told model={model} cell={same("weightGradient", weight)} x={x} y={y + 40} isNamed />
            <Told model={model} cell={same("updatedWeight", weight)} x={x} y={y + 40 + LINE} isNamed />
          </g>
        );
      })}
    </g>
  );
}

type Ends = { x1: number; y1: number; x2: number; y2: number };

/** With a broader one that is not seen, to be pressed. */
function Line({ model, cells, ...ends }: Ends & { model: BackpropagationModel; cells: readonly Cell[] }) {
  const [weight, shown] = cells as [Cell, Cell];
  const isNow = model.current.value.includes(shown);
  return (
    <g data-cells={shown.name} data-press={weight.name}>
      <line class="backprop-reach" {...ends} />
      <line class={`backprop-edge${model.isLit(cells) ? " lit" : ""}${isNow ? " now" : ""}`} {...ends} />
    </g>
  );
}

function Units({ model, layout, layer, phase }: LayerProps) {
  const { name, step } = model.run.value;
  const count = step.units[layer] ?? 0;
  const x = layout.columns[layer] ?? 0;
  const example = Math.min(model.example.value, step.examples - 1);
  const { unit, below } = kindsByPhase[phase] ?? { unit: ["preActivation", "output"], below: "bias" };
  const at = (kind: Kind, i: number) => {
    const { cells, columns, rows } = step.at(kind, kind === "input" ? 0 : layer);
    return cells[(rows > 1 ? example * columns : 0) + i] as Cell;
  };
  return (
    <g>
      {Array.from({ length: count }, (_, i) => {
        const y = rowOf(layout, layer, i, count);
        if (layer === 0) {
          const input = at("input", i);
          return (
            <g key={i}>
              <Circle model={model} cells={[input]} x={x} y={y} />
              <Told model={model} cell={input} x={x} y={y + 4} />
              <Label x={x} y={y - RADIUS - 7} text={symbolText(input, mannerOf(model))} />
            </g>
          );
        }
        if (name === "wide") {
          const [upper, lower] = [at(unit[0] as Kind, i), at(unit[1] as Kind, i)];
          return (
            <g key={i}>
              <Circle model={model} cells={[upper, lower]} x={x} y={y} />
              <Told model={model} cell={upper} x={x} y={y - 3} isInside />
              <Told model={model} cell={lower} x={x} y={y + 13} isInside />
              <Told model={model} cell={at(below, i)} x={x} y={y + RADIUS + 14} isSmall />
            </g>
          );
        }
        const kinds = ["bias", "outputGradient", "preActivationGradient", "biasGradient", "updatedBias"] as const;
        return (
          <g key={i}>
            <Circle model={model} cells={[at("output", i)]} x={x} y={y} />
            <Told model={model} cell={at("output", i)} x={x} y={y + 4} />
            <Told model={model} cell={at("preActivation", i)} x={x} y={y - RADIUS - 10} isNamed />
            {kinds.map((kind, line) => (
              <Told key={kind} model={model} cell={at(kind, i)} x={x} y={y + RADIUS + 50 + line * LINE} isNamed />
            ))}
          </g>
        );
      })}
    </g>
  );
}

function Loss({ model, layout }: { model: BackpropagationModel; layout: Layout }) {
  const { step } = model.run.value;
  const example = Math.min(model.example.value, step.examples - 1);
  const target = step.at("target").cells[example] as Cell;
  const [loss] = step.at("loss").cells as [Cell];
  const x = layout.columns.at(-1) ?? 0;
  const y = layout.middle;
  const left = (layout.columns.at(-2) ?? 0) + RADIUS;
  return (
    <g>
      <line class="backprop-edge" x1={left} y1={y} x2={x - 38} y2={y} />
      <rect
        class={`backprop-unit${model.isLit([loss]) ? " lit" : ""}${model.current.value.includes(loss) ? " now" : ""}`}
        data-cells={loss.name}
        data-press={loss.name}
        {...{ x: x - 38, y: y - 18, width: 76, height: 36, rx: 6 }}
      />
      <Told model={model} cell={loss} x={x} y={y + 4} />
      <Label x={x} y={y - 27} text="L" />
      <Told model={model} cell={target} x={x} y={y + 36} isNamed />
      {step.examples > 1 && (
        <Told model={model} cell={step.at("losses").cells[example] as Cell} x={x} y={y + 36 + LINE} isNamed />
      )}
    </g>
  );
}

interface Placed {
  x: number;
  y: number;
}

function Circle({ model, cells, x, y }: Placed & { model: BackpropagationModel; cells: readonly Cell[] }) {
  const isNow = cells.some((cell) => model.current.value.includes(cell));
  return (
    <circle
      class={`backprop-unit${model.isLit(cells) ? " lit" : ""}${isNow ? " now" : ""}`}
      data-cells={cells.map(({ name }) => name).join(" ")}
      data-press={cells.at(-1)?.name}
      cx={x}
      cy={y}
      r={RADIUS}
    />
  );
}

const Label = ({ x, y, text }: Placed & { text: string }) => (
  <text class="backprop-label" x={x} y={y}>
    {text}
  </text>
);

/** A number, or a dash until it is computed; named where it is not plain which it is. */
function Told(
  props: Placed & { model: BackpropagationModel; cell: Cell; isNamed?: boolean; isInside?: boolean; isSmall?: boolean },
) {
  const { model, cell, x, y, isNamed, isInside, isSmall } = props;
  const value = says.figure(model.numberOf(cell));
  const isNow = model.current.value.includes(cell);
  const isChanged = model.isChanged(cell);
  const classes = [
    "backprop-told",
    model.isLit([cell]) && "lit",
    isNow && "now",
    isInside && "inside",
    isSmall && "small",
  ];
  return (
    <text class={classes.filter(Boolean).join(" ")} x={x} y={y} data-cells={cell.name} data-press={cell.name}>
      {isNamed ? `${symbolText(cell, mannerOf(model))} = ${value}` : value}
      {isChanged && "*"}
    </text>
  );
}
