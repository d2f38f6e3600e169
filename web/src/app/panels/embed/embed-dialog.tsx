/** Which panels another page is to show, and the element to be copied into it. */

import "./embed.css";
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { ChangingText } from "../../shared/changing-text.tsx";
import { copy } from "../../shared/copy.ts";
import { words } from "../../words/words.ts";
import { type Embeddable, embeddable, frameOf } from "./embeddable.ts";

const says = words.embed;

interface EmbedDialogProps {
  link: string;
  onClose(): void;
}

export function EmbedDialog({ link, onClose }: EmbedDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const text = useRef<HTMLTextAreaElement>(null);
  const panels = useSignal<readonly Embeddable[]>(embeddable);
  const isCopied = useSignal(false);
  const frame = frameOf(document.baseURI, link, panels.value, says.frameTitle);

  useEffect(() => dialog.current?.showModal(), []);

  function toggle(panel: Embeddable): void {
    panels.value = embeddable.filter((one) => (one === panel) !== panels.value.includes(one));
    isCopied.value = false;
  }

  async function take(): Promise<void> {
    text.current?.select(); // to be copied by hand, where that is the only way
    isCopied.value = await copy(frame);
  }

  return (
    <dialog
      class="embed-dialog"
      ref={dialog}
      aria-labelledby="embed-title"
      onClose={onClose}
      data-testid="embed-dialog"
    >
      <h2 id="embed-title">{says.title}</h2>
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
        <button type="button" data-testid="embed-close" onClick={() => dialog.current?.close()}>
          {says.close}
        </button>
        <span role="status">
          <ChangingText>{isCopied.value ? says.copied : ""}</ChangingText>
        </span>
      </p>
    </dialog>
  );
}
