/** The button that opens what it takes to send a run. */

import { useSignal } from "@preact/signals";
import type { FunctionComponent } from "preact";
import { words } from "../../words/words.ts";
import type { Outbox } from "./outbox.ts";

const says = words.send;

interface DialogProps {
  outbox: Outbox;
  onClose(): void;
}

/** Its dialog is fetched when it is first opened. */
export function Send({ outbox }: { outbox: Outbox }) {
  const Dialog = useSignal<FunctionComponent<DialogProps> | undefined>(undefined);
  const isOpen = useSignal(false);
  const isMissing = useSignal(false);

  async function open(): Promise<void> {
    outbox.pack();
    try {
      const { SendDialog } = await import("./send-dialog.tsx");
      Dialog.value = SendDialog;
      isOpen.value = true;
      isMissing.value = false;
    } catch {
      isMissing.value = true;
    }
  }

  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        data-testid="send"
        title={says.openTitle}
        disabled={!outbox.isReady.value}
        onClick={open}
      >
        {says.open}
      </button>
      {isMissing.value && <span role="alert">{says.notFetched}</span>}
      {isOpen.value && Dialog.value && (
        <Dialog.value
          outbox={outbox}
          onClose={() => {
            isOpen.value = false;
          }}
        />
      )}
    </>
  );
}
