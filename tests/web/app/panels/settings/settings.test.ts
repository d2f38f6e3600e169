/** The form's fields come from the engine's description, and what is entered in them makes the recipe that is meant. */

import { beforeAll, describe, expect, test } from "vitest";
import { load } from "../../../../../engine/js/node.ts";
import {
  addLayer,
  type Draft,
  emptyDraft,
  enter,
  enterInAll,
  enterUnits,
  removeLayer,
  saysUnits,
  unitsText,
} from "../../../../../web/src/app/panels/settings/draft.ts";
import {
  decided,
  everyField,
  type Field,
  fieldsByPath,
  givenIn,
  groupNames,
  groupOf,
  groupsOf,
  layersOf,
  sharedField,
  undescribed,
} from "../../../../../web/src/app/panels/settings/fields.ts";
import { presetNames, presets } from "../../../../../web/src/app/panels/settings/presets.ts";
import {
  draftOf,
  gentlerRate,
  recipeOf,
  type SettingError,
} from "../../../../../web/src/app/panels/settings/recipe.ts";
import { isRead } from "../../../../../web/src/description.ts";
import type { Description, Recipe, SettingInfo } from "../../../../../web/src/protocol.ts";
import hashed from "../../../../engine/recipes.json" with { type: "json" };

let engine: Description;
beforeAll(async () => {
  const { settings } = await load();
  engine = { settings: settings.Recipe ?? [], ofNetwork: ["layers", "loss", "seed"] };
});

/** The draft with texts entered in fields, by their places in the recipe, one after another. */
function entered(entries: Record<string, string>, draft = emptyDraft, description = engine): Draft {
  return Object.entries(entries).reduce((draft, [path, text]) => {
    const field = everyField(description, draft).find((field) => field.path === path);
    if (!field) throw new Error(`There is no field for ${path}`);
    return enter(draft, field, text);
  }, draft);
}

const recipe = (entries: Record<string, string>, draft?: Draft) => recipeOf(engine, entered(entries, draft));
const field = (path: string, draft = emptyDraft, description = engine) =>
  everyField(description, draft).find((field) => field.path === path);

function refusal(entries: Record<string, string>): SettingError {
  try {
    recipe(entries);
  } catch (error) {
    return error as SettingError;
  }
  throw new Error(`${JSON.stringify(entries)} was understood`);
}

const first: Recipe = {
  epochs: 28,
  batchSize: 16,
  labelSmoothing: 0.1,
  schedule: { rule: "cosine", period: 0, floor: 0.02 },
  augmentation: { written: 0.4, warped: 0.8, shift: 1 },
  layers: [{ units: 256, activation: "relu" }, { units: 10 }],
};

