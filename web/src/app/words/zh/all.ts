/** Every table in Chinese: whoever reads it fetches it whole. */

export { zh } from "../zh.ts";
export { better } from "./better.ts";
export { embed, send, table } from "./dialogs.ts";
export { engine } from "./engine.ts";
export { hand } from "./hand.ts";
export { links } from "./links.ts";
export { programs } from "./programs.ts";
export { race, runs } from "./runs.ts";
