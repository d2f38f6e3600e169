// @vitest-environment happy-dom

/** The lesson about a neuron: its own points, what its address holds, and when its prediction is judged. */

import { beforeAll, expect, test, vi } from "vitest";
import { subjectOf } from "../../../../web/src/app/lessons/neuron/code.ts";
import { createNeuron } from "../../../../web/src/app/lessons/neuron/model.ts";
import { waitFor } from "../../support.ts";
import { engineOf, openAt } from "./support.ts";

let engine: Awaited<ReturnType<typeof engineOf>>;
beforeAll(async () => {
  engine = await engineOf();
  vi.stubGlobal("matchMedia", () => ({ matches: true }));
});

function open(query: string) {
  openAt(`#/learn/neuron?${query}`);
  return createNeuron(engine);
}

const answered = ({ learned }: ReturnType<typeof open>) => waitFor(() => expect(learned.isCurrent.value).toBe(true));

test.each(["-5", "1e99", "NaN"])("a seed of %s in the address is passed over", (seed) => {
  expect(open(`points=xor&seed=${seed}`).choices.seed.value).toBe(1);
});

test("a seed between two is the one below it, for the network and for its program", async () => {
  const model = open("points=xor&seed=2.9");
  await waitFor(() => expect(model.network.isCurrent.value).toBe(true));
  await answered(model);
  expect(subjectOf(model)).toMatchObject({ recipe: { seed: 2 } });
  const other = open("points=xor&seed=2");
  await waitFor(() => expect(other.network.isCurrent.value).toBe(true));
  expect(model.network.value.value?.outputs).toEqual(other.network.value.value?.outputs);
});

test("the step that is looked at stands in the address", async () => {
  const model = open("points=or&step=3");
  await answered(model);
  expect(model.player.place.value).toBe(3);
  model.player.go(2);
  expect(location.hash).toContain("step=2");
  model.choices.points.value = "and";
  await answered(model);
  expect([model.player.place.value, location.hash.includes("step")]).toEqual([0, false]);
});

test("after the last of all first weights come the first", async () => {
  const { choices, network, reseed } = open("points=xor&seed=4294967295");
  reseed();
  expect(choices.seed.value).toBe(0);
  await waitFor(() => expect(network.isCurrent.value).toBe(true));
  expect(network.problem.value).toBeUndefined();
});

test("the prediction is judged when XOR has gone to its end, and stands from then on", async () => {
  const model = open("points=own&own=0.5_0.5_1~0.5_0.5_0");
  await answered(model);
  model.player.go(model.player.last.value);
  expect(model.learned.value.value?.run.ended).toBe("cycles");
  model.choices.points.value = "xor";
  await answered(model);
  model.player.go(model.player.last.value - 1);
  expect(model.seen.value).toBeUndefined();
  model.player.go(model.player.last.value);
  expect(model.seen.value).toMatchObject({ epochs: 3, returnsTo: 2 });
  await Promise.resolve();
  model.choices.points.value = "and";
  await answered(model);
  expect(model.seen.value).toMatchObject({ epochs: 3, returnsTo: 2 });
});

test("mistakes are counted as far as it has come", async () => {
  const model = open("");
  await answered(model);
  const { player, mistakes, at } = model;
  expect(at.value).toBeUndefined();
  // AND by hand, from zeros: the fourth corner makes (1, 1) and 1; the first takes the 1, the second leaves (1, 0) and
  // -1, the third is right, and the fourth makes (2, 1) and 0.
  const counts = Array.from({ length: 9 }, (_, place) => {
    player.go(place);
    return mistakes.value;
  });
  expect(counts).toEqual([0, 0, 0, 0, 1, 2, 3, 3, 4]);
  expect([...(at.value?.weight ?? []), at.value?.bias]).toEqual([2, 1, 0]);
});

test("points of one's own stand in the address in hundredths, up to forty; without any, nothing is learned", async () => {
  const model = open("points=own");
  expect(model.learned.value.value).toBeUndefined();
  model.own.add(0.123, -0.5, 1);
  model.own.add(1, 1.756, 0); // beyond what is shown
  model.own.add(1, 1, 0);
  expect(decodeURIComponent(location.hash)).toContain("own=0.12_-0.5_1~1_1_0");
  expect(model.shown.value).toEqual({
    points: [
      [0.12, -0.5],
      [1, 1],
    ],
    labels: [1, 0],
  });
  await answered(model);
  expect(model.learned.value.value?.run.ended).toBe("learned");
  model.own.removeLast();
  expect(model.shown.value.points).toEqual([[0.12, -0.5]]);
  for (let i = 0; i < 50; i++) model.own.add(i / 50, 0, i % 2);
  expect(model.shown.value.points).toHaveLength(40);
});
