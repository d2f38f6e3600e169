/** The way to show parts of the page in another: a button, whose dialog is fetched when it is first opened. */

import "./embed-button.css";
import { useSignal } from "@preact/signals";
import { words } from "../../words/words.ts";

const says = words.embed;

/** `link` gives what follows the site's `#`. */
export function Embed({ link }: { link(): string }) {
  const code = useSignal<typeof import("./embed-dialog.tsx") | undefined>(undefined);
  const isOpen = useSignal(false);
  const isMissing = useSignal(false);

  async function open(): Promise<void> {
    try {
      code.value ??= await import("./embed-dialog.tsx");
      isOpen.value = true;
      isMissing.value = false;
    } catch {
      isMissing.value = true;
    }
  }

  return (
    <>
      <button type="button" class="inline" data-testid="embed" aria-haspopup="dialog" onClick={open}>
        {says.button}
      </button>
      <span role="status">{isMissing.value && says.notFetched}</span>
      {code.value && isOpen.value && (
        <code.value.EmbedDialog
          link={link()}
          onClose={() => {
            isOpen.value = false;
          }}
        />
      )}
    </>
  );
}
