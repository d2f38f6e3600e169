/** What the page says where it verifies links. */

import { formats } from "./english.ts";

const { count, counted, list } = formats;

export const links = {
  paste: "Links to results",
  pasteHint: "One a line or anywhere in text, each with a name before it if you like.",
  none: "There is no link in this text. A link to a run holds “#/?”.",
  tooMany: (most: number) => `At most ${count(most)} links can be verified at once.`,
  /** Of addresses in the text that are none. */
  passedOver: (addresses: readonly string[]) =>
    `Passed over, ${addresses.length === 1 ? "since it is no link to a run" : "since they are no links to runs"}: ${list(addresses)}`,
  verify: (found: number) => (found === 0 ? "Verify" : `Verify ${counted(found, { one: "link", other: "links" })}`),
  stop: "Stop",
  copy: "Copy table",
  copied: "Copied as CSV.",
  /** Where nothing can be copied. */
  saved: "Saved as a CSV file.",
  fileName: "links verified",
  results: "Results",
  table: "Table of results",
  running: "Training again.",
  summary: (confirmed: number, done: number, all: number) =>
    `${count(confirmed)} confirmed; ${count(done)} of ${count(all)} looked at.`,
  name: "Name",
  run: "Run",
  claimed: "Claimed",
  verdict: "Verdict",
  unnamed: (number: number) => `Link ${count(number)}`,
  unknownRun: "–",
  waiting: "waiting",
  atEpoch: (epoch: number, epochs: number) => `training, epoch ${count(epoch)} of ${count(epochs)}`,
  confirmed: "confirmed, bit for bit",
  refused: (epoch: number) => `refused: another network at epoch ${count(epoch)}`,
  otherAccuracy: (accuracy: string) => `refused: it reaches ${accuracy}`,
  ended: (epoch: number) => `refused: it does not get to the end of epoch ${count(epoch)}`,
  broken: (why: string) => `broken: ${why}`,
  nothing: "no claim in it",
  stopped: "not looked at",
};
