/** Many links to results at once, and which of them are true. */

import "./links.css";
import "../../shared/sideways.css";
import { useComputed, useSignal } from "@preact/signals";
import { ChangingText } from "../../shared/changing-text.tsx";
import { copy } from "../../shared/copy.ts";
import { csvOf } from "../../shared/csv.ts";
import { downloadCsv } from "../../shared/download.ts";
import { formatAccuracy } from "../../shared/figures.ts";
import { linksWords } from "../../words/links.ts";
import { mostLinks, otherAddresses, pastedLinks } from "./pasted.ts";
import type { Row, Verdict, Verification } from "./verification.ts";

const says = linksWords;

export function Links({ verification }: { verification: Verification }) {
  const text = useSignal("");
  const problem = useSignal<"none" | "too many" | undefined>(undefined);
  /** As of the last time that was pressed. */
  const passedOver = useSignal<readonly string[]>([]);
  const found = useComputed(() => pastedLinks(text.value).length);
  const isRunning = verification.isRunning.value;

  function verify(event: Event): void {
    event.preventDefault();
    const links = pastedLinks(text.value);
    passedOver.value = otherAddresses(text.value);
    problem.value = links.length === 0 ? "none" : links.length > mostLinks ? "too many" : undefined;
    if (problem.value === undefined) verification.verify(links);
  }

  return (
    <div class="links">
      <form onSubmit={verify}>
        <label for="links-text">{says.paste}</label>
        <p class="hint" id="links-hint">
          {says.pasteHint}
        </p>
        <textarea
          id="links-text"
          class="code-text"
          rows={6}
          spellcheck={false}
          translate={false}
          aria-describedby="links-hint links-problem"
          aria-invalid={problem.value !== undefined}
          value={text.value}
          onInput={(event) => {
            text.value = event.currentTarget.value;
          }}
          data-testid="links-text"
        />
        <div class="links-buttons">
          <button type="submit" class="primary" disabled={isRunning} data-testid="links-verify">
            <ChangingText>{says.verify(found.value)}</ChangingText>
          </button>
          <button type="button" disabled={!isRunning} onClick={verification.stop} data-testid="links-stop">
            {says.stop}
          </button>
          <CopyTable rows={verification.rows.value} />
        </div>
        <p class="links-problem" id="links-problem" role="alert">
          <ChangingText>{problem.value ? problems[problem.value]() : ""}</ChangingText>
        </p>
        <p class="hint links-passed-over" role="status">
          <ChangingText>{passedOver.value.length > 0 ? says.passedOver(someOf(passedOver.value)) : ""}</ChangingText>
        </p>
      </form>
      <Results verification={verification} />
    </div>
  );
}

/** Enough to see what they are. */
const mostTold = 5;

const someOf = (addresses: readonly string[]) =>
  addresses.length > mostTold ? [...addresses.slice(0, mostTold), "…"] : addresses;

const problems = { none: () => says.none, "too many": () => says.tooMany(mostLinks) };

function Results({ verification: { rows, isRunning } }: { verification: Verification }) {
  const all = rows.value;
  if (all.length === 0) return null;
  const done = all.filter(({ verdict }) => verdict.kind !== "waiting" && verdict.kind !== "running").length;
  const confirmed = all.filter(({ verdict }) => verdict.kind === "confirmed").length;
  return (
    <section aria-label={says.results}>
      <p class="links-summary" data-testid="links-summary">
        <ChangingText>{says.summary(confirmed, done, all.length)}</ChangingText>
      </p>
      <progress aria-label={says.results} max={all.length} value={done + shareOf(all)} />
      <p class="visually-hidden" role="status">
        <ChangingText>{isRunning.value ? says.running : says.summary(confirmed, done, all.length)}</ChangingText>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is to be scrolled by the keyboard too. */}
      <section class="links-table sideways" tabIndex={0} aria-label={says.table}>
        <table>
          <thead>
            <tr>
              <th scope="col">{says.name}</th>
              <th scope="col">{says.verdict}</th>
              <th scope="col">{says.claimed}</th>
              <th scope="col">{says.run}</th>
            </tr>
          </thead>
          <tbody>
            {all.map((row, i) => (
              <TableRow key={`${i} ${row.link}`} row={row} index={i} />
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

function TableRow({ row, index }: { row: Row; index: number }) {
  const { inWords, claim, verdict, notes } = row;
  return (
    <tr data-verdict={verdict.kind} data-testid="links-row">
      <th scope="row" translate={row.name === "" ? undefined : false}>
        <ChangingText>{nameOf(row, index)}</ChangingText>
      </th>
      <td class="links-verdict">
        <ChangingText>{verdictText(verdict, claim?.hashes.length ?? 0)}</ChangingText>
      </td>
      <td>
        <ChangingText>{formatAccuracy(claim?.accuracy)}</ChangingText>
      </td>
      <td>
        <ChangingText>{inWords() || says.unknownRun}</ChangingText>
        {notes().map((note) => (
          <span class="hint" key={note}>
            {note}
          </span>
        ))}
      </td>
    </tr>
  );
}

const nameOf = ({ name }: Row, index: number) => name || says.unnamed(index + 1);

/** How much of what is under way is done. */
const shareOf = (rows: readonly Row[]) =>
  rows.reduce((sum, { verdict }) => sum + (verdict.kind === "running" ? verdict.share : 0), 0);

function verdictText(verdict: Verdict, epochs: number): string {
  switch (verdict.kind) {
    case "running":
      return says.atEpoch(verdict.epoch, epochs);
    case "refused":
      return verdict.accuracy === undefined
        ? says.refused(verdict.epoch)
        : says.otherAccuracy(formatAccuracy(verdict.accuracy));
    case "ended":
      return says.ended(verdict.epoch);
    case "broken":
      return says.broken(verdict.message);
    default:
      return says[verdict.kind];
  }
}

function CopyTable({ rows }: { rows: readonly Row[] }) {
  /** What was said, and of which rows: of others it does not hold. */
  const said = useSignal<{ rows: readonly Row[]; what: "copied" | "saved" } | undefined>(undefined);

  async function take(): Promise<void> {
    const table = tableOf(rows);
    const isCopied = await copy(table);
    if (!isCopied) downloadCsv(table, says.fileName);
    said.value = { rows, what: isCopied ? "copied" : "saved" };
  }

  return (
    <>
      <button type="button" disabled={rows.length === 0} onClick={take} data-testid="links-copy">
        {says.copy}
      </button>
      <span role="status">
        <ChangingText>{said.value?.rows === rows ? says[said.value.what] : ""}</ChangingText>
      </span>
    </>
  );
}

export const tableOf = (rows: readonly Row[]): string =>
  csvOf([
    ["name", "run", "claimed_accuracy", "claimed_epochs", "verdict", "detail", "link"],
    ...rows.map((row, i) => {
      const { claim, verdict } = row;
      const epochs = claim?.hashes.length;
      const detail = verdictText(verdict, epochs ?? 0);
      return [nameOf(row, i), row.inWords(), claim?.accuracy, epochs, verdict.kind, detail, row.link];
    }),
  ]);
