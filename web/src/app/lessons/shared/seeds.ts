/** Seeds of what a lesson draws at random, as its address has them. */

/** The least and the most that the engine takes. */
export const seeds = [0, 2 ** 32 - 1] as const;

/** Another one; after the last comes the first. */
export const nextSeed = (seed: number, [least, most]: readonly [number, number] = seeds): number =>
  seed >= most ? least : Math.floor(seed) + 1;
