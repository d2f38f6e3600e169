/** Hands that leave the device and come to it, as files. */

import { useRef } from "preact/hooks";
import { downloadJson } from "../../shared/download.ts";
import { handWords } from "../../words/hand.ts";
import type { Hands } from "./hands.ts";

const says = handWords;

export function Files({ hands }: { hands: Hands }) {
  const picker = useRef<HTMLInputElement>(null);
  const { hands: all, drawings } = hands.contents.value;
  const chosen = hands.chosen.value;

  async function importFiles({ currentTarget }: { currentTarget: HTMLInputElement }): Promise<void> {
    const files = [...(currentTarget.files ?? [])];
    currentTarget.value = ""; // so that the same file can be chosen again
    await hands.importFiles(files);
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields.
    <div class="hand-buttons files" role="group" aria-label={says.files}>
      <button type="button" data-testid="import" onClick={() => picker.current?.click()}>
        {says.import}
      </button>
      <input
        ref={picker}
        type="file"
        hidden
        multiple
        accept=".json,application/json"
        data-testid="import-files"
        onChange={importFiles}
      />
      <button
        type="button"
        data-testid="export"
        disabled={hands.drawings.value.length === 0}
        onClick={() => downloadJson(hands.exported(chosen), says.fileName(chosen?.name))}
      >
        {says.exportOne}
      </button>
      <button
        type="button"
        data-testid="export-all"
        disabled={drawings.size === 0}
        onClick={() => downloadJson(hands.exported(), says.fileName(undefined))}
      >
        {says.exportAll}
      </button>
      <button type="button" data-testid="remove-all" disabled={all.size === 0} onClick={hands.removeAll}>
        {says.removeAll}
      </button>
    </div>
  );
}
