/** What the page says of the runs that are kept, and of two that race. */

import { formats } from "./english.ts";

const { count, counted } = formats;

export const runs = {
  title: "All runs",
  none: "Nothing has been trained yet. Every run of the lab is kept here, on this device, with its curves and its settings.",
  changedFrom: (changed: string, step: number) => `${changed}, from step ${count(step)}`,
  from: (step: number) => `From step ${count(step)}`,
  again: "The same again",
  underWay: "in the lab",

  tableName: "Runs: the settings in which they differ, and their scores",
  curve: "Curve",
  columns: {
    name: "Run",
    best: "Best",
    last: "Last",
    epochs: "Epochs",
    seconds: "Time",
    began: "Begun",
  },
  time: (time: number) => formats.time(time),
  showCurve: (name: string) => `Show the curve of ${name}`,
  fullOfCurves: (most: number) => `More than ${count(most)} curves are not to be told apart: hide another one first.`,
  rename: "Rename",
  open: "Open",
  openName: (name: string) => `Make ${name} again in the lab`,
  remove: "Delete",
  removeName: (name: string) => `Delete ${name}`,
  removed: "The run is deleted.",
  undo: "Undo",
  exportJson: "Export JSON",
  exportCsv: "Export CSV",
  fileName: "inkling runs",
  notKept: ({ reason, message }: { reason: string; message?: string }) =>
    ({
      refused: "This browser does not let the page keep anything: these runs are gone when you leave.",
      full: "There is no room left on this device: what was trained last is gone when you leave, unless you delete something.",
    })[reason] ?? `These runs cannot be kept (${message}): they are gone when you leave.`,
};

export const race = {
  title: "Race",
  ownCores: (cores: number) =>
    `Both train at the same time, by their settings from the beginning, each in a worker of its own. This device has ${count(cores)} cores, so that each can have one, but they share memory and heat: neither may be as fast as alone.`,
  sharedCores: (cores: number) =>
    `Both train at the same time, by their settings from the beginning, each in a worker of its own. This device has ${counted(cores, { one: "core", other: "cores" })}, which they share with this page: neither is as fast as alone.`,
  lab: "The lab’s settings",
  first: "First",
  second: "Second",
  start: "Race",
  stop: "Stop",
  lane: (lane: number, name: string) => `${lane}: ${name}`,
  epochs: (epochs: number) => `epoch ${count(epochs)}`,
  speed: (digits: string) => `${digits} digits/s`,
  running: "Racing …",
  stopped: "Stopped.",
  ahead: (name: string, accuracy: string, other: string, seconds: string, otherSeconds: string) =>
    `${name} is ahead: ${accuracy} after ${seconds}, against ${other} after ${otherSeconds}.`,
  level: (accuracy: string, _: string, seconds: string, otherSeconds: string) =>
    `They are level at ${accuracy}, after ${seconds} and ${otherSeconds}.`,
};
