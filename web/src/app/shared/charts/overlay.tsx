/** The curves of several runs over one another, told apart by color and by dash. */

import "./charts.css";
import { useSignal } from "@preact/signals";
import { words } from "../../words/words.ts";
import { ChangingText } from "../changing-text.tsx";
import { Term } from "../term.tsx";
import { choices, type Scale, type Smoothing } from "./choices.ts";
import type { Axis, CurvePoint, Mark, Measure, Series } from "./curve.ts";
import { Key } from "./key.tsx";
import { lookOf } from "./looks.ts";
import type { Picture } from "./picture.ts";
import { Plot } from "./plot.tsx";
import { pointUpTo } from "./reading.ts";
import { formatMeasure } from "./written.ts";

const says = words.charts;

const none: readonly Mark[] = [];

interface OverlayProps {
  series: readonly Series[];
  measure: Measure;
  /** Otherwise as a person has chosen for all charts. */
  axis?: Axis;
  scale?: Scale;
  smoothing?: Smoothing;
  marks?: readonly Mark[];
}

/** The test's curves, and behind them, thin and faint, those of training. */
export function Overlay({ series, measure, marks = none, ...chosen }: OverlayProps) {
  const at = useSignal<number | undefined>(undefined);
  const axis = chosen.axis ?? choices.axis.value;
  const picture: Picture = {
    measure,
    axis,
    scale: chosen.scale ?? choices.scale.value,
    smoothing: chosen.smoothing ?? choices.smoothing.value,
    lines: series.flatMap(({ name, look, training, test }, i) => [
      { name: says.trainingOf(name), points: training, ...lookOf(look ?? i), width: 1, isFaint: true },
      { name, points: test, ...lookOf(look ?? i) },
    ]),
    marks,
    at: at.value,
  };
  const place = at.value;
  const last = (points: readonly CurvePoint[]) =>
    place === undefined ? points.at(-1) : pointUpTo(points, axis, place);
  const values = series.map(({ training, test }) => ({
    training: formatMeasure(measure, last(training)),
    test: formatMeasure(measure, last(test)),
  }));
  const told = series.map(({ name }, i) => says.runAt(name, values[i]?.training ?? "", values[i]?.test ?? ""));
  const where = place === undefined ? undefined : says.places[axis](place);
  return (
    <figure class="chart" data-testid={`overlay-${measure}`}>
      <figcaption>
        <Term {...says[measure]} />
        <span class="place">{where && <ChangingText>{where}</ChangingText>}</span>
      </figcaption>
      <Plot
        picture={picture}
        at={at}
        testId={`overlay-${measure}-reader`}
        description={says.describeRuns[measure](told)}
        readingName={says.reader[measure]}
        reading={says.readRuns(where ?? says.atEnd, told)}
      />
      <ul class="legend">
        {series.map(({ id, name, look }, i) => (
          <li key={id}>
            <Key line={lookOf(look ?? i)}>
              <span class="name">{name}</span>
              <span class="value" translate={false}>
                <ChangingText>{values[i]?.test ?? ""}</ChangingText>
              </span>
            </Key>
          </li>
        ))}
      </ul>
    </figure>
  );
}
