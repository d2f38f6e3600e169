/** What there is to be seen on a chart. */

import type { Moment } from "../../../protocol.ts";
import type { Scale, Smoothing } from "./choices.ts";
import type { Axis, CurvePoint, Mark, Measure } from "./curve.ts";

/** How a line looks. */
export interface Look {
  /** The custom property that holds it. */
  color: string;
  dash: number[];
  width: number;
}

export interface Line extends Look {
  name: string;
  points: readonly CurvePoint[];
  /** Stands behind the others. */
  isFaint?: boolean;
  /** Whether its points are to be seen, as long as they are few. */
  hasDots?: boolean;
}

/** All that is to be seen on a chart. */
export interface Picture {
  measure: Measure;
  axis: Axis;
  scale: Scale;
  smoothing: Smoothing;
  lines: readonly Line[];
  marks: readonly Mark[];
  /** Where the run stands, if that is not its end. */
  cursor?: Moment;
  /** Where a person reads the values, on the axis. */
  at?: number;
}
