/** The page at `#/runs`: every run that there was, and two of them against each other. */

import type { Lab } from "../lab.ts";
import { type Contender, createRace } from "../panels/race/race.ts";
import { RaceView } from "../panels/race/race-view.tsx";
import { createRuns, nameOf } from "../panels/runs/runs.ts";
import { RunsView } from "../panels/runs/runs-view.tsx";
import { recipeAtEnd } from "../records/record.ts";
import { raceWords } from "../words/runs.ts";

/** Makes what the panels hold: it outlives the view. */
export function createPage({ records, sheet, engine, open }: Lab) {
  records.load();
  const runs = createRuns({
    records,
    description: engine.description,
    open: (record) => {
      location.hash = "#/";
      open(record);
    },
  });

  const race = createRace((): Contender[] => [
    { id: "lab", name: raceWords.lab, recipe: sheet.intent.recipe },
    ...records.kept.value.map((record) => ({
      ...{ id: record.id, name: nameOf(records, record), recipe: () => recipeAtEnd(record) },
    })),
  ]);

  return function Page() {
    return (
      <main>
        <RunsView runs={runs} />
        <RaceView race={race} />
      </main>
    );
  };
}
