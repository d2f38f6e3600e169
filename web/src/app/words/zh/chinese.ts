/** How Chinese is written: numbers and lists, and no blanks between words, which the style sheet spaces from digits. */

import { formatsFor } from "../formats.ts";

export const formats = formatsFor("zh-CN");
const { count } = formats;

/** As a person would write it; what is very large or very small as a program does. */
export const exact = (number: number) =>
  Number.isInteger(number) && Math.abs(number) < 1e15 ? count(number) : String(number);

/** With two figures. */
export const rounded = (number: number) => exact(Number(number.toPrecision(2)));
