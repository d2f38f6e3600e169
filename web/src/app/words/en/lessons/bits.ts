/** What the lesson about bits says. */

import { exact, formats } from "../english.ts";

const { count, counted, figure, list } = formats;

export const bits = {
  told: [
    "A float32 has 32 bits: a sign, an exponent, a fraction. What does not fit is rounded off after every operation, so (a + b) + c and a + (b + c) can end in different bits.",
    "Each processor and library has its own way. Vector units add in lanes. A fused multiply-add rounds once instead of twice. Every eˣ has its own formula. None of them is wrong; they disagree.",
    "Inkling leaves nothing open: it adds from first to last, rounds every product, and has an eˣ of its own. So one seed makes one network everywhere.",
    "The other computer is imitated here, operation by operation. An engine that takes whatever its machine does could not show you this.",
  ],
  prediction: {
    question: (rate: number, beyond: number) =>
      `Both train the same network from the same weights, at a learning rate of ${figure(rate)}. A rounding is off by about a ten-millionth. After how many steps is some weight first off by more than ${figure(beyond)}?`,
    options: {
      dozens: "About 50",
      thousands: "About 100,000: a ten-millionth at a time",
      never: "Never: roundings cancel each other out",
    },
    happened: (step: number) =>
      `It happens at step ${count(step)}. Steps this large overshoot, and overshooting makes a difference larger: it does not add up, it multiplies, twofold every few steps.`,
  },
  rules: {
    title: "The other computer",
    order: "Sums",
    orders: {
      forward: "first to last (Inkling)",
      backward: "last to first",
      pairwise: "in halves",
      lanes_4: "in 4 lanes",
      lanes_8: "in 8 lanes",
    },
    product: "Products",
    products: { rounded: "rounded, then added (Inkling)", fused: "fused multiply-add" },
    exponential: "eˣ",
    exponentials: {
      inkling: "fitted polynomial (Inkling)",
      taylor: "eight terms of the series",
      table: "table of 16 values",
      double: "in double, rounded once",
    },
    asInkling: "Take Inkling’s rules",
  },
  results: {
    title: "Three results",
    numbers: "Numbers",
    weights: "Weights",
    x: "x",
    compute: "Compute",
    mistakes: (largest: number, most: number, least: number, greatest: number) => ({
      numbers: `Numbers: use from 1 to ${count(most)} numbers with spaces between, none beyond ${exact(largest)}.`,
      weights: `Weights: use from 1 to ${count(most)} numbers with spaces between, none beyond ${exact(largest)}.`,
      lengths: "Use as many weights as numbers: each number is multiplied by its own.",
      x: `x: use a number from ${exact(least)} to ${exact(greatest)}.`,
    }),
    of: { sum: "Sum of the numbers", dot: "Sum of numbers times weights", exponential: "eˣ" },
    inkling: "Inkling",
    other: "The other",
    legend: "Sign, exponent, fraction. Bits that differ are underlined.",
    bits: (sign: string, exponent: string, fraction: string) =>
      `Sign ${sign}, exponent ${exponent}, fraction ${fraction}`,
    same: "The same, bit for bit.",
    differ: (sign: number, exponent: number, fraction: number, between: number | undefined) => {
      const places = [
        ...(sign > 0 ? ["the sign"] : []),
        ...(exponent > 0 ? [`${count(exponent)} of the exponent`] : []),
        ...(fraction > 0 ? [`${count(fraction)} of the fraction`] : []),
      ];
      const apart =
        between === undefined
          ? ""
          : between === 0
            ? " No other float lies between the two."
            : ` ${counted(between, { one: "float lies", other: "floats lie" })} between the two.`;
      const all = sign + exponent + fraction;
      return `${count(all)} of 32 bits ${all === 1 ? "differs" : "differ"}: ${list(places)}.${apart}`;
    },
  },
  drift: {
    title: "A training run",
    about: (steps: number) =>
      `A network of 2-8-2 learns 200 points of two moons, ten at a time, for ${count(steps)} steps: once by Inkling’s rules, once by the other’s.`,
    rate: "Learning rate",
    steps: "Steps taken",
    begin: "Both begin with the same weights.",
    equal: (step: number) => `Step ${count(step)}: all weights are the same to the last bit.`,
    differ: (step: number, difference: number) =>
      `Step ${count(step)}: the weight that differs most is off by ${figure(difference)}.`,
    first: (step: number) => `The first bit differs after step ${count(step)}.`,
    difference: "Largest difference of a weight",
    loss: "Loss of each batch",
    losses: (inkling: number, other: number) =>
      `Loss by Inkling’s rules ${figure(inkling)}, by the other’s ${figure(other)}.`,
    hashes: (steps: number) => `Hash of all weights after step ${count(steps)}`,
    sameHash: "The same network.",
    otherHash: "Another network.",
  },
  question: {
    question: (rate: number, steps: number) =>
      `Set the learning rate to ${figure(rate)}, with other rules than Inkling’s. How far apart are the two after ${count(steps)} steps?`,
    options: {
      later: "Just as far; it only takes longer",
      tiny: "About a millionth",
      equal: "Not at all: the same again, bit for bit",
    },
    because:
      "Small steps lead both into the same hollow, where a difference shrinks about as fast as rounding makes a new one. Yet the bits stay different: only the same rules make the same network.",
    hint: "Set the rate and go to the last step.",
  },
};
