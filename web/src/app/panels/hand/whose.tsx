/** Whose hand it is: chosen, added, renamed, deleted. */

import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { ChangingText } from "../../shared/changing-text.tsx";
import { handWords } from "../../words/hand.ts";
import type { Saying } from "../../words/language.ts";
import { longestName } from "./drawings.ts";
import type { Hands } from "./hands.ts";

const says = handWords;
const [whoseId, nameId, reasonId] = ["hand-whose", "hand-name", "hand-reason"];

export function Whose({ hands }: { hands: Hands }) {
  const naming = useSignal<"add" | "rename" | undefined>(undefined);
  const choice = useRef<HTMLSelectElement>(null);
  const chosen = hands.chosen.value;
  const choices = hands.all.value.map(({ id, name }) => {
    return [id, says.drawn(name, hands.counts.value.get(id) ?? 0)] as const;
  });

  function name(what: "add" | "rename"): void {
    naming.value = what;
  }

  function close(): void {
    naming.value = undefined;
    choice.current?.focus();
  }

  return (
    <div class="whose">
      <label for={whoseId} class="caption">
        {says.whose}
      </label>
      <div class="hand-buttons">
        <select
          ref={choice}
          id={whoseId}
          data-testid="hand-whose"
          value={chosen?.id ?? ""}
          onChange={(event) => hands.choose(event.currentTarget.value)}
        >
          {!chosen && <option value="">{says.nobody}</option>}
          {choices.map(([id, text]) => (
            <option key={text} value={id}>
              {text}
            </option>
          ))}
        </select>
        <button type="button" aria-label={says.addName} data-testid="hand-add" onClick={() => name("add")}>
          {says.add}
        </button>
        <button
          type="button"
          aria-label={says.renameName}
          data-testid="hand-rename"
          disabled={!chosen}
          onClick={() => name("rename")}
        >
          {says.rename}
        </button>
        <button
          type="button"
          aria-label={says.removeHandName}
          data-testid="hand-remove"
          disabled={!chosen}
          onClick={hands.removeHand}
        >
          {says.removeHand}
        </button>
      </div>
      {naming.value && (
        <Naming
          key={naming.value}
          name={naming.value === "rename" ? (chosen?.name ?? "") : ""}
          save={naming.value === "rename" ? hands.rename : hands.add}
          close={close}
        />
      )}
    </div>
  );
}

interface NamingProps {
  name: string;
  /** Gives why it cannot be called so. */
  save(name: string): Saying | undefined;
  close(): void;
}

function Naming({ name, save, close }: NamingProps) {
  const text = useSignal(name);
  const reason = useSignal<Saying | undefined>(undefined);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);

  function enter(event: Event): void {
    event.preventDefault();
    reason.value = save(text.value);
    if (reason.value === undefined) close();
    else field.current?.focus();
  }

  return (
    <form class="naming" onSubmit={enter} onKeyDown={({ key }) => key === "Escape" && close()}>
      <label for={nameId} class="caption">
        {says.name}
      </label>
      <div class="hand-buttons">
        <input
          ref={field}
          id={nameId}
          type="text"
          autocomplete="off"
          spellcheck={false}
          maxLength={longestName}
          data-testid="hand-name"
          value={text.value}
          aria-invalid={reason.value !== undefined}
          aria-describedby={reason.value === undefined ? undefined : reasonId}
          onInput={(event) => {
            text.value = event.currentTarget.value;
          }}
        />
        <button type="submit" class="primary" data-testid="hand-save">
          {says.save}
        </button>
        <button type="button" onClick={close}>
          {says.cancel}
        </button>
      </div>
      {reason.value !== undefined && (
        <p id={reasonId} class="problem" role="alert">
          <ChangingText>{reason.value()}</ChangingText>
        </p>
      )}
    </form>
  );
}
