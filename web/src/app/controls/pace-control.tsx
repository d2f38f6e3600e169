/** How fast training goes. */

import "./pace.css";
import { type Pace, paces } from "../../protocol.ts";
import { Term } from "../shared/term.tsx";
import type { State } from "../state.ts";

const labels: Record<Pace, string> = { watch: "Watch", fast: "Fast" };

export function PaceControl({ state }: { state: State }) {
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
            checked={state.pace.value === pace}
            onChange={() => state.setPace(pace)}
          />
          <span>{labels[pace]}</span>
        </label>
      ))}
    </fieldset>
  );
}
