/** What the lesson about descent on surfaces asks. */

import type { DescentSettings, Surface, SurfaceName } from "../../../engine/js/lessons.ts";

/** AdamW goes to the origin as well as downhill. */
export type Way = Exclude<NonNullable<DescentSettings["optimizer"]>, "adamw">;

/** How a run ended, for a person who looks at the map. */
export type Outcome =
  /** At rest, and it is nowhere lower around. */
  | "arrived"
  /** At rest, though it is lower beside. */
  | "stuck"
  /** All steps were taken. */
  | "underway"
  /** Beyond the map, below its start. */
  | "left"
  /** Beyond the map, above its start. */
  | "thrown"
  /** The next step would have led to what is no number. */
  | "diverged";

export interface Descent {
  way: Way;
  /** The start, and where each step led: [points, 2]. */
  path: Float64Array;
  /** The height of each of them. [points] */
  values: Float64Array;
  outcome: Outcome;
}

export interface DownhillQuestions {
  /** Goes down a surface in several ways from one point, the surface's own where left out. */
  "downhill.race": {
    given: {
      surface: SurfaceName;
      start?: readonly [x: number, y: number];
      learningRate: number;
      ways: readonly Way[];
      steps: number;
      columns: number;
    };
    /** With the heights of `columns` by as many points of the map, amid as many equal parts, by rows from below. */
    answer: { surface: Surface; start: readonly [number, number]; heights: Float64Array; runs: Descent[] };
  };
}
