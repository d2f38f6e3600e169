/** Answers what the lesson about descent on surfaces asks. */

import type { Lessons, Surface, SurfaceName } from "../../../../engine/js/lessons.ts";
import type { DownhillQuestions, Outcome } from "../../questions/downhill.ts";
import type { Answers } from "../../questions.ts";
import { gridOver } from "./points.ts";
import type { Tools } from "./tools.ts";

export const downhill = ({ lessons }: Tools): Answers<DownhillQuestions> => ({
  "downhill.race": ({ surface, start, ways, columns, ...settings }) => {
    const runs = ways.map((way) => {
      const { ended, path, values } = lessons.descend({ surface, start, optimizer: way, ...settings });
      return { way, path, values, outcome: outcomeOf(lessons, surface, { ended, path, values }) };
    });
    // One that is not in the table has been refused by now.
    const map = lessons.surfaces.find(({ name }) => name === surface) as Surface;
    const grid = gridOver(map.x, map.y, columns);
    return {
      ...{ surface: map, start: start ?? map.start, runs },
      heights: lessons.surface(surface, grid.x, grid.y).values,
    };
  },
});

type Descended = ReturnType<Lessons["descend"]>;

function outcomeOf(lessons: Lessons, surface: SurfaceName, { ended, path, values }: Descended): Outcome {
  const [first = 0, last = 0] = [values[0], values.at(-1)];
  if (ended === "arrived") return isLowest(lessons, surface, path.at(-2) ?? 0, path.at(-1) ?? 0) ? "arrived" : "stuck";
  if (ended === "left") return last > first ? "thrown" : "left";
  return ended === "steps" ? "underway" : "diverged";
}

/**
 * So far around a point of rest lower ground is looked for. Slopes there are at most 0.0001, so that a minimum whose
 * curvature is at least 0.02 is known as one.
 */
const AROUND = 0.01;

function isLowest(lessons: Lessons, surface: SurfaceName, x: number, y: number): boolean {
  const moves = [0, -AROUND, AROUND];
  const xs = moves.flatMap((move) => moves.map(() => x + move));
  const ys = moves.flatMap(() => moves.map((move) => y + move));
  const [here = 0, ...around] = lessons.surface(surface, xs, ys).values;
  return around.every((height) => height >= here);
}
