/** The way to show parts of the page in another: a button, whose dialog is fetched when it is first opened. */

import { useSignal } from "@preact/signals";
import { ChangingText } from "../../shared/changing-text.tsx";
import { Missing, useLater } from "../../shared/later.tsx";
import { words } from "../../words/words.ts";

const says = words.embed;

/** `link` gives what an address says of the recipe. It rejects where that is not to be understood. */
export function Embed({ link }: { link(): Promise<string> }) {
  const { code, isMissing, fetch } = useLater(() => import("./embed-dialog.tsx"));
  /** What the open dialog is about; undefined while it is closed. */
  const written = useSignal<string | undefined>(undefined);
  const problem = useSignal<Error | undefined>(undefined);

  async function open(): Promise<void> {
    problem.value = undefined;
    if (!(await fetch())) return;
    try {
      written.value = await link();
    } catch (error) {
      problem.value = error as Error;
    }
  }

  return (
    <>
      <button type="button" class="inline" data-testid="embed" aria-haspopup="dialog" onClick={open}>
        {says.button}
      </button>
      <Missing isMissing={isMissing} />
      <span role="status">
        <ChangingText>{problem.value?.message ?? ""}</ChangingText>
      </span>
      {code.value && written.value !== undefined && (
        <code.value.EmbedDialog
          link={written.value}
          onClose={() => {
            written.value = undefined;
          }}
        />
      )}
    </>
  );
}
