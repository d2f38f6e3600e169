/** A lesson's question is asked anew when what is given changes: one at a time, and the newest answer is what is shown. */

import { signal } from "@preact/signals";
import { expect, test, vi } from "vitest";
import { answerTo } from "../../../../web/src/app/lessons/shared/answers.ts";
import type { Engine } from "../../../../web/src/app/run/engine.ts";
import { type InklingError, inklingError } from "../../../../web/src/protocol.ts";
import { waitFor } from "../../support.ts";

/** An engine whose answers come when the test says so. */
function engineAsked() {
  const asked: { given: unknown; answer(value: unknown): void; fail(error: InklingError): void }[] = [];
  const restart = vi.fn();
  const engine = {
    opened: async () => {},
    restart,
    client: {
      ask: (_: string, given: unknown) =>
        new Promise((answer, fail) => {
          asked.push({ given, answer, fail });
        }),
    },
  } as unknown as Engine;
  return { engine, asked, restart, next: (count: number) => waitFor(() => expect(asked).toHaveLength(count)) };
}

const settle = () => new Promise((resolve) => setTimeout(resolve));

function open() {
  const given = signal<number | undefined>(1);
  const world = engineAsked();
  const answer = answerTo(world.engine, "neuron.learn", () =>
    given.value === undefined ? undefined : { points: [[given.value, 0]], labels: [1], learningRate: 1, epochs: 1 },
  );
  return { given, answer, ...world };
}

test("of several changes while an answer is awaited, only the newest is asked", async () => {
  const { given, answer, asked, next } = open();
  await next(1);
  for (const number of [2, 3, 4]) given.value = number;
  asked[0]?.answer("first");
  await next(2);
  expect([answer.value.value, answer.isCurrent.value]).toEqual(["first", false]);
  expect(asked[1]?.given).toMatchObject({ points: [[4, 0]] });
  asked[1]?.answer("newest");
  await settle();
  expect([answer.value.value, answer.isCurrent.value, asked.length]).toEqual(["newest", true, 2]);
  given.value = 5;
  expect(answer.isCurrent.value).toBe(false);
});

test("where nothing is given nothing is asked, and no late answer is shown", async () => {
  const { given, answer, asked, next } = open();
  await next(1);
  given.value = undefined;
  asked[0]?.answer("late");
  await settle();
  expect([answer.value.value, asked.length]).toEqual([undefined, 1]);
  given.value = 5;
  await next(2);
});

test("a refusal is told until something else is given; the answer before it stays", async () => {
  const { given, answer, asked, next } = open();
  await next(1);
  asked[0]?.answer("good");
  await settle();
  given.value = 2;
  await next(2);
  asked[1]?.fail(inklingError("bad_setting", "No."));
  await settle();
  expect([answer.value.value, answer.problem.value?.message]).toEqual(["good", "No."]);
  given.value = 3;
  await next(3);
  asked[2]?.answer("better");
  await settle();
  expect([answer.value.value, answer.problem.value]).toEqual(["better", undefined]);
});

test("another attempt asks the same again, of another worker where the last one has died", async () => {
  const { answer, asked, next, restart } = open();
  await next(1);
  asked[0]?.fail(inklingError("unavailable", "The server cannot be reached."));
  await settle();
  answer.again();
  await next(2);
  expect(restart).not.toHaveBeenCalled();
  asked[1]?.fail(inklingError("worker_died", "It ended."));
  await settle();
  answer.again();
  await next(3);
  expect(restart).toHaveBeenCalledOnce();
  asked[2]?.answer("there");
  await settle();
  expect([answer.value.value, answer.problem.value]).toEqual(["there", undefined]);
});
