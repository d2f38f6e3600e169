/** The two networks of the lesson, with the numbers that they begin with. */

export interface Network {
  /** Of its inputs, and of each layer. */
  units: readonly number[];
  /** How many examples the step is about. */
  examples: number;
  /** By the names of their matrices: see `step.ts`. Rows one after another. */
  numbers: Readonly<Record<string, readonly number[]>>;
}

/** One unit in each of three layers. */
const chain: Network = {
  units: [1, 1, 1, 1],
  examples: 1,
  numbers: {
    ...{ x: [10], t: [1], r: [0.5] },
    ...{ w1: [0.1], b1: [0] },
    ...{ w2: [0.5], b2: [0] },
    ...{ w3: [0.4], b3: [0] },
  },
};

/** 2-5-3-1, and three examples. */
const wide: Network = {
  units: [2, 5, 3, 1],
  examples: 3,
  numbers: {
    x: [0, 1, 1, 0, 1, 1],
    t: [1, 1, 0],
    r: [0.5],
    w1: [0.5, -0.4, 0.9, 0.2, -0.7, -0.3, 0.8, 0.6, -0.5, 0.1],
    b1: [0.1, -0.2, 0, 0.3, 0.2],
    w2: [0.7, -0.6, 0.2, -0.1, 0.4, 0.5, 0.3, 0.8, -0.9, -0.5, 0.6, 0.1, 0.9, -0.2, 0.4],
    b2: [0, 0.1, -0.3],
    w3: [0.6, -0.8, 0.7],
    b3: [0.2],
  },
};

export const networks = { chain, wide };
export type NetworkName = keyof typeof networks;
export const networkNames = Object.keys(networks) as NetworkName[];
