/** Programs in Chinese are those in English but for what they say, and do the same. */

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { load, type Recipe } from "../../../../engine/js/node.ts";
import { start } from "../../../../web/src/app/panels/settings/draft.ts";
import { program } from "../../../../web/src/app/programs/program.ts";
import { type Language, languages, type Program, type Subject } from "../../../../web/src/app/programs/subject.ts";
import { wrapped } from "../../../../web/src/app/programs/text.ts";
import { speak } from "../../../../web/src/app/words/language.ts";
import { programs as says } from "../../../../web/src/app/words/zh/programs.ts";
import { pythonWith, Workshop } from "./running.ts";

const inkling = await load();
const settings = inkling.settings.Recipe ?? [];
const recipes: Recipe[] = JSON.parse(
  readFileSync(new URL("../../../engine/recipes.json", import.meta.url), "utf8"),
).map(({ recipe }: { recipe: Recipe }) => recipe);

const corners = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];
const data = { inputs: corners, labels: [0, 1, 1, 0] };
/** Two that are run: with weights as drawn, and as given. */
const drawn: Recipe = {
  ...{ epochs: 3, batchSize: 3, learningRate: 0.5, optimizer: "momentum", l2: 0.01, clipNorm: 1 },
  layers: [{ units: 4, activation: "tanh", weights: "he_normal", dropout: 0.25 }, { units: 2 }],
  earlyStopping: { patience: 2 },
};
const parameters = [{ weight: [[1], [-0.5]], bias: [0.25] }];
const given: Recipe = { epochs: 2, learningRate: 0.1, loss: "mean_squared_error", layers: [{ units: 1 }] };
const run: Subject[] = [
  { recipe: drawn, settings, data },
  { recipe: given, settings, data, parameters, prints: "parameters" },
];
const subjects: Subject[] = [
  ...run,
  ...[start, {}, ...recipes].map((recipe) => ({ recipe, settings })),
  { recipe: start, settings, changes: [{ step: 1234, what: "0.01" }] },
  { perceptron: { points: corners, labels: data.labels, learningRate: 1, epochs: 3 } },
  { descent: { surface: "hill", optimizer: "adam", start: [1, 0.5], steps: 5 }, settings },
  { sums: { numbers: [1, 2, 3] } },
];

const written = () =>
  Object.fromEntries(
    languages.map((language) => [language, subjects.map((subject) => program(language, subject))]),
  ) as Record<Language, Program[]>;

const english = written();
let chinese: Record<Language, Program[]>;
const workshop = new Workshop();
beforeAll(async () => {
  vi.stubGlobal("document", { documentElement: { lang: "" } });
  await speak("zh-CN");
  chinese = written();
});
afterAll(async () => {
  await speak("en");
  vi.unstubAllGlobals();
  workshop.clear();
});

const isPython = (language: Language) => !["cpp", "javascript"].includes(language);

/** What is not run of a program, and all else; how many lines its heading takes depends on the language. */
const parted = (language: Language, text: string) => {
  const comment = isPython(language) ? /^"""[\s\S]*?"""|#.*$/gm : /\/\/.*$/gm;
  return { said: text.match(comment) ?? [], code: text.replace(comment, "").replace(/ +$/gm, "").trimStart() };
};

/** Small words give an English sentence away; names, such as those of rules, may stand in a Chinese one. */
const small = /\b(an?|the|of|is|are|to|in|with|that|by|its?|not|for|which|and|as|does|than)\b/i;

const withoutCode = (text: string) => text.replaceAll(/\[[a-z, ]+\]|inkling::\w+/g, "");

describe.each(languages)("in %s", (language) => {
  test("only what is said is in Chinese, and all of that", () => {
    for (const [i, { text, file, notes }] of chinese[language].entries()) {
      const own = parted(language, text);
      expect(own.code).toBe(parted(language, english[language][i]?.text ?? "").code);
      expect(file).toBe(english[language][i]?.file);
      expect(notes).toHaveLength(english[language][i]?.notes.length ?? -1);
      expect(own.code).not.toMatch(/\p{Script=Han}/u);
      expect(own.said.length).toBeGreaterThan(0);
      for (const said of own.said.map(withoutCode)) expect(said).not.toMatch(small);
    }
  });

  test("lines are short, where a Chinese character is as wide as two others", () => {
    for (const { text } of chinese[language]) {
      for (const line of text.split("\n")) {
        const columns = line.length + (line.match(/[\p{Script=Han}，。：（）]/gu)?.length ?? 0);
        expect(columns, line).toBeLessThanOrEqual(120);
      }
    }
  });
});

test("every program in Python is Python", () => {
  const files = languages
    .filter(isPython)
    .flatMap((language) => chinese[language].map(({ text }, i) => workshop.write(`${language}_${i}.py`, text)));
  execFileSync(pythonWith("numpy") ?? "python3", ["-m", "py_compile", ...files]);
});

test("in NumPy they print the same numbers", () => {
  const jobs = [...english.numpy.slice(0, run.length), ...chinese.numpy.slice(0, run.length)];
  const interpreter = pythonWith("numpy");
  if (interpreter === undefined) throw new Error("No python3 can import numpy: install Debian's python3-numpy.");
  const said = workshop.python(
    interpreter,
    jobs.map((one) => ({ program: one })),
  );
  expect(said.slice(run.length)).toEqual(said.slice(0, run.length));
  expect(said[0]).toMatch(/^epoch 1 {2}loss 0\.\d{6} {2}accuracy /);
  expect(said[1]).toMatch(/^W1 -?\d/);
});

test("in JavaScript they print the same numbers", () => {
  const said = (programs: readonly Program[]) => programs.slice(0, run.length).map((one) => workshop.node(one));
  expect(said(chinese.javascript)).toEqual(said(english.javascript));
});

test("a long sentence in Chinese is wrapped between characters, none of which is lost or parted from its punctuation", () => {
  const { changes, normBias } = says.notes;
  const sentences = Object.values({
    ...{
      ...says.notes,
      changes: changes([{ step: 1234, what: "学习率 0.01，批大小 32" }]),
      normBias: normBias("adam"),
    },
  });
  const all = sentences.join("");
  const lines = wrapped(all, "// ").split("\n");
  expect(lines.length).toBeGreaterThan(5);
  expect(lines.map((line) => line.slice(3)).join("")).toBe(all);
  for (const line of lines) {
    expect(line).toMatch(/^\/\/ [^，。：；、）”]/);
    expect(line).not.toMatch(/[（“]$/);
    expect(line.length + (line.match(/[\p{Script=Han}，。：；（）]/gu)?.length ?? 0)).toBeLessThanOrEqual(100);
  }
});
