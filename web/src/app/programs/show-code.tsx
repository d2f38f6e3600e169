/** The button that shows the program which does the same. Its dialog is fetched when it is first opened. */

import { useSignal } from "@preact/signals";
import type { DrawnPoints, Recipe } from "../../protocol.ts";
import { ChangingText } from "../shared/changing-text.tsx";
import { Missing, useLater } from "../shared/later.tsx";
import { words } from "../words/words.ts";
import type { Subject } from "./subject.ts";

const says = words.programs;

interface ShowCodeProps {
  /** What the program is to be about, asked for when the button is pressed. Its error is shown. */
  subject(): Subject | Promise<Subject>;
  /** Draws the points that a recipe names, for programs that read them; needed where a recipe may name some. */
  points?(recipe: Recipe): Promise<Record<"training" | "validation", DrawnPoints>>;
  /** Whether the button stands in a line of text. */
  isInline?: boolean;
}

export function ShowCode({ subject, points, isInline = false }: ShowCodeProps) {
  const { code, isMissing, fetch } = useLater(() => import("./code-dialog.tsx"));
  /** What the open dialog is about; undefined while it is closed. */
  const shown = useSignal<Subject | undefined>(undefined);
  const problem = useSignal<Error | undefined>(undefined);

  async function open(): Promise<void> {
    problem.value = undefined;
    if (!(await fetch())) return;
    try {
      shown.value = await subject();
    } catch (error) {
      problem.value = error as Error;
    }
  }

  return (
    <span>
      <button
        type="button"
        class={isInline ? "inline" : undefined}
        aria-haspopup="dialog"
        data-testid="show-code"
        onClick={open}
      >
        {says.open}
      </button>
      <Missing isMissing={isMissing} />
      <span role="status">
        <ChangingText>{problem.value?.message ?? ""}</ChangingText>
      </span>
      {code.value && shown.value && (
        <code.value.CodeDialog
          subject={shown.value}
          points={points}
          onClose={() => {
            shown.value = undefined;
          }}
        />
      )}
    </span>
  );
}
