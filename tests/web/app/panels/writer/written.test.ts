/** The sheet keeps up with the form and asks for one at a time; what cannot be written leaves the last one in its place. */

import { signal } from "@preact/signals";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createWritten, type StrengthField } from "../../../../../web/src/app/panels/writer/written.ts";
import type { WriterSettings } from "../../../../../web/src/protocol.ts";

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("requestAnimationFrame", (work: () => void) => setTimeout(work, 16));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const frames = () => vi.advanceTimersByTimeAsync(100);

function open() {
  const texts = signal<Record<string, string>>({ slant: "1", pen: "1" });
  const fieldOf = ([name, text]: [string, string]): StrengthField => ({
    ...{ setting: { name, title: name, help: name, kind: "number" }, path: `augmentation.writer.${name}` },
    ...{ text, standard: "1", isChanged: text !== "1" },
  });
  const form = {
    isDescribed: signal(true),
    fieldsIn: (place: string) => (place === "augmentation.writer" ? Object.entries(texts.value).map(fieldOf) : []),
    ...{ isRefused: () => false, type() {}, choose() {}, takeOver() {} },
  };
  const phase = signal("ready");
  const write = vi.fn(async (_count: number, seed: number, _writer: WriterSettings) => Uint8Array.of(seed));
  const written = createWritten({ phase, write }, form);
  return { texts, phase, write, written };
}

test("sixty digits are written as the form says, and anew when it says something else", async () => {
  const { texts, write, written } = open();
  expect([written.pictures.value, written.isBehind.value]).toEqual([undefined, true]);
  await frames();
  expect(write).toHaveBeenLastCalledWith(60, 1, { slant: 1, pen: 1 });
  expect([written.pictures.value, written.isBehind.value]).toEqual([Uint8Array.of(1), false]);
  texts.value = { slant: "0.5", pen: "1" };
  expect(written.isBehind.value).toBe(true);
  await frames();
  expect(write).toHaveBeenLastCalledWith(60, 1, { slant: 0.5, pen: 1 });
  expect(write).toHaveBeenCalledTimes(2);
});

test("others have another seed", async () => {
  const { write, written } = open();
  await frames();
  written.writeOthers();
  await frames();
  expect(write).toHaveBeenLastCalledWith(60, 2, { slant: 1, pen: 1 });
  expect(written.pictures.value).toEqual(Uint8Array.of(2));
});

test("a slider that moves fast is followed one answer at a time, up to where it rests", async () => {
  const { texts, write } = open();
  await frames();
  let answer = (_: Uint8Array<ArrayBuffer>) => {};
  write.mockImplementationOnce(
    () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
  );
  for (const slant of ["0.1", "0.2", "0.3"]) {
    texts.value = { slant, pen: "1" };
    await frames();
  }
  expect(write).toHaveBeenCalledTimes(2);
  answer(Uint8Array.of(9));
  await frames();
  expect(write).toHaveBeenCalledTimes(3);
  expect(write).toHaveBeenLastCalledWith(60, 1, { slant: 0.3, pen: 1 });
});

test("what is not allowed, or no number, leaves the digits that there are", async () => {
  const { texts, write, written } = open();
  await frames();
  for (const slant of ["9", "", "much"]) {
    write.mockRejectedValueOnce(new Error("Slant: not allowed."));
    texts.value = { slant, pen: "1" };
    await frames();
    expect([written.pictures.value, written.isBehind.value]).toEqual([Uint8Array.of(1), false]);
  }
  expect(write.mock.calls.slice(1).map(([, , { slant }]) => slant)).toEqual([9, Number.NaN, Number.NaN]);
});

test("after the worker has died, the next one is asked; and nobody once the sheet is closed", async () => {
  const { phase, write, written } = open();
  write.mockRejectedValueOnce(new Error("The worker ended."));
  await frames();
  phase.value = "failed";
  await frames();
  expect(written.pictures.value).toBeUndefined();
  phase.value = "loading";
  await frames();
  expect(written.pictures.value).toEqual(Uint8Array.of(1));
  written.end();
  written.writeOthers();
  await frames();
  expect(write).toHaveBeenCalledTimes(2);
});
