/** What the library offers, but for `load`, of which browsers and Node each have their own. */

export type { Numbers } from "./arrays.ts";
export { Dataset, Scaler } from "./dataset.ts";
export { type ErrorCode, InklingError } from "./errors.ts";
export type * from "./info.ts";
export type { Claim, Course, Digits, Inkling, Link, Run, TableContent } from "./inkling.ts";
export type { LoadOptions } from "./loading.ts";
export { Network, Perceptron } from "./network.ts";
export type * from "./settings.ts";
export { Checkpoint, type EpochListener, Trainer } from "./trainer.ts";
