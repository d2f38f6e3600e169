/** What the lesson about digits says. */

import { formats } from "../english.ts";

const { count } = formats;

const percent = (share: number) => `${count(100 * share)} %`;

export const digits = {
  told: [
    "Every textbook begins here. A digit of 28 by 28 pixels is 784 numbers; one hidden layer makes features of them; ten outputs say how probable each digit is. Training is plain gradient descent on the cross-entropy of the right answer, a few digits at a time.",
    "It goes through all of the digits to learn from again and again; once through is an epoch. After each one it reads 10,000 test digits, which it never learns from.",
    "Articles report what came out on somebody’s computer. Here you train the network yourself, from nothing, on yours.",
  ],
  prediction: {
    question: (digits: number) =>
      `The network begins by guessing: 10 % right. How many of the test digits does it read right after the first epoch, when it has seen each of ${count(digits)} digits once?`,
    options: (guesses: { third: number; half: number; most: number }) => ({
      third: `About ${percent(guesses.third)}`,
      half: `About ${percent(guesses.half)}`,
      most: `About ${percent(guesses.most)}`,
    }),
    happened: (accuracy: string) =>
      `It reads ${accuracy} right after one epoch. Most of what it will ever know it learns the first time through; the epochs that follow are about the last few in a hundred.`,
  },
  play: {
    title: "Train it",
    recipe: (recipe: string) => `The textbook’s recipe: ${recipe}`,
    train: "Train",
    pause: "Pause",
    goOn: "Go on",
    becomes: "The lab’s run becomes this one. What the lab has learned before is kept under Runs.",
    again: "The lab has another run now. Train begins this one anew.",
    opening: "The lab is being opened …",
    notFetched: "The lab could not be fetched: the server cannot be reached, or its script did not arrive whole.",
    loading: "The engine and the digits are on their way …",
    fetching: (digits: number) => `Waiting for ${count(digits)} digits …`,
    under: (epoch: number, epochs: number) => `Epoch ${count(epoch)} of ${count(epochs)} is under way.`,
    paused: (epoch: number, epochs: number) => `Paused in epoch ${count(epoch)} of ${count(epochs)}.`,
    done: (epochs: number) => `All ${count(epochs)} epochs are done.`,
    failed: "The network has stopped.",
    left: (time: string) => `About ${time} left.`,
    epoch: "Epoch under way",
    run: "All epochs",
    tryAgain: "Try again",
    lab: "Look at it in the lab",
    labHint: "There are its curves, and a pad to draw on.",
    runs: "It is kept under Runs",
  },
  table: {
    title: "Digits read right",
    epoch: "Epoch",
    training: "In training",
    test: "In the test",
    articles: "Articles, about",
    note: "In training each digit is read just before it is learned from, all through the epoch.",
  },
  question: {
    question: "From which epoch on does it read more digits right in training than in the test?",
    options: {
      first: "From the first",
      third: "From the third",
      never: "Never: both are the same kind of digits",
    },
    because:
      "The training figure is a mean over the epoch, so the first one has the guesses of the beginning in it. Later on it knows the very digits that it is shown, and is better at those than at new ones: that gap is what overfitting grows from.",
    hint: "Let it train for five epochs, and compare the two columns.",
  },
};