describe("the recipe", () => {
  test("is at first what the page begins with, and everything else the engine's default", () => {
    expect(recipeOf(engine, emptyDraft)).toEqual(first);
  });

  test("has what was entered, each in its place and of its kind", () => {
    const draft = entered({
      ...{ "schedule.rule": "step_decay", "schedule.gamma": "0.5", "data.examples": "60000", earlyStopping: "true" },
      ...{ "earlyStopping.patience": "2", "layers[0].batchNormalization": "true", "layers[1].biases": "normal" },
      ...{ seed: " 7 ", loss: "hinge" },
    });
    const { labelSmoothing: _, ...others } = first; // which the hinge loss does not read
    expect(recipeOf(engine, draft)).toEqual({
      ...others,
      schedule: { rule: "step_decay", gamma: 0.5, period: 0 },
      data: { examples: 60_000 },
      earlyStopping: { patience: 2 },
      seed: 7,
      loss: "hinge",
      layers: [
        { units: 256, activation: "relu", batchNormalization: true },
        { units: 10, biases: "normal" },
      ],
    });
  });

  test("leaves out what the chosen rule does not read, whatever was entered there, until it is chosen again", () => {
    const draft = entered({ optimizer: "momentum", momentum: "half" });
    const sgd = entered({ optimizer: "sgd" }, draft);
    expect(recipeOf(engine, sgd)).toEqual(first);
    expect(recipe({ "schedule.rule": "constant" }).schedule).toEqual({ rule: "constant" });
    expect(field("momentum", sgd)).toBeUndefined();
    expect(field("momentum", entered({ optimizer: "nesterov" }, sgd))?.text).toBe("half");
  });

  test("is one that the engine takes, as it comes and with every choice of every setting", async () => {
    const inkling = await load();
    expect(inkling.recipe(recipeOf(engine, emptyDraft))).toMatchObject({ inkling: 1, ...first });
    for (const { setting, path } of everyField(engine, emptyDraft)) {
      for (const { name } of setting.choices ?? [])
        expect(() => inkling.recipe(recipe({ [path]: name }))).not.toThrow();
    }
  });

  test.each([
    ["0.1", 0.1],
    [".5", 0.5],
    [" 1e-3 ", 0.001],
    ["1E6", 1e6],
    ["-1", -1],
    ["3.", 3],
  ])("understands the number %j", (learningRate, expected) => {
    expect(recipe({ learningRate }).learningRate).toBe(expected);
  });

  test.each(["abc", "0,1", "1 2", "1e", "0x10", "Infinity", "NaN", "--1", "."])("refuses the number %j", (text) => {
    const { message, setting, name } = refusal({ learningRate: text });
    expect(message).toBe(`Learning rate: '${text}' is not a number. Use a finite number above 0, such as 0.2.`);
    expect(setting).toBe("learningRate");
    expect(name).toBe("bad_setting");
  });

  test.each<[Record<string, string>, string, string]>([
    [{ batchSize: "" }, "Batch size: a number is missing. Use a whole number of at least 1, such as 16.", "batchSize"],
    [{ epochs: "ten" }, "Epochs: 'ten' is not a number. Use a whole number of at least 1, such as 28.", "epochs"],
    [
      { "layers[0].units": "" },
      "Units of hidden layer 1: a number is missing. Use a whole number of at least 1.",
      "layers[0].units",
    ],
    [
      { learningRate: "1e400" },
      "Learning rate: '1e400' is too large. Use a finite number above 0, such as 0.2.",
      "learningRate",
    ],
    [
      { batchSize: "9".repeat(1000) },
      `Batch size: '${"9".repeat(24)}…' is too large. Use a whole number of at least 1, such as 16.`,
      "batchSize",
    ],
    [
      { "schedule.rule": "plateau", "schedule.patience": "x" },
      "Patience (schedule): 'x' is not a number. Use a whole number of at least 0, such as 5.",
      "schedule.patience",
    ],
    [
      { "layers[1].weights": "normal", "layers[1].weightsScale": "x" },
      "Initial weights, scale of the output layer: 'x' is not a number. Use a finite number, such as 0.01.",
      "layers[1].weightsScale",
    ],
  ])("names what is wrong with %j", (entries, message, setting) => {
    expect(refusal(entries)).toMatchObject({ message, setting });
  });
});

describe("the draft of a recipe", () => {
  const again = (recipe: Recipe) => recipeOf(engine, draftOf(engine, recipe));

  test("says nothing of the recipe that the page begins with", () => {
    expect(draftOf(engine, recipeOf(engine, emptyDraft))).toEqual(emptyDraft);
  });

  test("means the recipe again: all whose hash is known, for ten digits, and the engine's own, which says nothing", async () => {
    const inkling = await load();
    const ofDigits = hashed.map(({ recipe }) => {
      const layers = recipe.layers.map((layer, i, all) => (i === all.length - 1 ? { ...layer, units: 10 } : layer));
      return { ...recipe, layers };
    });
    for (const recipe of [...ofDigits, {}]) {
      expect(inkling.recipe(again(recipe as Recipe))).toEqual(inkling.recipe(recipe as Recipe));
    }
  });

  test.each(presetNames)("means the recipe to start from again that is called %s", async (name) => {
    const inkling = await load();
    expect(inkling.recipe(again(presets[name]))).toEqual(inkling.recipe(presets[name]));
  });

  test("keeps what is chosen by another entry, what is on, and what goes back to the engine's default", () => {
    const said = {
      ...{ seed: 3, optimizer: "adam" as const, beta1: 0.5, batchSize: 32, labelSmoothing: 0 },
      ...{ schedule: { rule: "constant" as const }, earlyStopping: { patience: 3 }, augmentation: { written: 0.25 } },
      layers: [{ units: 7, activation: "tanh" as const, dropout: 0.5 }, { units: 9 }, { units: 10 }],
    };
    expect(again(said)).toMatchObject({
      ...said,
      augmentation: { written: 0.25, warped: 0, shift: 0 },
      layers: [said.layers[0], { units: 9, activation: "identity" }, { units: 10 }],
    });
  });
});

