/** What a link has brought, what was put right in it, and whether the run is the sender's. */

import "./arrival.css";
import type { Comparison } from "../../records/claim.ts";
import { ChangingText } from "../../shared/changing-text.tsx";
import { formatAccuracy } from "../../shared/figures.ts";
import { words } from "../../words/words.ts";
import type { Arrival, State } from "./arrival.ts";

const says = words.arrival;

export function ArrivalNotice({ arrival }: { arrival: Arrival }) {
  const state = arrival.state.value;
  if (!state) return null;
  return (
    <section class="arrival" aria-label={says.title} data-testid="arrival">
      {state.kind === "opening" && <p>{says.opening}</p>}
      {state.kind === "refused" && (
        <p class="arrival-problem" role="alert">
          <ChangingText>{state.message}</ChangingText> <span>{says.refused}</span>
        </p>
      )}
      {state.kind === "there" && <Brought state={state} arrival={arrival} />}
    </section>
  );
}

type There = Extract<State, { kind: "there" }>;

function Brought({ state: { link, inWords }, arrival }: { state: There; arrival: Arrival }) {
  const said = sayComparison(link, arrival.comparison.value, arrival.isOwn.value);
  return (
    <>
      <p role="status">
        <ChangingText>{says.brought(inWords)}</ChangingText>
        {link.course.changes.length > 0 && <ChangingText>{says.changes(link.course.changes.length)}</ChangingText>}
        {link.notes.map((note) => (
          <ChangingText key={note}>{note}</ChangingText>
        ))}
      </p>
      <p class={said.isDifferent ? "arrival-problem" : "arrival-quiet"} data-testid="comparison">
        <ChangingText>{said.text}</ChangingText>
      </p>
      <p class="visually-hidden" role="status">
        <ChangingText>{said.isNews ? said.text : ""}</ChangingText>
      </p>
    </>
  );
}

/** `isNews` of what is worth to be read out: not each epoch in which all is well. */
function sayComparison(link: There["link"], comparison: Comparison | undefined, isOwn: boolean) {
  if (isOwn) return { text: says.own, isNews: true };
  const { claim } = link;
  if (!claim) return { text: says.noClaim };
  if (!comparison) return { text: says.claimed(formatAccuracy(claim.accuracy), claim.hashes.length) };
  const { epoch, isSame } = comparison;
  if (!isSame) return { text: says.different(epoch), isNews: true, isDifferent: true };
  const isAll = epoch === claim.hashes.length;
  return isAll ? { text: says.allSame(epoch), isNews: true } : { text: says.same(epoch) };
}
