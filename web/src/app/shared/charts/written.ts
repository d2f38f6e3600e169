/** The values of curves as they are written beside their charts. */

import { formatAccuracy, formatLoss } from "../figures.ts";
import type { CurvePoint, Measure } from "./curve.ts";

export const formatMeasure = (measure: Measure, point: Pick<CurvePoint, Measure> | undefined): string =>
  measure === "accuracy" ? formatAccuracy(point?.accuracy) : formatLoss(point?.loss);
