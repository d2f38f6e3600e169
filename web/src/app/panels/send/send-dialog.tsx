/** A run to be sent: in words, as a link to copy, and as a code for a camera. */

import "./send.css";
import { useComputed, useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { ChangingText } from "../../shared/changing-text.tsx";
import { copy } from "../../shared/copy.ts";
import { CloseButton, Dialog } from "../../shared/dialog.tsx";
import { formatAccuracy } from "../../shared/figures.ts";
import { sendWords } from "../../words/dialogs.ts";
import type { Outbox } from "./outbox.ts";
import { codeOf, QrCode } from "./qr-code.tsx";

const says = sendWords;

export function SendDialog({ outbox, onClose }: { outbox: Outbox; onClose(): void }) {
  const { sent, link, problem } = outbox;
  const code = useComputed(() => (link.value === "" ? undefined : codeOf(link.value)));
  const changes = sent.value?.course.changes.length ?? 0;
  return (
    <Dialog name="send-dialog" title={says.title} onClose={onClose}>
      <p class="send-words" data-testid="send-words">
        <ChangingText>{outbox.inWords.value}</ChangingText>
        {changes > 0 && <ChangingText>{says.changes(changes)}</ChangingText>}
      </p>
      <p class="hint">{sent.value?.isWhole === false ? says.notWhole : says.hint}</p>
      {problem.value !== undefined && (
        <p class="send-problem" role="alert">
          <ChangingText>{problem.value}</ChangingText>
        </p>
      )}
      <div class="send-parts">
        <div>
          <LinkField link={link.value} />
          <Reached outbox={outbox} />
        </div>
        <div class="send-code">
          {code.value ? (
            <QrCode code={code.value} label={says.code} />
          ) : (
            <p class="hint">{link.value !== "" && says.tooLong}</p>
          )}
        </div>
      </div>
      <CloseButton testId="send-close">{says.close}</CloseButton>
    </Dialog>
  );
}

function LinkField({ link }: { link: string }) {
  const field = useRef<HTMLTextAreaElement>(null);
  const copied = useSignal<string | undefined>(undefined);

  async function take(): Promise<void> {
    field.current?.select(); // to be copied by hand, where that is the only way
    copied.value = (await copy(link)) ? link : undefined;
  }

  return (
    <div class="send-link">
      <label for="send-link">{says.link}</label>
      <textarea
        ref={field}
        id="send-link"
        class="code-text"
        rows={7}
        readOnly
        spellcheck={false}
        translate={false}
        value={link}
        onFocus={(event) => event.currentTarget.select()}
        data-testid="send-link"
      />
      <p>
        <button type="button" class="primary" disabled={link === ""} onClick={take} data-testid="send-copy">
          {says.copy}
        </button>
        <span role="status">
          <ChangingText>{link !== "" && copied.value === link ? says.copied : ""}</ChangingText>
        </span>
      </p>
    </div>
  );
}

/** Whether the link says what the run has reached, for others to compare. */
function Reached({ outbox: { sent, withClaim, choose } }: { outbox: Outbox }) {
  const claim = sent.value?.claim;
  return (
    <div class="send-reached">
      <label class="check">
        <input
          type="checkbox"
          checked={withClaim.value}
          disabled={!claim}
          onChange={(event) => choose(event.currentTarget.checked)}
          data-testid="send-reached"
        />
        <span>{says.reached}</span>
      </label>
      <p class="hint">
        <ChangingText>
          {claim ? says.reachedWhat(formatAccuracy(claim.accuracy), claim.hashes.length) : says.reachedNothing}
        </ChangingText>
      </p>
    </div>
  );
}
