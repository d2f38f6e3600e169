/** Who may import whom: from the page down to the protocol, no circle, and no panel another panel. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

/** What each file imports, by paths below web/src. */
type Imports = Map<string, string[]>;

const source = fileURLToPath(new URL("../../web/src/", import.meta.url));

/** Of a file's imports, those that are relative: static, dynamic, and of a type. */
function importsOf(file: string): string[] {
  const text = readFileSync(source + file, "utf8");
  const names = [...text.matchAll(/(?:\bfrom|\bimport|\bimport\()\s*"(\.[^"]+\.tsx?)"/g)].map(([, name]) => name ?? "");
  return names.map((name) => posix.join(posix.dirname(file), name));
}

function readImports(): Imports {
  const files = readdirSync(source, { recursive: true, encoding: "utf8" });
  return new Map(files.filter((file) => /(?<!\.d)\.tsx?$/.test(file)).map((file) => [file, importsOf(file)]));
}

/** The rooms that each may import from, besides itself. */
const rooms: [room: RegExp, below: RegExp][] = [
  // The engine's own types cross as they are: see below.
  [/^protocol\.ts$/, /^(\.\.\/\.\.\/engine\/js\/index|questions)\.ts$/],
  [/^questions/, /^(questions\/.*|\.\.\/\.\.\/engine\/js\/(index|lessons))\.ts$/],
  [/^needs\.ts$/, /^$/],
  [/^description\.ts$/, /^protocol\.ts$/],
  [
    /^worker\//,
    /^(worker\/|questions|(protocol|needs|description)\.ts$|\.\.\/\.\.\/engine\/js\/(browser|lessons)\.ts$)/,
  ],
  [/^app\/words\//, /^app\/words\//],
  [/^app\/run\//, /^(app\/(run|words)\/|protocol\.ts$|needs\.ts$)/],
  [/^app\/shared\//, /^(app\/(shared|words)\/|protocol\.ts$)/],
  [/^app\/records\//, /^(app\/(records|run|shared|words)\/|(protocol|description)\.ts$)/],
  [/^app\/programs\//, /^(app\/(programs|shared|words)\/|(protocol|description)\.ts$)/],
  [/^app\/panels\//, /^(app\/(panels|records|shared|run|words)\/|(protocol|description)\.ts$)/],
  [/^app\/lessons\//, /^(app\/(lessons|programs|shared|run|words|lab\.ts)|questions|(protocol|description)\.ts$)/],
  [/^app\/pages\//, /^(app\/|protocol\.ts$)/],
  [/^app\/[^/]+$/, /^(app\/|protocol\.ts$)/],
  [/^main\.tsx$/, /^(app\/[^/]+$|needs\.ts$)/],
];

/** What each panel is to the others, each lesson is to the other lessons. */
const panelOf = (file: string) => file.match(/^app\/(panels|lessons(?!\/shared))\/[^/.]+(?=\/)/)?.[0];

/** Each import that runs where none may. */
function strayArrows(imports: Imports): string[] {
  return [...imports].flatMap(([file, imported]) => {
    const below = rooms.find(([room]) => room.test(file))?.[1];
    const isStray = (to: string) => !below?.test(to) || (panelOf(file) && panelOf(to) && panelOf(to) !== panelOf(file));
    return imported.filter(isStray).map((to) => `${file} -> ${to}`);
  });
}

/** The files of a circle in their order; undefined where there is none. */
function findCircle(imports: Imports): string[] | undefined {
  const done = new Set<string>();
  function visit(file: string, way: string[]): string[] | undefined {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (done.has(file)) return undefined;
    done.add(file);
    for (const next of imports.get(file) ?? []) {
      const circle = visit(next, [...way, file]);
      if (circle) return circle;
    }
    return undefined;
  }
  for (const file of imports.keys()) {
    const circle = visit(file, []);
    if (circle) return circle;
  }
  return undefined;
}

describe("the page's files", () => {
  const imports = readImports();

  test("are all read, and import only what is there", () => {
    expect(imports.get("main.tsx")).toContain("needs.ts");
    expect(imports.get("app/run/run.ts")).toContain("protocol.ts");
    for (const [file, imported] of imports) {
      for (const to of imported) expect(existsSync(source + to), `${file} -> ${to}`).toBe(true);
    }
  });

  test("belong to a room each", () => {
    expect([...imports.keys()].filter((file) => !rooms.some(([room]) => room.test(file)))).toEqual([]);
  });

  test("import downwards, and no panel another panel", () => {
    expect(strayArrows(imports)).toEqual([]);
  });

  test("take of the engine, the worker aside, nothing but types", () => {
    const taken = readFileSync(`${source}protocol.ts`, "utf8").match(/^(import|export).*engine\/js.*$/gm);
    expect(taken).toEqual([
      'import type { Claim, Recipe, Link as SentLink, SettingInfo, WriterSettings } from "../../engine/js/index.ts";',
    ]);
  });

  test("make no circle", () => {
    expect(findCircle(imports)).toBeUndefined();
  });
});

describe("what is not allowed is found", () => {
  test.each([
    ["a panel in another panel", "app/panels/status/status.tsx", "app/panels/controls/run-controls.tsx"],
    ["a panel in what is shared", "app/shared/term.tsx", "app/panels/status/status.tsx"],
    ["a panel in the run", "app/run/run.ts", "app/panels/settings/fields.ts"],
    ["what is shared in the run", "app/run/run.ts", "app/shared/figures.ts"],
    ["the run in what is shared", "app/shared/figures.ts", "app/run/run.ts"],
    ["the page in a panel", "app/panels/pad/pad.tsx", "app/pages/home.tsx"],
    ["what is shared in the words", "app/words/en.ts", "app/shared/figures.ts"],
    ["a lesson in another lesson", "app/lessons/neuron/lesson.tsx", "app/lessons/moons/model.ts"],
    ["a panel in a lesson", "app/lessons/neuron/lesson.tsx", "app/panels/status/status.tsx"],
    ["the engine in a lesson", "app/lessons/neuron/model.ts", "../../engine/js/lessons.ts"],
    ["a panel in a program", "app/programs/plan.ts", "app/panels/settings/draft.ts"],
    ["the page in the worker", "worker/service.ts", "app/run/run.ts"],
    ["the worker in the page", "app/run/run.ts", "worker/run.ts"],
    ["the engine in the page", "app/run/run.ts", "../../engine/js/browser.ts"],
    ["the engine's inside in the worker", "worker/engine.ts", "../../engine/js/native.ts"],
    ["the lessons' engine in the page", "app/run/run.ts", "../../engine/js/lessons.ts"],
    ["the page in the protocol", "protocol.ts", "app/run/run.ts"],
    ["the engine's loader in the protocol", "protocol.ts", "../../engine/js/browser.ts"],
    ["the engine's types in a panel", "app/panels/settings/fields.ts", "../../engine/js/index.ts"],
    ["the page in the description", "description.ts", "app/words/en.ts"],
  ])("%s", (_, file, to) => {
    expect(strayArrows(new Map([[file, [to]]]))).toEqual([`${file} -> ${to}`]);
  });

  test("a circle of three, beside a diamond, which is none", () => {
    const diamond: [string, string[]][] = [
      ["top", ["left", "right"]],
      ["left", ["foot"]],
      ["right", ["foot"]],
    ];
    expect(findCircle(new Map(diamond))).toBeUndefined();
    expect(findCircle(new Map([...diamond, ["foot", ["top"]]]))).toEqual(["top", "left", "foot", "top"]);
  });
});