describe("what differs from the default", () => {
  test("is marked, and not where it is the same number in other figures", () => {
    expect(field("learningRate", entered({ learningRate: "0.20" }))?.isChanged).toBe(false);
    expect(field("learningRate", entered({ learningRate: "" }))?.isChanged).toBe(true);
    expect(field("learningRate", entered({ learningRate: "0.3" }))).toMatchObject({ isChanged: true, standard: "0.2" });
    expect(everyField(engine, emptyDraft).filter(({ isChanged }) => isChanged)).toEqual([]);
  });

  test("is no more once the default is entered, so that nothing is left of it", () => {
    for (const { path, standard } of everyField(engine, emptyDraft)) {
      if (standard === undefined) continue;
      expect(entered({ [path]: standard }, entered({ [path]: "1" })), path).toEqual(emptyDraft);
    }
  });

  test("is of no setting that must be said", () => {
    expect(field("layers[0].units", entered({ "layers[0].units": "5" }))).toMatchObject({
      ...{ isChanged: false, standard: undefined, text: "5" },
    });
  });

  test("the learning rate's is the chosen optimizer's own, unless a rate was chosen", () => {
    const adam = entered({ optimizer: "adam" });
    expect(field("learningRate", adam)).toMatchObject({ text: "0.001", standard: "0.001", isChanged: false });
    expect(field("learningRate", entered({ optimizer: "sgd" }, adam))?.text).toBe("0.2");
    const chosen = entered({ learningRate: "0.05", optimizer: "momentum" });
    expect(field("learningRate", chosen)).toMatchObject({ text: "0.05", standard: "0.02", isChanged: true });
  });
});

