/** What a person has chosen in a lesson stands in its address: whoever opens the link, or comes back, sees the same. */

import { batch, effect, type Signal, signal, untracked } from "@preact/signals";

type Choice = string | number;

/** A signal for each choice. */
export type Choices<Given extends Record<string, Choice>> = { [Name in keyof Given]: Signal<Widened<Given[Name]>> };
type Widened<Kind extends Choice> = Kind extends number ? number : Kind;

/** The query of an address that leads to a lesson; undefined where it leads elsewhere. */
function queryOf(lesson: string): URLSearchParams | undefined {
  const [page, query = ""] = location.hash.slice(1).split(/\?(.*)/s);
  return page === `/learn/${lesson}` ? new URLSearchParams(query) : undefined;
}

/**
 * Choices by name, with what they are where the address says nothing. What it says and is not allowed is passed over:
 * `allowed` lists the texts that a choice may be, and a number's least and most.
 */
export function inAddress<Given extends Record<string, Choice>>(
  lesson: string,
  defaults: Given,
  allowed: { [Name in keyof Given]?: readonly Given[Name][] } = {},
): Choices<Given> {
  const choices = Object.entries(defaults).map(([name, standard]) => ({
    ...{ name, standard, choice: signal<Choice>(standard), among: allowed[name] as readonly Choice[] | undefined },
  }));

  /** All at once: nothing is asked for what stands halfway between two addresses. */
  const read = (query: URLSearchParams) =>
    batch(() => {
      for (const { name, standard, choice, among } of choices) choice.value = chosen(query.get(name), standard, among);
    });

  /** What this lesson has written last. */
  let written = "";

  const write = () => {
    const different = choices.filter(({ standard, choice }) => choice.value !== standard);
    const query = new URLSearchParams(different.map(({ name, choice }) => [name, String(choice.value)])).toString();
    untracked(() => {
      if (!queryOf(lesson)) return; // another page is shown
      const address = `#/learn/${lesson}${query && `?${query}`}`;
      try {
        if (address !== location.hash) history.replaceState(history.state, "", address);
        written = address;
      } catch {
        // Safari allows so many changes in a while; a later one brings the address up to date.
      }
    });
  };

  const first = queryOf(lesson);
  if (first) read(first);
  effect(write);
  // An address without choices leads back to the lesson as it was left, and so does the one that it was left at.
  addEventListener("hashchange", () => {
    const query = queryOf(lesson);
    if (query && query.size > 0 && location.hash !== written) read(query);
    else write();
  });
  return Object.fromEntries(choices.map(({ name, choice }) => [name, choice])) as unknown as Choices<Given>;
}

function chosen(text: string | null, standard: Choice, among: readonly Choice[] | undefined): Choice {
  if (text === null) return standard;
  if (typeof standard === "string") return !among || among.includes(text) ? text : standard;
  const number = text.trim() === "" ? Number.NaN : Number(text);
  const [least, most] = (among ?? []) as readonly number[];
  const isWithin = Number.isFinite(number) && !(number < (least ?? number)) && !(number > (most ?? number));
  return isWithin ? number : standard;
}
