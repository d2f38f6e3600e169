/** How English is written: numbers, lists, articles. */

import { formatsFor } from "../formats.ts";

// Of the kinds of English, the one whose lists have no comma before "and".
export const formats = formatsFor("en-GB");
const { count } = formats;

export const drawingForms = { one: "drawing", other: "drawings" };

/** It begins with a vowel in English. */
export const aDigit = (digit: number) => `${digit === 8 ? "an" : "a"} ${digit}`;

/** As a person would write it; what is very large or very small as a program does. */
export const exact = (number: number) =>
  Number.isInteger(number) && Math.abs(number) < 1e15 ? count(number) : String(number);

/** With two figures. */
export const rounded = (number: number) => exact(Number(number.toPrecision(2)));

export const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
