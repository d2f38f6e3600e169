/** All that the engine and the worker can say is said in Chinese, and nothing stands there that they do not say. */

import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { engine as chinese } from "../../../../web/src/app/words/zh/engine.ts";
import { messages } from "../../../../web/src/app/words/zh/messages.ts";
import { choices, helps, titles } from "../../../../web/src/app/words/zh/settings.ts";
import { zh } from "../../../../web/src/app/words/zh.ts";
import { browsers, whatIsMissing } from "../../../../web/src/needs.ts";
import type { Recipe, SettingInfo } from "../../../../web/src/protocol.ts";
import type { Engine } from "../../../../web/src/worker/engine.ts";
import { layersOf, openEngine, packedFile, usePackedMnist } from "../../worker/support.ts";
import { sentencesIn, textsIn } from "./sentences.ts";

const { inWords } = chinese;

/** Small words give an English sentence away; names, such as those of settings in recipes, may stand in a Chinese one. */
const small =
  /\b(an?|the|of|is|was|are|were|be|been|to|in|with|that|this|these|there|from|at|by|its?|has|have|no|not|for|which|and)\b/i;
const isEnglish = (text: string) => small.test(text) || /\b[a-z]{2,} [a-z]{2,}/.test(text);

const isUntranslated = (text: string) => inWords(text) === text || isEnglish(inWords(text));

usePackedMnist();
let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});

describe("of its settings", () => {
  const everySetting = (settings: SettingInfo[]): SettingInfo[] =>
    settings.flatMap((setting) => [setting, ...everySetting(setting.settings ?? [])]);
  const sorted = (texts: readonly string[]) => [...new Set(texts)].sort();

  test.each<[string, Readonly<Record<string, string>>, (setting: SettingInfo) => string[]]>([
    ["titles", titles, ({ title }) => [title]],
    ["helps", helps, ({ help }) => [help]],
    ["choices", choices, ({ choices = [] }) => choices.map(({ name }) => name)],
  ])("the %s are all there, and no others", (_, table, textsOf) => {
    const said = everySetting(engine.describe().settings).flatMap(textsOf);
    expect(Object.keys(table).sort()).toEqual(sorted(said));
  });

  test("none is called as another of the same group", () => {
    for (const group of [engine.describe().settings, ...everySetting(engine.describe().settings).map(innerOf)]) {
      const names = group.map(({ title }) => titles[title]);
      expect(names).toEqual([...new Set(names)]);
    }
  });

  const innerOf = ({ settings = [] }: SettingInfo) => settings;

  test("the description says all of it, and is otherwise the same", () => {
    const described = chinese.described(engine.describe());
    for (const { title, help, allowed = "数", choices = [] } of everySetting(described.settings)) {
      for (const text of [title, help, allowed, ...choices.map(({ title }) => title ?? "none")]) {
        expect(isEnglish(text), text).toBe(false);
      }
    }
    const names = (settings: SettingInfo[]) => everySetting(settings).map(({ name, kind }) => [name, kind]);
    expect(names(described.settings)).toEqual(names(engine.describe().settings));
  });
});

