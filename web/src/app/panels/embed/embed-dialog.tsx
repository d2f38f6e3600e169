/** Which panels another page is to show, and the element to be copied into it. */

import "./embed.css";
import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { ChangingText } from "../../shared/changing-text.tsx";
import { copy } from "../../shared/copy.ts";
import { CloseButton, Dialog } from "../../shared/dialog.tsx";
import { embedWords } from "../../words/dialogs.ts";
import { type Embeddable, embeddable, frameOf } from "./embeddable.ts";

const says = embedWords;

interface EmbedDialogProps {
  link: string;
  onClose(): void;
}

export function EmbedDialog({ link, onClose }: EmbedDialogProps) {
  const text = useRef<HTMLTextAreaElement>(null);
  const panels = useSignal<readonly Embeddable[]>(embeddable);
  const isCopied = useSignal(false);
  const frame = frameOf(document.baseURI, link, panels.value, says.frameTitle);

  function toggle(panel: Embeddable): void {
    panels.value = embeddable.filter((one) => (one === panel) !== panels.value.includes(one));
    isCopied.value = false;
  }

  async function take(): Promise<void> {
    text.current?.select(); // to be copied by hand, where that is the only way
    isCopied.value = await copy(frame);
  }

  return (
    <Dialog name="embed-dialog" title={says.title} onClose={onClose}>
      <p class="hint">{says.note}</p>
      <fieldset>
        <legend>{says.panels}</legend>
        {embeddable.map((panel) => (
          <label key={panel} class="check">
            <input type="checkbox" checked={panels.value.includes(panel)} onChange={() => toggle(panel)} />
            <span>{says.names[panel]}</span>
          </label>
        ))}
      </fieldset>
      <label>
        <span class="caption">{says.code}</span>
        <textarea
          ref={text}
          class="code-text"
          readOnly
          rows={5}
          spellcheck={false}
          translate={false}
          value={frame}
          data-testid="embed-code"
        />
      </label>
      <p class="embed-buttons">
        <button
          type="button"
          class="primary"
          data-testid="embed-copy"
          disabled={panels.value.length === 0}
          onClick={take}
        >
          {says.copy}
        </button>
        <CloseButton testId="embed-close">{says.close}</CloseButton>
        <span role="status">
          <ChangingText>{isCopied.value ? says.copied : ""}</ChangingText>
        </span>
      </p>
    </Dialog>
  );
}
