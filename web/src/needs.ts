/** What Inkling needs of a browser beyond the language itself, and what to say where it is missing. */

/** The languages of the page, by their tags. */
type Language = "en" | "zh-CN";

export const browsers = "Inkling runs in Chrome and Edge from version 114, Firefox from 125 and Safari from 17.";

const header = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
/** One function without arguments, of type 0. */
const oneFunction = [3, 2, 1, 0];

/** A function that gives a vector. */
const simdModule = [
  ...header,
  ...[1, 5, 1, 0x60, 0, 1, 0x7b], // () -> v128
  ...oneFunction,
  ...[10, 8, 1, 6, 0, 0x41, 0, 0xfd, 0x0f, 0x0b], // i32.const 0, i8x16.splat
];

/** A function with a `try` and its `catch_all`. */
const exceptionsModule = [
  ...header,
  ...[1, 4, 1, 0x60, 0, 0], // () -> ()
  ...oneFunction,
  ...[10, 8, 1, 6, 0, 0x06, 0x40, 0x19, 0x0b, 0x0b], // try, catch_all, end
];

const isValid = (module: number[]) => WebAssembly.validate(new Uint8Array(module));

/** In the order in which they are worth telling: where there is no WebAssembly at all, nothing else counts. */
const needs: ({ isThere(): boolean } & Record<Language, string>)[] = [
  {
    isThere: () => typeof WebAssembly === "object",
    en: "WebAssembly, which strict security settings switch off",
    "zh-CN": "WebAssembly（严格的安全设置会将其关闭）",
  },
  {
    isThere: () => isValid(simdModule),
    en: "WebAssembly's vector instructions (SIMD), with which the network computes",
    "zh-CN": "WebAssembly的向量指令（SIMD），网络靠它计算",
  },
  {
    isThere: () => isValid(exceptionsModule),
    en: "WebAssembly's exceptions",
    "zh-CN": "WebAssembly的异常处理",
  },
  {
    isThere: () => typeof DecompressionStream === "function",
    en: "DecompressionStream, which unpacks the digits",
    "zh-CN": "DecompressionStream，解压数字要用它",
  },
];

const sentences: Record<Language, (need: string) => string> = {
  en: (need) => `This browser lacks ${need}. ${browsers}`,
  "zh-CN": (need) => `此浏览器缺少${need}。Inkling需要Chrome或Edge 114、Firefox 125、Safari 17以上的版本。`,
};

/** A sentence about the first thing that this browser lacks; undefined where nothing is missing. */
export function whatIsMissing(language: Language = "en"): string | undefined {
  const missing = needs.find(({ isThere }) => !isThere());
  return missing && sentences[language](missing[language]);
}
