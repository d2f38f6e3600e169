/** A table speaks the language of the moment, in each of its parts, and English until the other is there. */

import { computed } from "@preact/signals";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

const english = { hello: "Hello", part: { times: (n: number) => `${n} times`, deep: { end: "end" } }, list: ["a"] };
const chinese: typeof english = { hello: "你好", part: { times: (n) => `${n} 次`, deep: { end: "完" } }, list: ["甲"] };

type Module = typeof import("../../../../web/src/app/words/language.ts");
let words: Module;
let stored: Map<string, string>;

beforeEach(async () => {
  stored = new Map();
  vi.stubGlobal("document", { documentElement: { lang: "" } });
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  });
  speaking("en-GB");
  vi.resetModules();
  words = await import("../../../../web/src/app/words/language.ts");
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const speaking = (...languages: string[]) => vi.stubGlobal("navigator", { languages });
const there = async () => chinese;

test("a part that was kept says it in the other language, and what follows signals says it anew", async () => {
  const table = words.inLanguage(english, there);
  const { part } = table;
  const { deep } = part;
  const said = computed(() => `${table.hello} ${part.times(2)} ${deep.end} ${table.list[0]}`);
  expect(said.value).toBe("Hello 2 times end a");
  await words.speak("zh-CN");
  expect(said.value).toBe("你好 2 次 完 甲");
  await words.speak("en");
  expect(said.value).toBe("Hello 2 times end a");
});

test("its parts are the same ones each time, and can be listed and spread", async () => {
  const table = words.inLanguage(english, there);
  expect(table.part).toBe(table.part);
  await words.speak("zh-CN");
  expect(Object.keys({ ...table.part })).toEqual(["times", "deep"]);
  expect({ ...table }.hello).toBe("你好");
});

test("a visit begins in the language that was chosen, or the first of the browser's that there is", () => {
  const begun = () => {
    words.speakAsBefore();
    return [words.language.value, document.documentElement.lang];
  };
  expect(begun()).toEqual(["en", "en"]);
  speaking("fr", "zh-TW", "en");
  expect(begun()).toEqual(["zh-CN", "zh-CN"]);
  speaking("fr");
  expect(begun()).toEqual(["en", "en"]);
  stored.set("inkling-language", "zh-CN");
  expect(begun()).toEqual(["zh-CN", "zh-CN"]);
  stored.set("inkling-language", "tlh");
  expect(begun()).toEqual(["en", "en"]);
});

test("without storage the choice holds for the visit", async () => {
  const refuse = () => {
    throw new Error("SecurityError");
  };
  vi.stubGlobal("localStorage", { getItem: refuse, setItem: refuse });
  words.speakAsBefore();
  await words.speak("zh-CN");
  expect(words.language.value).toBe("zh-CN");
});

test("texts that do not come change nothing, and are fetched again", async () => {
  const fetch = vi.fn(there).mockRejectedValueOnce(new Error("offline"));
  const table = words.inLanguage(english, fetch);
  await expect(words.speak("zh-CN")).rejects.toThrow("offline");
  expect([table.hello, words.language.value, stored.size]).toEqual(["Hello", "en", 0]);
  await words.speak("zh-CN");
  expect(table.hello).toBe("你好");
});

test("a table that comes later speaks English until its Chinese is there, which can be waited for", async () => {
  await words.speak("zh-CN");
  const table = words.inLanguage(english, there);
  expect(table.hello).toBe("Hello");
  await words.textsArrive();
  expect(table.hello).toBe("你好");
});
