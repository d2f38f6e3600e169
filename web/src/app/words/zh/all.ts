/** Every table in Chinese: whoever reads it fetches it whole. */

export { better } from "../en/better.ts";
export { hand } from "../en/hand.ts";
export { links } from "../en/links.ts";
export { race, runs } from "../en/runs.ts";
export { en as zh } from "../en.ts";
