// @vitest-environment happy-dom

/** The lesson about bits: how a float is shown, what may be typed, and when the drift has been seen. */

import { describe, expect, test, vi } from "vitest";
import { bitsOf, differenceOf, numbersIn, textOf } from "../../../../web/src/app/lessons/bits/float.ts";
import { createBits } from "../../../../web/src/app/lessons/bits/model.ts";
import { waitFor } from "../../support.ts";
import { engineOf, openAt } from "./support.ts";

describe("a float", () => {
  test("has the bits of IEEE 754", () => {
    expect(bitsOf(1)).toBe(`0${"01111111"}${"0".repeat(23)}`);
    expect(bitsOf(-2)).toBe(`1${"10000000"}${"0".repeat(23)}`);
    expect(bitsOf(13.5)).toBe(`0${"10000010"}1011${"0".repeat(19)}`); // 1.6875 times 2^3
    expect(bitsOf(2 ** -149)).toBe(`${"0".repeat(31)}1`);
    expect(bitsOf(0)).toBe("0".repeat(32));
  });

  test("is written in as few digits as tell it from its neighbours", () => {
    expect(textOf(Math.fround(0.1))).toBe("0.1");
    expect(textOf(13.5 - 2 ** -20)).toBe("13.499999");
    expect(textOf(2 ** 24)).toBe("16777216");
    expect(textOf(-Math.fround(1 / 3))).toBe("−0.33333334");
    expect(textOf(2 ** -26)).toBe("1.4901161e-8");
    expect(textOf(0)).toBe("0");
    for (let bits = 1; bits < 0x7f800000; bits += 0x1234567) {
      const [float = 0] = new Float32Array(new Uint32Array([bits]).buffer);
      expect(Math.fround(Number(textOf(float)))).toBe(float);
    }
  });

  test("differs from another in bits that are counted, with so many floats between", () => {
    expect(differenceOf(1, 1)).toEqual({ sign: 0, exponent: 0, fraction: 0, between: 0 });
    expect(differenceOf(1, 1 + 2 ** -23)).toEqual({ sign: 0, exponent: 0, fraction: 1, between: 0 });
    expect(differenceOf(1 + 2 ** -21, 1)).toEqual({ sign: 0, exponent: 0, fraction: 1, between: 3 });
    // 01111111 and zeros beside 01111110 and ones: one follows the other.
    expect(differenceOf(1, 1 - 2 ** -24)).toEqual({ sign: 0, exponent: 1, fraction: 23, between: 0 });
    expect(differenceOf(1, -1)).toEqual({ sign: 1, exponent: 0, fraction: 0, between: undefined });
  });
});

test("numbers are typed with anything between them, and nothing else is taken", () => {
  expect(numbersIn(" 1, −2.5;3e-4  .5，6 ")).toEqual([1, -2.5, 3e-4, 0.5, 6]);
  for (const text of ["", " , ", "1 two", "1 NaN", "Infinity", "1e10", "-2e9", Array(33).fill(1).join(" ")]) {
    expect(numbersIn(text), text).toBeUndefined();
  }
  expect(numbersIn(Array(32).fill("1e9").join(" "))).toHaveLength(32);
});

const engine = await engineOf();

/** With both answers there. */
async function open(query = "") {
  openAt(`#/learn/bits${query}`);
  const model = createBits(engine);
  const arrived = () =>
    waitFor(() => {
      expect(model.results.value.value).toBeDefined();
      expect(model.drift.value.value?.rate).toBe(model.choices.rate.value);
    });
  await arrived();
  return { ...model, arrived };
}

