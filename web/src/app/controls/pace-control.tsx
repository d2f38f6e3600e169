/** How fast training goes. */

import "./pace.css";
import { type Pace, paces } from "../../protocol.ts";
import type { State } from "../state.ts";

const labels: Record<Pace, string> = { watch: "Watch", fast: "Fast" };

export function PaceControl({ state }: { state: State }) {
  return (
    <fieldset class="pace">
      <legend>Pace</legend>
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