describe("hidden layers", () => {
  const three = () => entered({ "layers[1].dropout": "0.5" }, enterUnits(emptyDraft, "30, 20, 10"));

  test.each([
    ["128", [128]],
    ["128, 64", [128, 64]],
    [" 300,100 ,10 ", [300, 100, 10]],
    ["300，100、10", [300, 100, 10]],
    ["none", []],
    [" None ", []],
  ])("of %j units", (text, units) => {
    const draft = enterUnits(emptyDraft, text);
    expect(
      recipeOf(engine, draft)
        .layers?.slice(0, -1)
        .map((layer) => layer.units),
    ).toEqual(units);
    expect(saysUnits(text, draft)).toBe(true);
    expect(enterUnits(emptyDraft, unitsText(draft))).toEqual(draft);
  });

  test("without any it is logistic regression", () => {
    expect(recipeOf(engine, enterUnits(emptyDraft, "none")).layers).toEqual([{ units: 10 }]);
    expect(removeLayer(emptyDraft, 0)).toEqual(enterUnits(emptyDraft, "none"));
  });

  test("one more is like the last, and the first after none like the page's own", () => {
    const more = addLayer(entered({ "layers[0].dropout": "0.2" }, enterUnits(emptyDraft, "7")));
    expect(recipeOf(engine, more).layers).toEqual([
      ...[1, 2].map(() => ({ units: 7, activation: "relu", dropout: 0.2 })),
      { units: 10 },
    ]);
    expect(addLayer(removeLayer(emptyDraft, 0))).toEqual(emptyDraft);
  });

  test("one that goes takes its own settings along, and leaves the others theirs", () => {
    const layers = (draft: Draft) => recipeOf(engine, draft).layers?.map(({ units, dropout }) => [units, dropout]);
    expect(layers(three())).toEqual([
      [30, undefined],
      [20, 0.5],
      [10, undefined],
      [10, undefined],
    ]);
    expect(layers(removeLayer(three(), 0))).toEqual([
      [20, 0.5],
      [10, undefined],
      [10, undefined],
    ]);
    expect(layers(removeLayer(three(), 1))).toEqual([
      [30, undefined],
      [10, undefined],
      [10, undefined],
    ]);
  });

  test("keep their own settings where their units are entered as one text", () => {
    expect(field("layers[1].dropout", enterUnits(three(), "3, 4"))?.text).toBe("0.5");
    expect(saysUnits("30,20, 10", three())).toBe(true);
    expect(saysUnits("30, 20", three())).toBe(false);
  });

  test("share one field for what they have in common, which says where they differ", () => {
    expect(sharedField(engine, three(), "activation")).toMatchObject({
      text: "relu",
      isMixed: false,
      isChanged: false,
    });
    const dropout = sharedField(engine, three(), "dropout");
    expect(dropout).toMatchObject({ text: "", isMixed: true, isChanged: true, standard: "0" });
    const alike = enterInAll(three(), dropout, "0.1");
    expect(sharedField(engine, alike, "dropout")).toMatchObject({ text: "0.1", isMixed: false });
    expect(recipeOf(engine, alike).layers?.map((layer) => layer.dropout)).toEqual([0.1, 0.1, 0.1, undefined]);
    expect(enterInAll(alike, dropout, "0")).toEqual(enterUnits(emptyDraft, "30, 20, 10"));
  });
});

/** Every setting there is, by its place, with the way to make it count. */
function* walk(
  settings: SettingInfo[],
  path = "",
): Generator<{ setting: SettingInfo; path: string; chooser?: string }> {
  for (const setting of settings) {
    const chooser = setting.chosenBy && path + setting.chosenBy;
    if (setting.kind !== "list" && setting.kind !== "group") yield { setting, path: path + setting.name, chooser };
    if (setting.kind === "group" && setting.optional) yield { setting, path: path + setting.name };
    if (setting.kind === "list") yield* walk(setting.settings ?? [], `${path}${setting.name}[0].`);
    if (setting.kind === "group") yield* walk(setting.settings ?? [], `${path}${setting.name}.`);
  }
}

