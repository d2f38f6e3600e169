/** How the network does on training digits and on test digits, as it learns. */

import "./charts.css";
import { type ReadonlySignal, type Signal, useSignal, useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { Moment } from "../../../protocol.ts";
import type { Curves } from "../../records/curves.ts";
import type { Run } from "../../run/run.ts";
import { ChangingText } from "../../shared/changing-text.tsx";
import { ChartChoices } from "../../shared/charts/chart-choices.tsx";
import { choices } from "../../shared/charts/choices.ts";
import { type Mark, type Measure, measures } from "../../shared/charts/curve.ts";
import { Key } from "../../shared/charts/key.tsx";
import type { Picture } from "../../shared/charts/picture.ts";
import { fetchTools, Plot } from "../../shared/charts/plot.tsx";
import { pointUpTo } from "../../shared/charts/reading.ts";
import { formatMeasure } from "../../shared/charts/written.ts";
import { formatCount } from "../../shared/figures.ts";
import { Missing, useLater } from "../../shared/later.tsx";
import { Term } from "../../shared/term.tsx";
import { words } from "../../words/words.ts";
import type { Row } from "./rows.ts";

const says = words.charts;

const looks = {
  training: { color: "--training", dash: [], width: 1.5 },
  test: { color: "--test", dash: [6, 3], width: 2 },
};

const none: readonly Mark[] = [];

interface ChartsProps {
  run: Run;
  curves: Curves;
  /** What was changed by hand while it ran. */
  marks?: ReadonlySignal<readonly Mark[]>;
  /** Where the run stands, if that is not its end. */
  cursor?: ReadonlySignal<Moment | undefined>;
}

export function Charts(props: ChartsProps) {
  const at = useSignal<number | undefined>(undefined);
  useSignalEffect(() => {
    choices.axis.value;
    at.value = undefined; // a place on one axis is none on another
  });

  const section = useRef<HTMLElement>(null);
  const { code, isMissing, fetch } = useLater(() => import("./table.tsx"));
  /** Of the open table; undefined while it is closed. */
  const rows = useSignal<readonly Row[] | undefined>(undefined);

  async function openTable(): Promise<void> {
    const table = await fetch();
    const { curves, marks } = props;
    rows.value = table?.rowsOf({ ...curves.points(), marks: marks?.value ?? [] });
  }

  async function png(measure: Measure): Promise<Blob> {
    const { pngOf } = await fetchTools();
    return pngOf(pictureOf(props, measure), section.current as HTMLElement);
  }

  const closeTable = () => {
    rows.value = undefined;
  };

  return (
    <section ref={section} class="charts" aria-label={says.title}>
      {measures.map((measure) => (
        <LineChart key={measure} {...props} measure={measure} at={at} />
      ))}
      <ChartChoices>
        <button type="button" data-testid="open-table" onClick={openTable}>
          {says.openTable}
        </button>
        <Missing isMissing={isMissing} />
      </ChartChoices>
      {code.value && rows.value && <code.value.CurveTable rows={rows.value} png={png} close={closeTable} />}
    </section>
  );
}

function pictureOf({ curves, marks, cursor }: Omit<ChartsProps, "run">, measure: Measure): Picture {
  curves.version.value;
  return {
    measure,
    axis: choices.axis.value,
    scale: choices.scale.value,
    smoothing: choices.smoothing.value,
    lines: [
      { name: says.training, points: curves.training.points, ...looks.training },
      { name: says.test, points: curves.test.points, ...looks.test, hasDots: true },
    ],
    marks: marks?.value ?? none,
    cursor: cursor?.value,
  };
}

interface LineChartProps extends ChartsProps {
  measure: Measure;
  at: Signal<number | undefined>;
}

function LineChart({ run, measure, at, ...drawn }: LineChartProps) {
  const { curves } = drawn;
  const place = at.value;
  const picture = { ...pictureOf(drawn, measure), at: place };
  const { axis } = picture;
  const written = (split: "training" | "test") =>
    place === undefined ? "" : formatMeasure(measure, pointUpTo(curves[split].points, axis, place));
  const where = place === undefined ? undefined : says.places[axis](place);
  const [training, test] = [written("training"), written("test")];
  const happened = picture.marks.filter((mark) => mark[axis] === place).map(({ label }) => label);
  const description = descriptionOf(run, measure);
  return (
    <figure class="chart">
      <figcaption>
        <Term {...says[measure]} />
        <span class="place" data-testid={`${measure}-place`}>
          {where && <ChangingText>{where}</ChangingText>}
        </span>
        <span class="keys">
          <Key line={looks.training}>
            <span>{says.training}</span>
            <Value testId={`${measure}-training`}>{training}</Value>
          </Key>
          <Key line={looks.test}>
            <span>{says.test}</span>
            <Value testId={`${measure}-test`}>{test}</Value>
          </Key>
        </span>
      </figcaption>
      <Plot
        picture={picture}
        at={at}
        testId={`${measure}-reader`}
        description={description}
        readingName={says.reader[measure]}
        reading={where === undefined ? description : says.read(where, training, test, happened)}
      />
    </figure>
  );
}

function Value({ testId, children }: { testId: string; children: string }) {
  return (
    <span class="value" data-testid={testId} translate={false}>
      <ChangingText>{children}</ChangingText>
    </span>
  );
}

/** What the curves have come to, for those who do not see them. */
function descriptionOf(run: Run, measure: Measure): string {
  const describe = measure === "accuracy" ? says.describeAccuracy : says.describeLoss;
  const digits = formatCount(run.progress.value?.digitsSeen ?? 0);
  const format = (split: "training" | "test") => formatMeasure(measure, run[split].value);
  return describe(digits, format("training"), format("test"));
}
