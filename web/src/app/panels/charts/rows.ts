/** Curves as rows, one for each moment, for a table and for a file. */

import type { Moment, Score } from "../../../protocol.ts";
import type { CurvePoint, Mark } from "../../shared/charts/curve.ts";
import { csvOf } from "../../shared/csv.ts";

export interface Row {
  moment: Moment;
  training?: Score;
  test?: Score;
  /** What was changed there. */
  changes: string[];
}

interface Kept {
  training: readonly CurvePoint[];
  test: readonly CurvePoint[];
  marks: readonly Mark[];
}

export function rowsOf({ training, test, marks }: Kept): Row[] {
  const rows = new Map<number, Row>();
  const rowAt = ({ digitsSeen, step, epoch, seconds }: Moment): Row => {
    const row = rows.get(digitsSeen) ?? { moment: { digitsSeen, step, epoch, seconds }, changes: [] };
    rows.set(digitsSeen, row);
    return row;
  };
  for (const point of training) rowAt(point).training = point;
  for (const point of test) rowAt(point).test = point;
  for (const mark of marks) rowAt(mark).changes.push(mark.label);
  return [...rows.values()].sort((a, b) => a.moment.digitsSeen - b.moment.digitsSeen);
}

/** At most so many rows, evenly taken: those with a test score or a change before the others, and always the last. */
export function fewer(rows: readonly Row[], most: number): Row[] {
  if (rows.length <= most) return [...rows];
  const matters = ({ test, changes }: Row) => test !== undefined || changes.length > 0;
  const mattering = rows.filter(matters);
  const chosen = new Set(evenly(mattering, most));
  const others = rows.filter((row) => !matters(row));
  for (const row of evenly(others, most - chosen.size)) chosen.add(row);
  return rows.filter((row) => chosen.has(row));
}

/** As many of them, the last one included. */
function evenly(rows: readonly Row[], most: number): Row[] {
  if (rows.length <= most) return [...rows];
  return Array.from({ length: most }, (_, i) => rows[Math.floor(((i + 1) * rows.length) / most) - 1] as Row);
}

const columns = [
  ...["digits_seen", "step", "epoch", "seconds"],
  ...["training_loss", "training_accuracy", "test_loss", "test_accuracy", "change"],
];

/** With a header. Accuracy is a fraction. */
export function tableOf(rows: readonly Row[]): string {
  const lines = rows.map(({ moment: { digitsSeen, step, epoch, seconds }, training, test, changes }) => [
    ...[digitsSeen, step, epoch, seconds],
    ...[training?.loss, training?.accuracy, test?.loss, test?.accuracy, changes.join("; ")],
  ]);
  return csvOf([columns, ...lines]);
}
