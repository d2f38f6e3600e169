// @vitest-environment happy-dom
/** All that the page says stands in one table: marked there, it is marked wherever it is read. */

import { render } from "preact";
import { expect, test, vi } from "vitest";
import { createLab } from "../../../../web/src/app/lab.ts";
import { createPage as createBetter } from "../../../../web/src/app/pages/better.tsx";
import { createPage as createEmbedded } from "../../../../web/src/app/pages/embedded.tsx";
import { createPage } from "../../../../web/src/app/pages/home.tsx";
import { createPage as createLinks } from "../../../../web/src/app/pages/links.tsx";
import { createPage as createRuns } from "../../../../web/src/app/pages/runs.tsx";
import { connect } from "../../../../web/src/app/run/client.ts";
import { startEngine } from "../../../../web/src/app/run/engine.ts";
import { better } from "../../../../web/src/app/words/en/better.ts";
import * as dialogs from "../../../../web/src/app/words/en/dialogs.ts";
import { hand } from "../../../../web/src/app/words/en/hand.ts";
import { links } from "../../../../web/src/app/words/en/links.ts";
import { race, runs } from "../../../../web/src/app/words/en/runs.ts";
import { en } from "../../../../web/src/app/words/en.ts";
import type { Words } from "../../../../web/src/app/words/words.ts";
import {
  inklingError,
  type Recipe,
  type RunEvent,
  type SettingInfo,
  type WorkerEvent,
} from "../../../../web/src/protocol.ts";
import { waitFor } from "../../support.ts";

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
        if (Array.isArray(text)) return text.map(markText);
        return typeof text === "object" ? marked(text) : markText(text);
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
vi.mock("../../../../web/src/app/words/better.ts", async () => {
  const { better } = await import("../../../../web/src/app/words/en/better.ts");
  return { betterWords: marked(better) };
});
vi.mock("../../../../web/src/app/words/links.ts", async () => {
  const { links } = await import("../../../../web/src/app/words/en/links.ts");
  return { linksWords: marked(links) };
});
vi.mock("../../../../web/src/app/words/dialogs.ts", async () => {
  const { embed, send, table } = await import("../../../../web/src/app/words/en/dialogs.ts");
  return { embedWords: marked(embed), sendWords: marked(send), tableWords: marked(table) };
});
vi.mock("../../../../web/src/app/words/runs.ts", async () => {
  const { race, runs } = await import("../../../../web/src/app/words/en/runs.ts");
  return { runsWords: marked(runs), raceWords: marked(race) };
});
vi.mock("../../../../web/src/app/run/client.ts", () => ({ connect: vi.fn() }));
vi.mock("../../../../web/src/app/shared/charts/chart.ts", () => ({
  CurveChart: class {
    show() {}
    dress() {}
    size() {}
    resize() {}
    destroy() {}
  },
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
  ...["learningRate", "batchSize", "epochs", "seed", "l2", "momentum"].map(number),
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

const never = () => new Promise<never>(() => {});
const press = (testId: string) => document.querySelector<HTMLElement>(`[data-testid=${testId}]`)?.click();
/** Types a text in a field, and enters it. */
const fill = (testId: string, text: string) => {
  const field = document.querySelector<HTMLInputElement>(`[data-testid=${testId}]`) as HTMLInputElement;
  field.value = text;
  for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
};
const isThere = (testId: string) =>
  waitFor(() => expect(document.querySelector(`[data-testid=${testId}]`)).not.toBeNull());

const score = { loss: 1, accuracy: 0.5 };
const progress = {
  ...{ epoch: 1, step: 3, digitsSeen: 48, trainingSize: 1000, stepInEpoch: 3, stepsPerEpoch: 63, epochsSeen: 0.05 },
  ...{ curve: [], training: score, test: score, digitsPerSecond: 9, operationsPerSecond: 0, seconds: 4000 },
  ...{ startEpoch: 0, lastEpoch: 10, head: 3 },
};

test("nothing is said beside the table, whatever the run does", async () => {
  let tell: (event: WorkerEvent) => void = () => {};
  let die: (error: ReturnType<typeof inklingError>) => void = () => {};
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
  const Page = createPage(createLab(startEngine()));
  render(<Page />, document.body);

  const say = (event: RunEvent) => tell({ run: "run 1", ...event });
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
  const states: (() => void | Promise<void>)[] = [
    () => {},
    () => tell({ type: "engine", description: { settings, ofNetwork: ["layers", "loss"] } }),
    ...["network", "training", "regularisation", "schedule", "handwriting"].map((group) => () => {
      press(`more-${group}`);
      return waitFor(() => expect(document.getElementById(`settings-${group}`)).not.toBeNull());
    }),
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

test("nor on the other pages, nor of what is sent and what comes by a link", async () => {
  /** What each worker says, in the order in which they were started. */
  const workers: ((event: WorkerEvent) => void)[] = [];
  const claim = { accuracy: 0.5, hashes: ["1", "2"] };
  vi.mocked(connect).mockImplementation((tell) => {
    workers.push(tell);
    queueMicrotask(() => tell({ type: "engine", description: { settings, ofNetwork: ["layers", "loss"] } }));
    const done = async () => {};
    return {
      ...{ open: done, expect: done, create: done, setPace: done, dispose: done, close() {} },
      ...{ train: done, read: never, agrees: never, rates: never, explainDivergence: never, configure: never },
      answers: async () => Uint8Array.of(1, 0, 1),
      testDigit: async () => ({ pixels: new Uint8Array(784).fill(1), label: 8 }),
      writeLink: async () => "check=0000",
      async readLink(text: string) {
        if (text.includes("broken")) throw inklingError("bad_data", mark("broken"));
        return { course: { recipe: {}, changes: [{ step: 1, recipe: {} }] }, claim, notes: [mark("a note")] };
      },
    } as unknown as ReturnType<typeof connect>;
  });
  const said = new Set<string>();
  async function look(): Promise<void> {
    await settled();
    expect(unmarked()).toEqual([]);
    said.add(document.body.textContent ?? "");
  }
  const say = (event: RunEvent, worker = 0, run = 1) => workers[worker]?.({ run: `run ${run}`, ...event });
  const makeNetwork = (recipe: Recipe) =>
    say({ type: "network", layers: [784, 10], parameters: 9, loss: "hinge", recipe });
  const endEpoch = (epoch: number, hash: string, worker = 0, run = 1) => {
    const epochEnd = { epoch, step: epoch, hash, test: score };
    say({ type: "progress", progress: { ...progress, epochEnd } }, worker, run);
  };
  async function through(states: (() => void | Promise<void>)[]): Promise<void> {
    for (const enter of [() => {}, ...states]) {
      await enter();
      await look();
    }
  }

  location.hash = "#/?seed=1&check=0000";
  const lab = createLab(startEngine());
  const Home = createPage(lab);
  render(<Home />, document.body);
  await through([
    () => isThere("comparison"),
    () => makeNetwork({}),
    () => endEpoch(1, "1"),
    () => endEpoch(2, "2"),
    () => makeNetwork({ loss: "other" as Recipe["loss"], earlyStopping: {} }),
    () => endEpoch(1, "3"),
    () => press("send"),
    () => isThere("send-dialog"),
    () => press("send-reached"),
    () => press("send-copy"),
    () => press("send-close"),
    () => press("embed"),
    () => isThere("embed-dialog"),
    () => press("embed-copy"),
    () => press("embed-close"),
    () => fill("epochs", "3"),
    () => {
      location.hash = "#/?broken&check=0000";
      dispatchEvent(new Event("hashchange"));
    },
  ]);

  const Runs = createRuns(lab);
  render(<Runs />, document.body);
  const raceEnds = (worker: number, accuracy: number) => {
    say({ type: "progress", progress: { ...progress, test: { loss: 1, accuracy } } }, worker);
    say({ type: "phase", phase: "finished" }, worker);
  };
  await through([
    () => isThere("run-row"),
    () => press("sort-best"),
    () => press("run-name"),
    () => fill("run-title", mark("a name")),
    () => press("race"),
    () => [1, 2].forEach((worker) => void say({ type: "phase", phase: "ready" }, worker)),
    () => raceEnds(1, 0.5),
    () => raceEnds(2, 0.25),
    () => press("race"),
    () => press("race"),
    () => document.querySelector<HTMLElement>("[data-testid=remove-run]:enabled")?.click(),
  ]);

  const Better = createBetter(lab);
  render(<Better />, document.body);
  const submit = () => document.querySelector("form")?.requestSubmit();
  const trialEnds = (accuracy: number) => {
    for (const [worker] of workers.entries())
      for (const run of [1, 2, 3, 4]) {
        if (worker === 0) continue;
        say({ type: "progress", progress: { ...progress, test: { loss: 1, accuracy } } }, worker, run);
        say({ type: "phase", phase: "finished" }, worker, run);
      }
  };
  await through([
    () => fill("better-seeds", "1"),
    submit,
    () => fill("better-seeds", "2"),
    () => fill("better-setting", "learningRate"),
    submit,
    () => fill("better-values", "0.5, many"),
    submit,
    () => fill("better-setting", "optimizer"),
    submit,
    () => document.querySelector<HTMLElement>("[data-testid=better-values] input")?.click(),
    submit,
    ...[0.5, 0.25, 0.125, 0.5].map((accuracy) => () => trialEnds(accuracy)),
    () => press("better-stop"),
  ]);
  expect(document.querySelector("[data-testid=better-table]")).not.toBeNull();

  const Links = createLinks();
  render(<Links />, document.body);
  const before = workers.length;
  await through([
    submit,
    () => fill("links-text", `${mark("Ada")}: #/?a&check=0000\n#/?broken&check=0000\n#/?b&check=0000`),
    submit,
    () => isThere("links-row"),
    () => workers.slice(before).forEach((_, i) => void endEpoch(1, "1", before + i)),
    () => workers.slice(before).forEach((_, i) => void endEpoch(2, "3", before + i)),
    () => void vi.stubGlobal("navigator", {}),
    () => press("links-copy"),
    () => void vi.unstubAllGlobals(),
    () => press("links-stop"),
  ]);

  const Embedded = createEmbedded(lab, "?embed&panels=pad,numbers,nothing");
  render(<Embedded />, document.body);
  await through([]);
  expect(document.querySelector("[data-testid=unknown-panels]")).not.toBeNull();

  // They did say something meanwhile.
  const meant = [
    ...[en.arrival.own, en.arrival.allSame(2), en.arrival.different(1), en.arrival.refused, dialogs.send.title],
    ...[
      dialogs.embed.title,
      runs.notKept({ reason: "refused" }),
      runs.underWay,
      race.running,
      race.stopped,
      better.seedsAllowed(2, 50),
    ],
    ...[better.digits.title, better.verdicts.few("", "", "", 2), links.none, links.refused(2), links.saved],
  ];
  const all = [...said].join();
  expect(meant.filter((text) => !all.includes(mark(text)))).toEqual([]);
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