describe("every setting of the engine", () => {
  test("is a field, in view or in a group, or is one that the page decides, for a reason", () => {
    const missing: string[] = [];
    let count = 0;
    for (const { setting, path, chooser } of walk(engine.settings)) {
      count++;
      if (path in decided) {
        expect(decided[path]).toMatch(/^\p{Lu}.{10,}\.$/u);
        continue;
      }
      const optional = engine.settings.find(({ name, optional }) => optional && path.startsWith(`${name}.`));
      const draft = entered({
        ...(optional && { [optional.name]: "true" }),
        ...(chooser && { [chooser]: setting.readers?.[0] ?? "" }),
      });
      const found = field(path, draft);
      if (!found) missing.push(path);
      else if (chooser) {
        const rules = everyField(engine, draft).find(({ path }) => path === chooser)?.setting.choices ?? [];
        for (const { name } of rules) {
          const isThere = field(path, entered({ [chooser]: name }, draft)) !== undefined;
          expect(isThere, `${path} with ${name}`).toBe(setting.readers?.includes(name));
        }
      }
    }
    expect(missing).toEqual([]);
    expect(count).toBeGreaterThan(30);
  });

  test("is where a person would look for it", () => {
    const all = entered({ optimizer: "adamw", "schedule.rule": "cosine", earlyStopping: "true" });
    const groups = groupsOf(engine, all);
    const paths = (group: Field[]) => group.map(({ path }) => path);
    expect(paths(groups.network)).toEqual(["seed", "loss"]);
    expect(paths(groups.training)).toEqual(["beta1", "beta2", "epsilon", "weightDecay"]);
    expect(paths(groups.handwriting)).toEqual([
      ...["written", "warped", "shift", "uses"].map((name) => `augmentation.${name}`),
      ...["variety", "proportions", "slant", "wobble", "haste", "tremor", "pen"].map(
        (name) => `augmentation.writer.${name}`,
      ),
      ...["rotation", "shear", "scale", "elastic", "thickness"].map((name) => `augmentation.warp.${name}`),
      "data.deslant",
    ]);
    expect(paths(groups.regularisation)).toEqual([
      ...["earlyStopping", "earlyStopping.patience", "earlyStopping.leastProgress", "labelSmoothing"],
      ...["l1", "l2", "maxNorm", "clipNorm", "clipValue"],
    ]);
    expect(paths(groups.schedule)).toEqual([
      "schedule.rule",
      "schedule.period",
      "schedule.floor",
      "schedule.warmupSteps",
    ]);
    const [hidden, output] = layersOf(engine, emptyDraft);
    expect(hidden?.map(({ key }) => key)).toEqual([
      ...["units", "activation", "weights", "biases", "batchNormalization", "dropout"],
    ]);
    expect(output?.map(({ key }) => key)).toEqual(["activation", "weights", "biases", "batchNormalization"]);
  });

  test("what the page decides is nothing that the engine does not know", () => {
    const known = [...walk(engine.settings)].map(({ path }) => path.replace("layers[0]", "output"));
    for (const path of Object.keys(decided)) expect(known).toContain(path);
  });

  test("each field has a place of its own", () => {
    const fields = everyField(engine, emptyDraft);
    expect(new Set(fields.map(({ path }) => path)).size).toBe(fields.length);
  });

  test("each field has a name of its own, which tells of one group around it, and not of one around that", () => {
    const draft = entered({ optimizer: "adamw", "schedule.rule": "cosine", earlyStopping: "true" });
    const names = everyField(engine, draft).map(({ name }) => name);
    expect(names).toContain("Variety of forms (writer)");
    expect(names.filter((name) => (name.match(/\(/g) ?? []).length > 1)).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe("a setting that is new to the page", () => {
  const help = "Nobody has heard of it.";
  const made: SettingInfo[] = [
    {
      name: "wobble",
      title: "Wobble",
      help,
      kind: "number",
      allowed: "a number from 0 to 1",
      least: 0,
      most: 1,
      default: 0.5,
    },
    {
      name: "shape",
      title: "Shape",
      help,
      kind: "choice",
      choices: [{ name: "round" }, { name: "square" }],
      default: "round",
    },
    { name: "corners", title: "Corners", help, kind: "whole", default: 4, chosenBy: "shape", readers: ["square"] },
    { name: "loud", title: "Loud", help, kind: "truth", default: false },
    { name: "offsets", title: "Offsets", help, kind: "numbers", optional: true },
    { name: "names", title: "Names", help, kind: "texts", optional: true },
    { name: "motto", title: "Motto", help, kind: "text", optional: true },
  ];
  const group = (name: string, optional?: boolean): SettingInfo => {
    return { name, title: name, help, kind: "group", settings: made, ...(optional && { optional }) };
  };
  const withMade = (): Description => {
    const layers = engine.settings.find(({ name }) => name === "layers") as SettingInfo;
    const others = engine.settings.filter((setting) => setting !== layers);
    const settings = [...others, ...made, group("depth"), group("extra", true)];
    return { ...engine, settings: [...settings, { ...layers, settings: [...(layers.settings ?? []), ...made] }] };
  };

  test("is a field with its help and its range, alone, in a group and in every layer", () => {
    const description = withMade();
    const draft = entered({ extra: "true" }, emptyDraft, description);
    for (const place of ["", "depth.", "extra.", "layers[0].", "layers[1]."]) {
      expect(field(`${place}wobble`, draft, description)).toMatchObject({
        ...{ text: "0.5", standard: "0.5", isChanged: false },
        setting: { title: "Wobble", help, allowed: "a number from 0 to 1" },
      });
      expect(field(`${place}corners`, draft, description)).toBeUndefined();
      const square = entered({ [`${place}shape`]: "square" }, draft, description);
      expect(field(`${place}corners`, square, description)?.text).toBe("4");
    }
    const grouped = groupNames.flatMap((name) => groupsOf(description, draft)[name]).map(({ path }) => path);
    for (const path of ["wobble", "depth.wobble", "extra.wobble"]) expect(grouped).toContain(path);
  });

  test("of each kind is understood", () => {
    const description = withMade();
    const draft = entered(
      { wobble: "0.7", loud: "true", offsets: "1, 2.5", names: "a, b", motto: "go", shape: "square", corners: "5" },
      emptyDraft,
      description,
    );
    expect(recipeOf(description, draft)).toEqual({
      ...first,
      ...{ wobble: 0.7, loud: true, offsets: [1, 2.5], names: ["a", "b"], motto: "go", shape: "square", corners: 5 },
    });
  });

  test("of the network starts a new one", () => {
    const description = { ...withMade(), ofNetwork: [...engine.ofNetwork, "wobble"] };
    const wobble = field("wobble", emptyDraft, description) as Field;
    expect(groupOf(wobble, description)).toBe("network");
  });
});

test("what was given is told in the figures that were entered, and a name as the engine shows it", () => {
  const dropout = { ...(field("layers[0].dropout") as Field), text: " 0.99999999999" };
  expect(givenIn(dropout, "1")).toBe("0.99999999999");
  expect(givenIn(field("optimizer") as Field, '"sdg"')).toBe('"sdg"');
});

test("before the engine has told of its settings there is a field for each that is in view", () => {
  expect([...fieldsByPath(undescribed, emptyDraft).keys()].sort()).toEqual(
    ["batchSize", "data.examples", "epochs", "learningRate", "optimizer"].sort(),
  );
  for (const name of ["units", "dropout", "activation"]) {
    expect(sharedField(undescribed, emptyDraft, name).setting.name).toBe(name);
  }
  for (const { setting, path } of everyField(undescribed, emptyDraft)) {
    const described = field(path)?.setting;
    if (!["units", "examples"].includes(setting.name)) expect(setting.title).toBe(described?.title);
  }
});

test("whether a setting counts goes by the default where nothing is chosen", () => {
  const rule: SettingInfo = { name: "rule", title: "", help: "", kind: "choice", default: "a" };
  const reader: SettingInfo = { name: "own", title: "", help: "", kind: "whole", chosenBy: "rule", readers: ["a"] };
  expect(isRead(reader, [rule, reader], {})).toBe(true);
  expect(isRead(reader, [rule, reader], { rule: "b" })).toBe(false);
  expect(isRead(rule, [rule, reader], {})).toBe(true);
});

describe("gentlerRate", () => {
  test.each([
    ["the optimizer's usual one", "1e20", "0.001", 1e20, "0.001"],
    ["a tenth of one that was already the usual", "0.2", "0.2", 0.2, "0.02"],
    ["a tenth of one below the usual", "0.03", "0.2", 0.03, "0.003"],
    ["a lower one that stands in the form by then", "0.1", "0.2", 1e6, "0.1"],
    ["the usual one again where the form holds a higher one", "1e9", "0.2", 1e6, "0.2"],
    ["the usual one where the form holds no number", "much", "0.02", 1e6, "0.02"],
    ["the usual one where the form held no number either", "much", "0.02", Number.NaN, "0.02"],
  ])("gives %s", (_, text, standard, diverged, expected) => {
    expect(gentlerRate({ text, standard }, diverged)).toBe(expected);
  });
});
