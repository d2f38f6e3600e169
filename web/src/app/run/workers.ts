/** How many workers are of use at once. */

/** More workers than these are slower, or take too much memory. */
const MOST_WORKERS = 4;

/** As many as the cores leave beside the page, and one at least. */
export const workersFor = (cores: number): number => Math.max(1, Math.min(MOST_WORKERS, cores - 1));
