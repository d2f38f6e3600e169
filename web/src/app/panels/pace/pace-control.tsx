/** How fast training goes. */

import "./pace.css";
import { type Pace, paces } from "../../../protocol.ts";
import type { Run } from "../../run/run.ts";
import { Term } from "../../shared/term.tsx";

const labels: Record<Pace, string> = { watch: "Watch", fast: "Fast" };

export function PaceControl({ run }: { run: Run }) {
  return (
    <fieldset class="pace">
      <legend>
        <Term
          name="Pace"
          explanation="Watch takes eight batches a second, so that you see each one change the network. Fast takes as many as this machine can. What it learns is the same."
        />
      </legend>
      {paces.map((pace) => (
        <label key={pace}>
          <input
            type="radio"
            name="pace"
            data-testid={`pace-${pace}`}
            checked={run.pace.value === pace}
            onChange={() => run.setPace(pace)}
          />
          <span>{labels[pace]}</span>
        </label>
      ))}
    </fieldset>
  );
}
