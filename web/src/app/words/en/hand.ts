/** What the page says in the room of hands. */

import { aDigit, capitalized, drawingForms, formats } from "./english.ts";

const { count, counted, decimal } = formats;

export const hand = {
  keptOf: (label: number, hand: string) => `${hand}: ${aDigit(label)} is kept.`,
  undone: "Undone.",
  guideDone: (hand: string) => `${hand}: all ten are kept. Now let it learn them.`,

  promise: "What you draw here stays in this browser, on this device. Nothing leaves it, unless you export a file.",
  notKept: {
    refused:
      "This browser does not let the page keep anything, as in a private window: your drawings are gone when you leave.",
    full: "There is no room left on this device: what you have drawn last is gone when you leave, unless you delete something.",
    other: (reason: string) => `Your drawings cannot be kept (${reason}): they are gone when you leave.`,
  },

  firstName: "Hand 1",
  whose: "Whose hand",
  nobody: "nobody yet",
  drawn: (name: string, drawings: number) => `${name} (${count(drawings)})`,
  add: "Add",
  addName: "Add a hand",
  rename: "Rename",
  renameName: "Rename this hand",
  removeHand: "Delete",
  removeHandName: "Delete this hand and its drawings",
  name: "Name",
  save: "Save",
  cancel: "Cancel",
  nameMissing: "A name is missing.",
  nameTooLong: (length: number, most: number) => `The name has ${length} characters; allowed are at most ${most}.`,
  nameTaken: (name: string) => `There is a hand called ${name} already.`,
  added: (name: string) => `${name} writes now.`,
  renamed: (before: string, name: string) => `${before} is called ${name} now.`,
  handRemoved: (name: string, drawings: number) => `${name} is deleted, with ${counted(drawings, drawingForms)}.`,

  guide: "Draw 0 to 9",
  learn: "Learn my hand",
  learnAgain: "Learn again",
  unlearn: "Undo learning",
  stop: "Stop",
  learning: "Learning …",
  examining: "Counting what it reads right …",
  noDrawings: "Draw some digits first, and say what they are.",
  notReady: "There is no network to teach yet.",
  untrained: "The network has learned nothing yet: train it first.",
  inTraining: "The network is in training: pause it, or wait until it has finished.",
  canLearn: (drawings: number) => `It can learn from ${counted(drawings, drawingForms)}, in about a second.`,
  reads: (hand: string) => `It reads with what it has learned of ${hand}.`,
  setAside: (hand: string) => `The network has changed: what it learned of ${hand} is set aside.`,

  report: "Read right",
  before: "Before",
  after: "After",
  ownDigits: "Own digits",
  testDigits: "MNIST’s test digits",
  marks: (right: number, all: number) => `${count(right)} of ${count(all)}`,
  honest: "Each of the own digits is read by a network that has not seen it.",
  harmed: (points: string) =>
    `It reads MNIST worse than before, by ${points} points. Are all drawings what they are said to be? Otherwise undo it.`,

  sheet: "All drawings",
  noneYet: "Nothing is drawn yet.",
  more: (drawings: number) => `Show ${count(drawings)} more`,
  misread: (digit: number) => `as ${digit}`,
  chosenIs: "The chosen one is really",
  makeDigit: (digit: number) => `It is ${aDigit(digit)}`,
  remove: "Delete it",
  corrected: (before: number, label: number) => `The ${before} is ${aDigit(label)} now.`,
  removed: (label: number) => `${capitalized(aDigit(label))} is deleted.`,

  files: "Files",
  exportOne: "Export",
  exportAll: "Export all hands",
  import: "Import …",
  removeAll: "Delete all",
  allRemoved: (drawings: number) => `All hands are deleted, with ${counted(drawings, drawingForms)}.`,
  imported: (drawings: number, known: number) =>
    `${counted(drawings, drawingForms)} came in${known > 0 ? `; ${count(known)} were there already` : ""}.`,
  tooMany: (most: number) => `There is room for ${count(most)} drawings at most. Delete some first.`,
  fileName: (hand: string | undefined) => (hand === undefined ? "hands" : `digits of ${hand}`),

  file: {
    tooLarge: (file: string, megabytes: number, most: number) =>
      `${file} is too large: it has ${decimal(megabytes, 1)} MB; allowed are at most ${count(most)}.`,
    unreadable: (file: string) => `${file} could not be read.`,
    notJson: (file: string, reason: string) => `${file} is damaged, or no JSON: ${reason}.`,
    foreign: (file: string) => `${file} holds no hands: it has no list called “samples”.`,
    refused: (file: string, place: string, given: string, allowed: string) =>
      `${file} is damaged: ${place} is ${given}; allowed is ${allowed}.`,
    missing: "missing",
    positive: "a number above 0",
    object: "an object",
    number: "a number",
    digit: "a whole number from 0 to 9",
    name: (most: number) => `a name of at most ${most} characters, or a number`,
    strokes: "a list of at least one stroke",
    pairs: "a list of x, y, x, y, … of at least one point",
    between: (least: number, most: number) => `${count(least)} to ${count(most)}`,
    atMost: (most: number) => `at most ${count(most)} samples`,
    pointsAtMost: (most: number) => `at most ${count(most)} points`,
    writer: (number: number) => `Writer ${number}`,
  },

  writers: {
    title: "A class",
    explanation:
      "Everybody’s digits, read by a network that was taught the hands of all the others. So well would it read the next one.",
    score: "Score leaving one writer out",
    working: "Teaching without each of them in turn …",
    writer: "Writer",
    drawings: "Digits",
    mean: "Mean",
    worst: "Worst",
  },
};
