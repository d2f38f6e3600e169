/** A run with Inkling's own library for JavaScript, under Node. */
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are those of the programs

import { programsWords as says } from "../words/programs.ts";
import { headingOf } from "./heading.ts";
import { notesOf } from "./notes.ts";
import { classCount, type Plan, targetsOf } from "./plan.ts";
import { apart, enclosed, indented, lines, row, wrapped } from "./text.ts";

const braces = { by: 2, comma: true };

/** As a person would write it. */
export function literal(value: unknown): string {
  if (Array.isArray(value)) return enclosed("[", value.map(literal), "]", braces);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return fields.length === 0
    ? "{}"
    : enclosed(
        "{ ",
        fields.map(([name, inner]) => `${name}: ${literal(inner)}`),
        " }",
        braces,
      );
}

export function heading(title: string, run: string, notes: readonly string[] = []): string {
  return lines(...[title, ...notes, run].map((text) => wrapped(text, "// ")));
}

export function javascript(plan: Plan): string {
  const { title, run } = headingOf(plan, "javascript", "node program.mjs");
  const { source } = plan;
  const readsFiles = source === "mnist" || source === "file";
  return `${lines(
    heading(title, run, [...notesOf(plan, "javascript"), says.build.package]),
    readsFiles && 'import { readFile } from "node:fs/promises";',
    'import { load } from "inkling";',
    "",
    "const inkling = await load();",
    "",
    source === "mnist" || source === "rule" ? ofRecipe(plan) : ofPoints(plan),
    plan.prints === "parameters" && ["", ...printParameters],
  )}\n`;
}

const onEpoch = ({ prints, classes }: Plan): string =>
  prints === "parameters"
    ? ""
    : lines(
        `({ epoch, validation: { loss${classes ? ", accuracy" : ""} } }) =>`,
        `  console.log(\`epoch \${epoch}  loss \${loss.toFixed(6)}${classes ? "  accuracy ${accuracy.toFixed(4)}" : ""}\`)`,
      );

/** A recipe's settings but for these, and but for the version of what wrote it. */
function without(recipe: Plan["recipe"], ...left: string[]): object {
  return Object.fromEntries(Object.entries(recipe).filter(([name]) => ![...left, "inkling"].includes(name)));
}

/** The library makes all of a recipe but MNIST's digits. */
function ofRecipe(plan: Plan): string {
  const isMnist = plan.source === "mnist";
  const told = onEpoch(plan);
  return apart(
    1,
    isMnist && [
      lines(
        'const folder = process.argv[2] ?? "data";',
        "const read = (name) => readFile(`${folder}/${name}-ubyte`);",
        "const digits = async (part) =>",
        "  inkling.images(await read(`${part}-images-idx3`), await read(`${part}-labels-idx1`));",
      ),
      'const data = { training: await digits("train"), validation: await digits("t10k") };',
    ],
    lines(
      `const { trainer, fit } = inkling.run(${literal(without(plan.recipe))}${isMnist ? ", data" : ""});`,
      setParameters(plan),
      `fit(${told});`,
    ),
  );
}

function setParameters({ parameters }: Plan): string | false {
  if (!parameters) return false;
  const layer = ({ weight, bias }: NonNullable<Plan["parameters"]>[number]) =>
    `{ weight: ${enclosed(
      "[",
      weight.map((values) => row(values)),
      "]",
      braces,
    )}, bias: ${row(bias)} }`;
  return `trainer.setParameters(${enclosed("[", parameters.map(layer), "]", braces)});`;
}

/** Points of one's own are learned from by a trainer of its own. */
function ofPoints(plan: Plan): string {
  const trained = {
    ...without(plan.recipe, "data", "earlyStopping"),
    layers: plan.recipe.layers ?? standardLayers(plan),
  };
  const { earlyStopping } = plan.recipe;
  const fit = [
    `epochs: ${plan.epochs}`,
    ...(earlyStopping ? [`earlyStopping: ${literal(earlyStopping)}`] : []),
    ...(plan.prints === "scores" ? [`onEpoch: ${onEpoch(plan)}`] : []),
  ];
  return lines(
    `const points = ${pointsOf(plan)};`,
    enclosed("const trainer = inkling.trainer(", [literal(trained), "points"], ");", braces),
    setParameters(plan),
    `trainer.fit(points, ${fit.some((part) => part.includes("\n")) ? `{\n${indented(fit.join(",\n"), 2)},\n}` : `{ ${fit.join(", ")} }`});`,
  );
}

const standardLayers = ({ layers }: Plan) =>
  layers.map(({ units, activation }) => (activation === "identity" ? { units } : { units, activation }));

function pointsOf(plan: Plan): string {
  const { points = { inputs: [] }, classes } = plan;
  const outputs = plan.layers.at(-1)?.units ?? 0;
  if (plan.source === "file") {
    const names = Array.from({ length: points.inputs[0]?.length ?? 0 }, (_, i) => `x${i + 1}`);
    const named = Array.from({ length: classCount(plan) }, (_, i) => String(i));
    const how = classes && points.labels ? `classes: ${literal(named)}` : "values: true";
    const target = points.labels ? "label" : "target";
    const read = `inkling.csv(await readFile("points.csv"), { target: "${target}", features: ${literal(names)}, ${how} })`;
    return classes && points.labels && outputs === 1 ? `${read}.binary()` : read;
  }
  const inputs = enclosed(
    "[",
    points.inputs.map((values) => row(values)),
    "]",
    braces,
  );
  const answers =
    points.labels && outputs > 1
      ? [`labels: ${row(points.labels)}`, `classes: ${outputs}`]
      : [
          `targets: ${enclosed(
            "[",
            targetsOf(points, outputs).map((values) => row(values)),
            "]",
            braces,
          )}`,
        ];
  return enclosed("inkling.table({ ", [`inputs: ${inputs}`, ...answers], " })", braces);
}

const printParameters = [
  'const exact = (values) => Array.from(values, (value) => Number(value.toPrecision(9))).join(" ");',
  "for (const [i, { weight, bias }] of trainer.parameters().entries()) {",
  "  const units = bias.length;",
  "  for (let at = 0; at < weight.length; at += units) {",
  "    console.log(`W${i + 1} ${exact(weight.subarray(at, at + units))}`);",
  "  }",
  "  console.log(`b${i + 1} ${exact(bias)}`);",
  "}",
];
