/** Code that is fetched when it is first needed, and what is said where it cannot be. */

import { type ReadonlySignal, useSignal } from "@preact/signals";
import { words } from "../words/words.ts";

export function useLater<Code>(load: () => Promise<Code>) {
  const code = useSignal<Code | undefined>(undefined);
  const isMissing = useSignal(false);

  return {
    code,
    isMissing,
    /** Undefined where it did not come. Another attempt fetches it again. */
    async fetch(): Promise<Code | undefined> {
      code.value ??= await load().catch(() => undefined);
      isMissing.value = !code.value;
      return code.value;
    },
  };
}

/** Nothing while all came that was asked for: an empty element would take room in a row. */
export const Missing = ({ isMissing }: { isMissing: ReadonlySignal<boolean> }) =>
  isMissing.value ? <span role="alert">{words.notFetched}</span> : null;
