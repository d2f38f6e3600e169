/** To the page's other language, in its own words. */

import { useSignal } from "@preact/signals";
import { type Language, language, languages, speak } from "../words/language.ts";
import { words } from "../words/words.ts";

/** As they call themselves: who looks for theirs reads no other. */
const names: Record<Language, string> = { en: "English", "zh-CN": "中文" };

export function LanguageSwitch() {
  const hasFailed = useSignal(false);
  const choose = async (tongue: Language) => {
    hasFailed.value = await speak(tongue).then(
      () => false,
      () => true,
    );
  };
  return (
    <>
      {languages
        .filter((tongue) => tongue !== language.value)
        .map((tongue, i) => (
          // By its place: whoever has pressed it is still there, on the way back.
          <button key={i} type="button" lang={tongue} translate={false} onClick={() => choose(tongue)}>
            {names[tongue]}
          </button>
        ))}
      {hasFailed.value && <span role="alert">{words.site.languageNotFetched}</span>}
    </>
  );
}
