/** How fast training goes. */

import "./pace.css";
import { paces } from "../../../protocol.ts";
import type { Run } from "../../run/run.ts";
import { Term } from "../../shared/term.tsx";
import { words } from "../../words/words.ts";

const says = words.pace;

export function PaceControl({ run }: { run: Run }) {
  return (
    <fieldset class="pace">
      <legend>
        <Term {...says.term} />
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
          <span>{says[pace]}</span>
        </label>
      ))}
    </fieldset>
  );
}
