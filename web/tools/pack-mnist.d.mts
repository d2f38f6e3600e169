/** Lets TypeScript import `pack-mnist.mjs`, which describes this. */

export function packMnist(source: string, target: string): Promise<boolean>;
