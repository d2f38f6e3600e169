/** What the dialogs say that send a run, embed the page, and show curves as a table. */

import { formats } from "./english.ts";

const { count, counted, list } = formats;

/** A run as a link to it. */
export const send = {
  title: "Send this run",
  hint: "Whoever opens the link sees these settings, presses Train, and gets the same network, bit for bit.",
  notWhole:
    "This run went on after early stopping or after it had diverged, which no link says: the network will be another.",
  changes: (changes: number) =>
    changes === 1
      ? " Settings change once while it trains."
      : ` Settings change ${count(changes)} times while it trains.`,
  link: "Link",
  copy: "Copy",
  copied: "Copied.",
  code: "The link as a QR code",
  tooLong: "This link is too long for a QR code.",
  reached: "With what it reached",
  reachedWhat: (accuracy: string, epochs: number) =>
    `${accuracy} of the test digits after ${counted(epochs, { one: "epoch", other: "epochs" })}, for others to verify.`,
  reachedNothing: "As soon as an epoch is complete.",
  close: "Close",
};

/** Parts of the page within another. */
export const embed = {
  title: "Embed in a page of your own",
  note: "What you choose stands there alone, with this recipe. Training begins when somebody presses Train.",
  panels: "Panels",
  names: {
    controls: "Training and pace",
    numbers: "Progress in numbers",
    pad: "Pad and reading",
    timeline: "Winding back",
    curves: "Curves",
    settings: "Settings",
  },
  code: "Put this into your page:",
  copy: "Copy",
  copied: "Copied.",
  close: "Close",
  frameTitle: "Inkling: a network that learns to read handwriting",
  unknown: (names: readonly string[], known: readonly string[]) =>
    `There is no panel called ${list(names.map((name) => `“${name}”`))}. There are ${list(known)}.`,
};

/** The curves as a table. */
export const table = {
  title: "Curves as a table",
  rows: (shown: number, all: number) =>
    shown === all
      ? `${counted(all, { one: "row", other: "rows" })}.`
      : `${count(shown)} of ${count(all)} rows, evenly taken; the CSV file has them all.`,
  /** In the order in which they stand. */
  columns: {
    ...{ digitsSeen: "Digits seen", step: "Step", epoch: "Epoch", seconds: "Seconds" },
    ...{ trainingLoss: "Training loss", trainingAccuracy: "Training accuracy" },
    ...{ testLoss: "Test loss", testAccuracy: "Test accuracy", change: "Change" },
  },
  saveCsv: "Save CSV",
  savePng: { accuracy: "Save PNG: accuracy", loss: "Save PNG: loss" },
  fileNames: { table: "curves", accuracy: "accuracy", loss: "loss" },
  noPicture: "The picture could not be made.",
  close: "Close",
};
