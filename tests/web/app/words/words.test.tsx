// @vitest-environment happy-dom
/** All that the page says stands in one table: marked there, it is marked wherever it is read. */

import { render } from "preact";
import { expect, test, vi } from "vitest";
import { createLab } from "../../../../web/src/app/lab.ts";
import { createPage } from "../../../../web/src/app/pages/home.tsx";
import { connect } from "../../../../web/src/app/run/client.ts";
import { hand } from "../../../../web/src/app/words/en/hand.ts";
import { en } from "../../../../web/src/app/words/en.ts";
import type { Words } from "../../../../web/src/app/words/words.ts";
import { inklingError, type RunEvent, type SettingInfo, type WorkerEvent } from "../../../../web/src/protocol.ts";

const { mark, marked } = vi.hoisted(() => {
  /** A text that lacks its brackets was not in the table. */
  const mark = (text: string) => `⟦${text}⟧`;
  const markText = (text: unknown) => (typeof text === "string" ? mark(text) : text);

  /** The same table with its texts marked, also those that it hands on to be links. */
  function marked<Value>(value: Value): Value {
    if (typeof value === "string") return mark(value) as Value;
    if (typeof value === "function") {
      return ((...given: unknown[]) => {
        const text = value(
          ...given.map((one) => (typeof one === "function" ? (name: string) => one(mark(name)) : one)),
        );
        return Array.isArray(text) ? text.map(markText) : markText(text);
      }) as Value;
    }
    const texts = Object.entries(value as object);
    return Object.fromEntries(texts.map(([name, text]) => [name, name === "formats" ? text : marked(text)])) as Value;
  }
  return { mark, marked };
});

vi.mock("../../../../web/src/app/words/words.ts", async () => {
  const { en } = await vi.importActual<typeof import("../../../../web/src/app/words/en.ts")>(
    "../../../../web/src/app/words/en.ts",
  );
  return { words: marked(en) };
});
vi.mock("../../../../web/src/app/words/hand.ts", async () => {
  const { en } = await import("../../../../web/src/app/words/en.ts");
  const { hand } = await import("../../../../web/src/app/words/en/hand.ts");
  return { handWords: marked({ ...en.hand, ...hand }) };
});
vi.mock("../../../../web/src/app/run/client.ts", () => ({ connect: vi.fn() }));
vi.mock("../../../../web/src/app/shared/charts/chart.ts", () => ({
  createChart: () => ({ show() {}, dress() {}, size() {}, resize() {}, destroy() {} }),
}));

/** Takes away what is marked, from the innermost on. */
function withoutMarked(text: string): string {
  const less = text.replace(/⟦[^⟦⟧]*⟧/g, "");
  return less === text ? text : withoutMarked(less);
}