describe("of what can go wrong", () => {
  const root = fileURLToPath(new URL("../../../../", import.meta.url));
  const sources = [
    ...["engine/src/", "engine/bindings/", "engine/lessons/"].flatMap((folder) => filesIn(folder, ".cpp")),
    ...["engine/js/", "web/src/worker/"].flatMap((folder) => filesIn(folder, ".ts")),
    ...["web/src/needs.ts", "web/src/protocol.ts"],
  ];

  function filesIn(folder: string, end: string): string[] {
    return readdirSync(root + folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(end))
      .map((file) => folder + file);
  }

  /** What rows of tables are called. */
  const headers = filesIn("engine/include/inkling/", ".h");

  const languageOf = (file: string) => (file.endsWith(".ts") ? "TypeScript" : "C++");
  const read = (file: string) => readFileSync(root + file, "utf8");

  /** What looks like a sentence, and nobody reads, or what is one only with others around it. */
  const exceptions: Record<string, string[]> = {
    "engine/src/document.cpp": ["constant normal uniform"], // names of rules
    "engine/bindings/training.cpp": ["not seed loss layers"], // names of settings
    "web/src/worker/service.ts": ["to train"], // why something is done
    // Put together elsewhere: see below.
    "engine/bindings/data.cpp": ['" is for these alone: ', 'The setting "777; not for 7.'],
  };

  test.each(sources.filter((file) => file !== "engine/bindings/arguments.cpp"))("each sentence in %s", (file) => {
    const isExcepted = (text: string) => text in helps || exceptions[file]?.includes(text) || isOfProgram(text);
    const said = sentencesIn(read(file), languageOf(file));
    expect(said.filter((text) => !isExcepted(text) && isUntranslated(text))).toEqual([]);
  });

  /** A setting of a program's, with its help: "rateLearning rateHow far …". */
  const isOfProgram = (text: string) => /^([a-z]+)[A-Z][a-z ]+[A-Z][a-z].*[.7]$/.test(text);

  test("the sources are there, and sentences in them", () => {
    expect(sources.length).toBeGreaterThan(60);
    expect(sources.flatMap((file) => sentencesIn(read(file), languageOf(file))).length).toBeGreaterThan(200);
  });

  test("nothing is in Chinese that nobody says", () => {
    const all = [
      ...[...sources, ...headers].flatMap((file) => textsIn(read(file), languageOf(file))),
      ...Object.keys(titles),
    ].join("\n");
    const unsaid = Object.keys(messages).filter(
      (message) => !message.split(/\{\w+\}/).every((fixed) => all.includes(fixed)),
    );
    expect(unsaid).toEqual([]);
  });

  test("what is put into a sentence is put into the Chinese one", () => {
    const held = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
    for (const [message, said] of Object.entries(messages)) expect(held(said), message).toEqual(held(message));
  });

  test("a setting that is given, and read by none of the rules", async () => {
    const { load } = await import("../../../../engine/js/node.ts");
    const inkling = await load();
    for (const settings of [{ weights: [1, 2] }, { noise: 0.1 }]) {
      const name = "weights" in settings ? "moons" : "handwriting";
      const error = thrownBy(() => inkling.generate(name, settings as never).dispose());
      expect(inWords(error.message)).toMatch(/^设置“\w+”(只用于|不用于)这些：[\p{L} ]+；不用于\p{L}+。$/u);
    }
  });
});

function thrownBy(body: () => unknown): Error {
  try {
    body();
  } catch (error) {
    return error as Error;
  }
  throw new Error("Nothing was refused.");
}

