/** Hands as a file, and what a file adds to those that are there: `{"width", "height", "samples": [{"label", "writer", "strokes": [[x, y, x, y, …], …]}]}`. */

import { failure } from "../../run/said.ts";
import { handWords } from "../../words/hand.ts";
import type { Saying } from "../../words/language.ts";
import {
  type Contents,
  type Drawing,
  type Edit,
  longestName,
  mostDrawings,
  newId,
  padSide,
  sameStrokes,
  tidyName,
} from "./drawings.ts";

const says = handWords.file;

export const mostBytes = 32_000_000;

/** Of one drawing; a pen that writes for half a minute makes fewer. */
const mostPoints = 10_000;

/** So many are read in a few milliseconds. */
const samplesAtOnce = 1000;

/** A drawing as a file has it: of somebody with this name. */
export interface Sample {
  readonly writer: string;
  readonly label: number;
  readonly strokes: Drawing["strokes"];
}

export function writeFile({ hands, drawings }: Contents): string {
  const samples = [...drawings.values()].flatMap(({ hand, label, strokes }) => {
    const writer = hands.get(hand)?.name;
    return writer === undefined ? [] : [{ label, writer, strokes }];
  });
  return JSON.stringify({ width: padSide, height: padSide, samples });
}

/** What is new of the samples, by hands of the names that they have; and how many drawings that are. */
export function merge(contents: Contents, samples: readonly Sample[]): { edits: Edit[]; drawn: number } {
  const ids = new Map([...contents.hands.values()].map(({ id, name }) => [name.toLowerCase(), id]));
  const known = new Set([...contents.drawings.values()].map(({ hand, strokes }) => hand + sameStrokes(strokes)));
  const hands: Edit[] = [];
  const drawings: Edit[] = [];
  const now = Date.now();
  for (const { writer, label, strokes } of samples) {
    let hand = ids.get(writer.toLowerCase());
    if (hand === undefined) {
      hand = newId();
      ids.set(writer.toLowerCase(), hand);
      hands.push({ table: "hands", after: { id: hand, name: writer } });
    }
    const drawing = hand + sameStrokes(strokes);
    if (known.has(drawing)) continue;
    known.add(drawing);
    drawings.push({ table: "drawings", after: { id: newId(), hand, label, strokes, time: now + drawings.length } });
  }
  return { edits: [...hands, ...drawings], drawn: drawings.length };
}

/** Throws an error whose message says what is wrong, and where; `name` is the file's. */
export async function readFile(file: Pick<File, "name" | "size" | "text">): Promise<Sample[]> {
  if (file.size > mostBytes) throw damaged(() => says.tooLarge(file.name, file.size / 1e6, mostBytes / 1e6));
  let text: string;
  try {
    text = await file.text();
  } catch {
    throw damaged(() => says.unreadable(file.name));
  }
  return parseFile(text, file.name);
}

/** A class's file is long: the page hears what else is done in between. */
export async function parseFile(text: string, name: string): Promise<Sample[]> {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw damaged(() => says.notJson(name, (error as Error).message));
  }
  const refuse: Refuse = (place, given, allowed) => {
    throw damaged(() => says.refused(name, place, shown(given), allowed()));
  };
  if (!isObject(content) || !Array.isArray(content.samples)) throw damaged(() => says.foreign(name));
  const { width, height, samples } = content;
  for (const [side, length] of Object.entries({ width, height })) {
    if (!isNumber(length) || length <= 0) refuse(side, length, () => says.positive);
  }
  if (samples.length > mostDrawings) refuse("samples", samples.length, () => says.atMost(mostDrawings));
  const scale = padSide / Math.max(width as number, height as number);
  const read: Sample[] = [];
  for (const [i, sample] of samples.entries()) {
    if (i % samplesAtOnce === 0) await new Promise((resolve) => setTimeout(resolve));
    read.push(readSample(sample, `samples[${i}]`, scale, refuse));
  }
  return read;
}

type Refuse = (place: string, given: unknown, allowed: Saying) => never;

const damaged = (say: Saying) => failure("bad_data", say);

function readSample(sample: unknown, place: string, scale: number, refuse: Refuse): Sample {
  if (!isObject(sample)) return refuse(place, sample, () => says.object);
  const { label, writer, strokes } = sample;
  if (!isNumber(label) || !Number.isInteger(label) || label < 0 || label > 9) {
    return refuse(`${place}.label`, label, () => says.digit);
  }
  const name = isNumber(writer) ? says.writer(writer) : typeof writer === "string" ? tidyName(writer) : "";
  if (name === "" || name.length > longestName) return refuse(`${place}.writer`, writer, () => says.name(longestName));
  if (!Array.isArray(strokes) || strokes.length === 0) return refuse(`${place}.strokes`, strokes, () => says.strokes);
  const points = strokes.reduce((sum, stroke) => sum + (Array.isArray(stroke) ? stroke.length / 2 : 0), 0);
  if (points > mostPoints) return refuse(`${place}.strokes`, points, () => says.pointsAtMost(mostPoints));
  return {
    writer: name,
    label,
    strokes: strokes.map((stroke, i) => readStroke(stroke, `${place}.strokes[${i}]`, scale, refuse)),
  };
}

function readStroke(stroke: unknown, place: string, scale: number, refuse: Refuse): number[] {
  if (!Array.isArray(stroke) || stroke.length === 0 || stroke.length % 2 > 0)
    return refuse(place, stroke, () => says.pairs);
  return stroke.map((coordinate, i) => {
    const at = `${place}[${i}]`;
    if (!isNumber(coordinate)) return refuse(at, coordinate, () => says.number);
    const scaled = Math.round(coordinate * scale);
    const isOnPad = scaled >= 0 && scaled <= padSide;
    return isOnPad ? scaled : refuse(at, coordinate, () => says.between(0, padSide / scale));
  });
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);

/** What was given, short enough for a message. */
function shown(given: unknown): string {
  if (given === undefined) return says.missing;
  const text = JSON.stringify(given);
  return text.length > 40 ? `${text.slice(0, 37)}…` : text;
}
