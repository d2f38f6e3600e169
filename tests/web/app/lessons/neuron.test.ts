// @vitest-environment happy-dom

/** The lesson about a neuron: mistakes as far as it has come, points of one's own, and when its prediction is judged. */

import { beforeAll, expect, test } from "vitest";
import { createNeuron, FROM, type NeuronModel, pointsIn, TO } from "../../../../web/src/app/lessons/neuron/model.ts";
import { waitFor } from "../../support.ts";
import { engineOf, openAt } from "./support.ts";

let engine: Awaited<ReturnType<typeof engineOf>>;
beforeAll(async () => {
  engine = await engineOf();
});

async function open(query = "") {
  openAt(`#/learn/neuron${query}`);
  const model = createNeuron(engine);
  await answered(model);
  return model;
}

const answered = ({ learned }: Pick<NeuronModel, "learned">) =>
  waitFor(() => expect(learned.isCurrent.value).toBe(true));

test("mistakes are counted as far as it has come", async () => {
  const { player, mistakes, at } = await open();
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

test("the prediction is judged when XOR has been gone through, and of nothing else", async () => {
  const { player, truth, choices, learned, network } = await open("?points=xor");
  expect(truth.value).toBeUndefined();
  player.go(player.last.value - 1);
  expect(truth.value).toBeUndefined();
  player.go(player.last.value);
  expect(truth.value).toBe("never");
  await waitFor(() => expect(network.isCurrent.value).toBe(true));
  choices.points.value = "or";
  await answered({ learned });
  player.go(player.last.value);
  expect([learned.value.value?.run.ended, truth.value, network.value.value]).toEqual(["learned", undefined, undefined]);
});

test("points of one's own stand in the address in hundredths, up to forty; without any, nothing is learned", async () => {
  openAt("#/learn/neuron?points=own");
  const model = createNeuron(engine);
  expect(model.learned.value.value).toBeUndefined();
  model.addOwn(0.123, -0.5, 1);
  model.addOwn(1, 1.756, 0); // beyond what is shown, once it is rounded
  model.addOwn(1, 1, 0);
  expect(decodeURIComponent(location.hash)).toContain("own=0.12_-0.5_1~1_1.76_0~1_1_0");
  expect(model.shown.value).toEqual({
    points: [
      [0.12, -0.5],
      [1, 1],
    ],
    labels: [1, 0],
  });
  await answered(model);
  expect(model.learned.value.value?.run.ended).toBe("learned");
  model.removeLast();
  expect(model.shown.value.points).toEqual([[0.12, -0.5]]);
  for (let i = 0; i < 50; i++) model.addOwn(i / 50, 0, i % 2);
  expect(model.shown.value.points).toHaveLength(40);
});

test("what is no point in an address is passed over", () => {
  const edges = `${FROM}_${TO}_1~${TO}_${FROM}_0`;
  expect(pointsIn(`${edges}~-0.76_0_1~0_1.76_0~1_1_2~x~0_~~0_NaN_1~1_1_1`)).toEqual({
    points: [
      [FROM, TO],
      [TO, FROM],
      [1, 1],
    ],
    labels: [1, 0, 1],
  });
});
