/** The button that opens what it takes to send a run. */

import { useSignal } from "@preact/signals";
import { Missing, useLater } from "../../shared/later.tsx";
import { words } from "../../words/words.ts";
import type { Outbox } from "./outbox.ts";

const says = words.send;

/** Its dialog is fetched when it is first opened. */
export function Send({ outbox }: { outbox: Outbox }) {
  const { code, isMissing, fetch } = useLater(() => import("./send-dialog.tsx"));
  const isOpen = useSignal(false);

  async function open(): Promise<void> {
    outbox.pack();
    isOpen.value = (await fetch()) !== undefined;
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
      <Missing isMissing={isMissing} />
      {isOpen.value && code.value && (
        <code.value.SendDialog
          outbox={outbox}
          onClose={() => {
            isOpen.value = false;
          }}
        />
      )}
    </>
  );
}