test("it begins with a computer that makes three other results, and Inkling's rules make them the same", async () => {
  const { results, drift, asInkling, isInkling, choices } = await open();
  const areSame = () => Object.values(results.value.value ?? {}).map(({ inkling, other }) => inkling === other);
  expect(areSame()).toEqual([false, false, false]);
  expect(drift.value.value?.weightHash).not.toBe(drift.value.value?.inklingHash);
  expect(isInkling.value).toBe(false);
  asInkling();
  expect(isInkling.value).toBe(true);
  await waitFor(() => {
    expect(areSame()).toEqual([true, true, true]);
    expect(drift.value.value?.weightHash).toBe(drift.value.value?.inklingHash);
  });
  expect(location.hash).toBe("#/learn/bits?order=forward&product=rounded&exponential=inkling");
  choices.product.value = "fused";
  expect(isInkling.value).toBe(false);
});

test("what is typed counts when it is entered, and what is wrong with it is known", async () => {
  const { entry, results, choices } = await open();
  const { typed, mistake, enter } = entry;
  expect([typed.numbers.value, typed.x.value]).toEqual(["0.3 0.6 0.9 1.2 1.5 1.8 2.1 2.4 2.7", "3.14"]);
  typed.numbers.value = "0.1; 0.2";
  expect(choices.numbers.value).not.toContain("0.1 0.2");
  enter();
  expect(mistake.value).toBe("lengths");
  typed.weights.value = "10 many";
  enter();
  expect(mistake.value).toBe("weights");
  typed.weights.value = "10 5";
  for (const x of ["81", "-81", "1 2", "x"]) {
    typed.x.value = x;
    enter();
    expect(mistake.value, x).toBe("x");
  }
  typed.x.value = "-0,5";
  enter();
  expect(mistake.value).toBeUndefined();
  expect(location.hash).toBe("#/learn/bits?numbers=0.1+0.2&weights=10+5&x=-0.5");
  await waitFor(() => expect(results.value.value?.dot.inkling).toBe(2));
  typed.numbers.value = "";
  enter();
  expect([mistake.value, choices.numbers.value]).toEqual(["numbers", "0.1 0.2"]);
});

test("an address that is not to be understood leads to the beginning", async () => {
  const query = "?numbers=1+2&weights=3&order=sideways&rate=1e9&x=no&prediction=maybe";
  const { entry, choices } = await open(query);
  expect(entry.typed.weights.value).toBe("0.9 1.6 2.3 3 3.7 4.4 5.1 5.8 6.5");
  expect([choices.order.value, choices.rate.value, choices.x.value, choices.prediction.value]).toEqual([
    ...["lanes_8", 4, 3.14, ""],
  ]);
});

test("another address leads to its step of its own drift, and nothing is asked for on the way to it", async () => {
  const { drift, player, arrived } = await open("?order=pairwise&step=300");
  expect(player.place.value).toBe(300);
  const ask = vi.spyOn(engine.client, "ask");
  history.replaceState(null, "", "#/learn/bits?rate=1&step=20");
  dispatchEvent(new Event("hashchange"));
  await arrived();
  expect(drift.isCurrent.value).toBe(true);
  expect(player.place.value).toBe(20);
  expect(location.hash).toBe("#/learn/bits?rate=1&step=20");
  expect(ask.mock.calls.filter(([name]) => name === "bits.drift")).toHaveLength(1);
  ask.mockRestore();
});

test("the drift is known once it has been looked at, at the rate that was asked for, and stays so", async () => {
  const { choices, drift, player, seen, arrived } = await open();
  choices.rate.value = 1;
  await arrived();
  choices.prediction.value = "never";
  player.go(1000);
  expect(seen.value).toBeUndefined();
  choices.rate.value = 4;
  await arrived();
  const apart = drift.value.value?.apart ?? 0;
  player.go(apart - 1);
  expect(seen.value).toBeUndefined();
  player.go(apart);
  expect(seen.value).toEqual({ apart });
  choices.rate.value = 0.1;
  await arrived();
  expect([player.place.value, seen.value]).toEqual([0, { apart }]);
  choices.prediction.value = "";
  expect(seen.value).toBeUndefined();
});
