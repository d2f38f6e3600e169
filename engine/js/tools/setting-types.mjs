/** Writes the TypeScript types of all settings, from what the compiled engine says of them: OUTPUT is a .ts file. */

import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

const [output] = process.argv.slice(2);

async function describe() {
  const library = fileURLToPath(new URL("../node.ts", import.meta.url));
  const { module } = await runnerImport(library, { configFile: false });
  return (await module.load()).settings;
}

/** Interfaces by their names. A group or a list of them has one of its own, named after its field. */
const interfaces = new Map();

function addInterface(name, settings) {
  interfaces.set(name, `export interface ${name} {\n${settings.map(field).join("")}}\n`);
}

function field(setting) {
  const notes = [setting.help];
  if (setting.allowed) notes.push(`Allowed: ${setting.allowed}.`);
  if (setting.default !== undefined && !isRequired(setting)) notes.push(`Default: ${setting.default}.`);
  if (setting.readers) notes.push(`Read where ${setting.chosenBy} is ${setting.readers.join(", ")}.`);
  return `  /** ${notes.join(" ")} */\n  ${setting.name}${isRequired(setting) ? "" : "?"}: ${type(setting)};\n`;
}

/** A setting whose default is not allowed has none. */
function isRequired({ kind, optional, default: standard, least }) {
  return !optional && (kind === "text" || (kind === "whole" && standard < least));
}

function type({ kind, name, choices, settings }) {
  switch (kind) {
    case "truth":
      return "boolean";
    case "whole":
    case "number":
      return "number";
    case "text":
      return "string";
    case "texts":
      return "readonly string[]";
    case "numbers":
      return "readonly number[] | Float32Array | Float64Array";
    case "choice":
      return choices.map((choice) => JSON.stringify(choice.name)).join(" | ");
    case "group":
      return nested(name, settings);
    case "list":
      return `readonly ${nested(name.replace(/s$/, ""), settings)}[]`;
    default:
      throw new Error(`There is no kind of setting called "${kind}".`);
  }
}

function nested(name, settings) {
  const own = `${name[0].toUpperCase()}${name.slice(1)}Settings`;
  addInterface(own, settings);
  return own;
}

for (const [name, settings] of Object.entries(await describe())) addInterface(name, settings);
const head =
  "/** The settings of everything, as the engine describes them. Made by engine/js/tools/setting-types.mjs. */\n\n";
writeFileSync(output, head + [...interfaces.values()].join("\n"));
