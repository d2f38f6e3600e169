/**
 * Workload F: how soon each system reads 97 % of the test digits right, each with the best of a few settings.
 *
 * The settings are those of workloads.json. Each system is warmed up on a network that is thrown away; then it begins
 * with the same weights as all others, sees the digits in the same order, and reads the test digits every quarter of an
 * epoch. Only training counts, up to the first reading that is good enough.
 *
 * Fast systems try every setting, taking turns. Slow ones would take too long: each is clocked on every setting, and
 * tries only those with which it will be there soonest, judged by the epochs that Inkling needed.
 */

import { describeWorkload, median, race, speed, warmUp } from "./measure.mjs";
import { percent, ratioOr } from "./report.mjs";
import { saveStart } from "./systems.mjs";

const digitsPerEpoch = 60_000;
const grid = race.grid.map((setting) => ({ ...race.common, ...setting, seed: race.seeds[0] }));

function nameOf(setting) {
  return `${describeWorkload(setting)} ${setting.learningRate}`;
}

export function medianSeconds({ runs }) {
  return median(runs.map(({ seconds }) => seconds));
}

function medianEpochs({ runs }) {
  return median(runs.map(({ epochs }) => epochs));
}

/** Trains from the beginning to the first reading that is good enough, or for as many epochs as are allowed. */
async function runOnce(system, { batchSize }, seed) {
  await system.call("reset", seed);
  const stepsPerEpoch = Math.ceil(digitsPerEpoch / batchSize);
  let step = 0;
  let seconds = 0;
  const readings = [];
  while (readings.length < race.epochs * race.readingsPerEpoch && !(readings.at(-1) >= race.accuracy)) {
    const next = Math.round(((readings.length + 1) * stepsPerEpoch) / race.readingsPerEpoch);
    seconds += (await system.call("run", next - step)).seconds;
    step = next;
    readings.push((await system.call("evaluate")).correct / 10_000);
  }
  const reached = readings.at(-1) >= race.accuracy;
  return { seed, reached, epochs: readings.length / race.readingsPerEpoch, seconds, readings };
}

/** On one setting those systems that can do it, taking turns seed by seed. */
async function raceWith(setting, systems, { seconds }) {
  const entrants = [];
  for (const { name, open, cannot, handicaps } of systems) {
    if (cannot?.(setting)) continue;
    const system = await open(setting);
    await warmUp(system, seconds);
    entrants.push({ name, system, handicaps, runs: [] });
  }
  for (const seed of race.seeds) {
    for (const { system, runs } of entrants) runs.push(await runOnce(system, setting, seed));
  }
  for (const { system } of entrants) await system.close();
  console.log(`F: ${entrants.map(({ name }) => name).join(", ")} with ${nameOf(setting)}`);
  return entrants.map(({ system, ...result }) => ({ ...result, workload: race.name, setting: nameOf(setting) }));
}

/** The settings with which a slow system will be there soonest. */
async function mostPromising({ open, cannot }, inkling, { seconds }) {
  const candidates = [];
  for (const setting of grid.filter((setting) => !cannot?.(setting))) {
    const epochs = medianEpochs(inkling.find((result) => result.setting === nameOf(setting)));
    const system = await open(setting);
    const digitsPerSecond = await speed(system, await warmUp(system, seconds));
    await system.close();
    candidates.push({ setting, expected: (epochs * digitsPerEpoch) / digitsPerSecond });
  }
  candidates.sort((one, other) => one.expected - other.expected);
  return candidates.slice(0, race.settingsOfSlowPeers).map(({ setting }) => setting);
}

export async function runRace(systems, options) {
  for (const setting of grid) await saveStart(setting, race.seeds);
  const results = [];
  const fast = systems.filter(({ isSlow }) => !isSlow);
  for (const setting of grid) results.push(...(await raceWith(setting, fast, options)));
  const inkling = results.filter(({ name }) => name === systems[0].name);
  for (const system of systems.filter(({ isSlow }) => isSlow)) {
    for (const setting of await mostPromising(system, inkling, options)) {
      results.push(...(await raceWith(setting, [system], options)));
    }
  }
  return results;
}

/** Of one system: the result whose every run got there, and soonest. */
export function bestOf(results, name) {
  return results
    .filter((result) => result.name === name && result.runs.every(({ reached }) => reached))
    .sort((one, other) => medianSeconds(one) - medianSeconds(other))[0];
}

function timesSooner(own, other) {
  return ratioOr([own, other], () => `${(medianSeconds(other) / medianSeconds(own)).toFixed(2)} x sooner`);
}

function winnerRow(results, name, ours) {
  const best = bestOf(results, name);
  if (!best) return [name, `not in ${race.epochs} epochs`, "", "", "", ...ours.map(() => "")];
  return [
    name,
    best.setting,
    String(medianEpochs(best)),
    medianSeconds(best).toFixed(2),
    percent(median(best.runs.map(({ readings }) => readings.at(-1))), 2),
    ...ours.map((own) => (own ? timesSooner(own, best) : "")),
  ];
}

function cell(results, name, setting) {
  const result = results.find((result) => result.name === name && result.setting === setting);
  if (!result) return "–";
  if (!result.runs.every(({ reached }) => reached)) return "not reached";
  return `${medianEpochs(result)} ep., ${medianSeconds(result).toFixed(2)} s`;
}

export function printRace(report, results) {
  const names = [...new Set(results.map(({ name }) => name))];
  const ours = names.filter((name) => name.startsWith("Inkling"));
  report.table(
    [
      `${race.name}  to ${percent(race.accuracy)} of the test digits`,
      "with",
      "epochs",
      "seconds",
      "right",
      ...ours.map((name) => `${name} is`),
    ],
    names.map((name) =>
      winnerRow(
        results,
        name,
        ours.map((own) => bestOf(results, own)),
      ),
    ),
  );
  report.table(
    [`${race.name}  every setting`, ...names],
    grid.map((setting) => [nameOf(setting), ...names.map((name) => cell(results, name, nameOf(setting)))]),
  );
  report.note(
    `${race.name}: seconds of training alone, up to the first reading of the test digits that is good enough, of ` +
      `${race.readingsPerEpoch} in each epoch; the readings' own time is not counted. Medians over the seeds ` +
      `${race.seeds.join(", ")}. Slow systems try only settings with which they are soonest there, by ` +
      `their measured speed and the epochs that Inkling needed: ${race.settingsOfSlowPeers} each.`,
  );
}