describe("of what went wrong", () => {
  test.each<[string, Recipe, string]>([
    ["no layer", { layers: [] }, "层：给出的是无，允许的是至少一层。"],
    ["a rate that is no number", { learningRate: Number.NaN }, "学习率：给出的是nan，允许的是大于0的有限的数。"],
    ["a rate in words", { learningRate: "much" as never }, "学习率：给出的是“much”，允许的是大于0的有限的数。"],
    ["half a batch", { batchSize: 0.5 }, "批大小：给出的是0.5，允许的是不小于1的整数。"],
    ["a layer of no units", { layers: layersOf(0) }, "layers[0]的单元数：给出的是0，允许的是不小于1的整数。"],
    [
      "an optimizer that there is not",
      { optimizer: "adm" as never },
      "没有名为“adm”的优化器。是不是想写“adam”？请从这些当中选择：sgd, momentum, nesterov, adagrad, rmsprop, adam, adamw。",
    ],
    [
      "a loss that takes no such output",
      { loss: "hinge", layers: [{ units: 10, activation: "relu" }] },
      "输出层的激活函数：给出的是ReLU，允许的是恒等，损失函数“合页损失”需要它。",
    ],
    [
      "dropout of outputs",
      { layers: [{ units: 10, dropout: 0.5 }] },
      "输出层的丢弃率：给出的是0.5，允许的是0，因为输出从不丢弃。",
    ],
    [
      "more digits than there are",
      { data: { examples: 70_000 } },
      "样本数：给出的是70000，允许的是至多60000，即现有的数字。",
    ],
    ["too much momentum", { optimizer: "momentum", momentum: 1 }, "动量：给出的是1，允许的是从0到1（不含1）的数。"],
    [
      "a schedule that rises",
      { schedule: { rule: "exponential", gamma: 2 } },
      "学习率调度的Gamma：给出的是2，允许的是大于0且不大于1的数。",
    ],
    [
      "a setting that there is not",
      { earlyStopping: { patent: 1 } as never },
      "早停中没有名为“patent”的设置。请从这些当中选择：patience, leastProgress。",
    ],
  ])("%s", (_, recipe, said) => {
    const { message } = thrownBy(() => {
      const training = engine.begin(engine.plan(recipe));
      training.dispose();
    });
    expect(inWords(message)).toBe(said);
  });

  test("more units than fit into memory", () => {
    const { message } = thrownBy(() => engine.begin(engine.plan({ layers: layersOf(100_000_000) })));
    expect(inWords(message)).toMatch(
      /^隐藏层1的单元数：100000000个单元时网络需要\d+ MB，最多允许\d+ MB。请减少单元。$/,
    );
  });

  test.each([
    ["nothing", ""],
    ["a part", "optimizer=adam&epochs"],
    ["another check", "epochs=5&check=0000"],
    ["of a newer one", "inkling=99&epochs=5&check=0000"],
    ["too much", "x".repeat(50_000)],
  ])("a link that is %s", (_, text) => {
    const { message } = thrownBy(() => engine.readLink(text));
    expect(isUntranslated(message), message).toBe(false);
  });

  test("what was put right in a link", () => {
    const link = engine.writeLink({ recipe: { optimizer: "adam", epochs: 5 }, changes: [] });
    const { notes } = engine.readLink(link.toUpperCase());
    expect(notes.map(inWords)).toContain("“CHECK”已按“check”读取。");
    expect(notes.filter(isUntranslated)).toEqual([]);
  });

  test("digits that are none", () => {
    const file = packedFile("test.bin").subarray(0, 100);
    const { message } = thrownBy(() => engine.addDigits("test", 50, file));
    expect(inWords(message)).toMatch(/^这不是图像的IDX文件：开头像gzip文件，而不是两个零字节。$/);
  });

  test("training that diverges", () => {
    const training = engine.begin(engine.plan({ learningRate: 1e30, data: { examples: 1000 } }));
    const { message } = thrownBy(() => {
      for (;;) training.train(10);
    });
    expect(inWords(message)).toMatch(
      /^训练在第\d+步发散：.+。学习率多半太高：请调低并重置。网络保留着最后的有限权重。$/,
    );
    training.dispose();
  });

  test("what nobody says stays as it is, and so does what is Chinese already", () => {
    for (const text of ["", "7", "Ada", "relu, adam", "无法获取train-0.bin：连不上服务器。"])
      expect(inWords(text)).toBe(text);
  });
});

describe("of a browser that lacks something", () => {
  const take = (name: string, value?: unknown) => vi.stubGlobal(name, value);
  const without = (byte: number) => ({ validate: (module: Uint8Array) => !module.includes(byte) });
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  test.each<[string, () => void]>([
    ["WebAssembly", () => take("WebAssembly")],
    ["vectors", () => take("WebAssembly", without(0xfd))],
    ["exceptions", () => take("WebAssembly", without(0x19))],
    ["DecompressionStream", () => take("DecompressionStream")],
  ])("%s, the page says the same before it has started and of its worker", (_, lose) => {
    lose();
    const said = whatIsMissing() as string;
    expect(isUntranslated(said)).toBe(false);
    expect(whatIsMissing("zh-CN")).toBe(inWords(said));
  });

  test("the browsers are the same ones everywhere", () => {
    const script = readFileSync(new URL("../../../../web/public/start.js", import.meta.url), "utf8");
    expect(script).toContain(inWords(browsers));
    expect(zh.worker.unsupported("", browsers)).toContain(inWords(browsers));
  });
});