/** All that is read on the page or read out, except what is marked: no letter of it is left to nobody's language. */
function unmarked(): string[] {
  const texts = [...document.querySelectorAll("body *")].flatMap((element) => [
    ...[...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.textContent ?? ""),
    ...["aria-label", "title", "placeholder", "alt"].map((name) => element.getAttribute(name) ?? ""),
  ]);
  return texts.map(withoutMarked).filter((text) => /\p{L}/u.test(text));
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

/** Settings as the engine would describe them, marked as no text of the table is. */
const engineMark = (text: string) => `⟦engine's ${text}⟧`;

function describe(name: string, kind: SettingInfo["kind"], more: Partial<SettingInfo> = {}): SettingInfo {
  return { name, title: engineMark(name), help: engineMark(`help with ${name}`), kind, ...more };
}

const choice = (name: string) => {
  const choices = ["relu", "other"].map((name) => ({ name, title: engineMark(name) }));
  return describe(name, "choice", { choices, default: "relu" });
};
const number = (name: string) => describe(name, "number", { allowed: engineMark("range"), default: 1 });

const settings: SettingInfo[] = [
  ...["learningRate", "batchSize", "epochs", "l2", "momentum"].map(number),
  choice("optimizer"),
  choice("loss"),
  describe("data", "group", { settings: [describe("examples", "whole", { default: 10_000 })] }),
  describe("schedule", "group", { settings: [choice("rule"), number("gamma")] }),
  describe("earlyStopping", "group", { optional: true, settings: [number("patience")] }),
  describe("layers", "list", {
    settings: [
      ...[describe("units", "whole", { least: 1, default: 0 }), choice("activation"), number("dropout")],
      ...[
        describe("batchNormalization", "truth", { default: false }),
        describe("weights", "choice", { optional: true }),
      ],
    ],
  }),
];

/** A canvas takes whatever is painted on it, and shows no words. */
vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(
  new Proxy({}, { get: () => () => {} }) as CanvasRenderingContext2D,
);

test("nothing is said beside the table, whatever the run does", { timeout: 60_000 }, async () => {
  let tell: (event: WorkerEvent) => void = () => {};
  let die: (error: ReturnType<typeof inklingError>) => void = () => {};
  const never = () => new Promise<never>(() => {});
  vi.mocked(connect).mockImplementation((listener, onDeath) => {
    tell = listener;
    die = onDeath;
    const calls = ["create", "train", "step", "pause", "configure", "setPace", "read", "agrees", "explainDivergence"];
    return {
      ...Object.fromEntries(calls.map((call) => [call, never])),
      open: async () => {},
      testDigit: async () => ({ pixels: new Uint8Array(784).fill(1), label: 7 }),
      teach: async () => ({ before: 0.97, after: 0.9 }),
      examine: async (_run: string, parts: unknown[][]) =>
        parts.map((part) => ({ before: part.map(() => 1), after: part.map(() => 2) })),
      close() {},
    } as unknown as ReturnType<typeof connect>;
  });
  const Page = createPage(createLab());
  render(<Page />, document.body);

  const score = { loss: 1, accuracy: 0.5 };
  const progress = {
    ...{ epoch: 1, step: 3, digitsSeen: 48, trainingSize: 1000, stepInEpoch: 3, stepsPerEpoch: 63, epochsSeen: 0.05 },
    ...{
      curve: [],
      training: score,
      test: score,
      digitsPerSecond: 9,
      operationsPerSecond: 0,
      seconds: 4000,
      startEpoch: 0,
      lastEpoch: 10,
      head: 3,
    },
  };
  const say = (event: RunEvent) => tell({ run: "run 1", ...event });
  const press = (testId: string) => document.querySelector<HTMLElement>(`[data-testid=${testId}]`)?.click();
  /** Types a text in a field, and enters it. */
  const fill = (testId: string, text: string) => {
    const field = document.querySelector<HTMLInputElement>(`[data-testid=${testId}]`) as HTMLInputElement;
    field.value = text;
    for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
  };
  /** Chooses a file of hands. */
  const give = (text: string) => {
    const picker = document.querySelector<HTMLInputElement>("[data-testid=import-files]") as HTMLInputElement;
    Object.defineProperty(picker, "files", { value: [new File([text], mark("file"))], configurable: true });
    picker.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const samples = [mark("Ada"), mark("Zoë")].map((writer) => ({
    writer,
    label: 4,
    strokes: [
      [1, 1, 2, 2],
      [1, 2],
    ],
  }));
  const isThere = (testId: string) =>
    vi.waitFor(() => expect(document.querySelector(`[data-testid=${testId}]`)).not.toBeNull(), 10_000);
  const states: (() => void | Promise<void>)[] = [
    () => {},
    () => tell({ type: "engine", description: { settings, ofNetwork: ["layers", "loss"] } }),
    ...["network", "training", "regularisation", "schedule", "handwriting"].map(
      (group) => () => press(`more-${group}`),
    ),
    ...["learning-rate", "l2", "schedule-gamma", "layer-1-dropout"].map((testId) => () => fill(testId, "0.5")),
    () => press("add-layer"),
    () => fill("layer-2-dropout", "0.25"),
    () => fill("hidden-units", "1,2,3,4,5,6,7,8,9"),
    () => fill("layer-1-units", "many"),
    () => fill("hidden-units", ""),
    () => fill("hidden-units", "1e400"),
    () => press("remove-layer-1"),
    () => tell({ type: "loading", what: mark("digits"), receivedBytes: 1, totalBytes: 2 }),
    () =>
      say({
        type: "network",
        layers: [784, ...Array<number>(9).fill(8), 10],
        parameters: 9,
        loss: "hinge",
        recipe: {},
      }),
    () => say({ type: "phase", phase: "ready" }),
    () => press("test-digit"),
    () => say({ type: "phase", phase: "training" }),
    () => say({ type: "progress", progress }),
    () => say({ type: "phase", phase: "paused" }),
    () => press("open-table"),
    () => isThere("curve-table"),
    () => press("close-table"),
    () => press("hand-open"),
    () => isThere("hand"),
    () => say({ type: "phase", phase: "finished" }),
    () => press("hand-add"),
    () => press("hand-save"),
    () => fill("hand-name", mark("Bo")),
    () => press("hand-save"),
    () => press("hand-rename"),
    () => give(JSON.stringify({ width: 2, height: 2, samples })),
    () => isThere("score-writers"),
    () => press("score-writers"),
    () => isThere("writers-report"),
    () => document.querySelector<HTMLElement>("[data-testid=hand-whose]")?.dispatchEvent(new Event("change")),
    () => press("learn"),
    () => say({ type: "taught", copy: 1 }),
    () => say({ type: "taught", copy: undefined }),
    () => press("guide"),
    () => press("guide-leave"),
    () => give("{"),
    () => isThere("hand-problems"),
    () => press("remove-all"),
    () => press("hand-undo"),
    () => say({ type: "problem", code: "diverged", message: mark("diverged") }),
    () => say({ type: "problem", code: "unavailable", message: mark("not there") }),
    () => die(inklingError("worker_died", mark("ended"))),
  ];
  for (const enter of states) {
    await enter();
    await settled();
    expect(unmarked()).toEqual([]);
  }
  // It did say something meanwhile.
  expect(document.body.textContent).toContain(mark(en.settings.trainingSize.explanation));
  expect(document.body.textContent).toContain(engineMark("help with gamma"));
  expect(document.body.textContent).toContain(mark("ended"));
  expect(document.body.textContent).toContain(mark(hand.notKept.refused));
  expect(document.body.textContent).toContain(mark(hand.undone));
});

test.each([
  [{ isWhole: false }, "Any number."],
  [{ isWhole: true, least: 1 }, "Whole, at least 1."],
  [{ isWhole: true, least: 0, most: 4294967295 }, "Whole, from 0 to 4,294,967,295."],
  [{ isWhole: false, least: 0 }, "At least 0."],
  [{ isWhole: false, least: 0, withoutLeast: true }, "Above 0."],
  [{ isWhole: false, least: 0, most: 1, withoutMost: true }, "From 0, below 1."],
  [{ isWhole: false, least: 0, most: 1, withoutLeast: true }, "Above 0, at most 1."],
  [{ isWhole: false, least: 0, most: 1e37 }, "From 0 to 1e+37."],
  [{ isWhole: false, most: 5 }, "At most 5."],
])("the range %j is %s", (range, said) => {
  expect(en.settings.range(range)).toBe(said);
});

test("a language that lacks a text does not compile", () => {
  const { pad, ...others } = en;
  const { hint, ...otherPad } = pad;
  // @ts-expect-error: the whole pad is missing
  const withoutPad: Words = others;
  // @ts-expect-error: one of its texts is missing
  const withoutHint: Words = { ...others, pad: otherPad };
  expect([withoutPad, withoutHint]).toHaveLength(2);
  expect(hint).not.toBe("");
});
