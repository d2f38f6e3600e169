/** What the page says of the lessons, and what all of them say. */

import { exact, formats } from "./english.ts";

const { count } = formats;

export const lessons = {
  /** By their names in the address, in their order. */
  list: {
    neuron: { title: "A neuron decides", about: "One unit draws a line, and learns where from its mistakes." },
    bending: { title: "Bending", about: "What an activation does to a line, and what eight bent lines can draw." },
    downhill: { title: "Downhill", about: "Six ways to go down a surface, raced against each other." },
    "least-squares": { title: "Least squares by descent", about: "Three weights are found again, step by step." },
    backpropagation: { title: "Backpropagation by hand", about: "Every number of one training step, in its order." },
    moons: { title: "Two moons", about: "A border bends around the points, then too far, and is cured." },
    digits: { title: "Digits", about: "The textbook’s network learns to read, here and now." },
    bits: { title: "Why two computers disagree", about: "The same sum in another order is another sum." },
  },
  contents: {
    name: "Learn",
    documentTitle: "Inkling: lessons",
    subtitle: "Eight short lessons. In each you predict, try, and see.",
  },
  documentTitle: (title: string) => `Inkling: ${title}`,
  subtitle: (place: number, all: number) => `Lesson ${count(place)} of ${count(all)}`,
  notFetched: "This lesson could not be fetched: the server cannot be reached, or its script did not arrive whole.",

  parts: {
    prediction: "Predict first",
    predictFirst: "Say what you expect. Being wrong is how this works.",
    nowTry: "Now try it, and see.",
    asPredicted: "As you predicted.",
    otherwise: "Not as you predicted.",
    predictAgain: "Predict again",
    question: "What playing answers",
    right: "Right.",
    notYet: "Not so.",
    noCode: "Nothing is trained here, so that there is no program.",
    tryAgain: "Try again",
  },
  player: {
    play: "Play",
    pause: "Pause",
    back: "Back",
    forth: "Step",
    step: (place: number, last: number) => `${count(place)} of ${count(last)}`,
  },
  /** Points that a person sets. */
  own: {
    hint: "Press on the plane, or type a point.",
    none: "No points yet.",
    full: (most: number) => `There is room for ${count(most)} points.`,
    kind: "Its class",
    x: "x",
    y: "y",
    add: "Add",
    removeLast: "Remove the last",
  },
  numbers: {
    outOfRange: (name: string, least: number, most: number) =>
      `${name}: use a number from ${exact(least)} to ${exact(most)}.`,
  },
  end: {
    name: "Lessons",
    contents: "All lessons",
    before: (title: string) => `Before: ${title}`,
    next: (title: string) => `Next: ${title}`,
    lab: "To the lab",
    embed: "Embed this lesson",
    embedNote: "Put this into a page of your own. It shows the lesson as it stands now.",
    copy: "Copy",
    copied: "Copied.",
  },
};
