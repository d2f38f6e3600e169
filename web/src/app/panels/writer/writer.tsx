/** The sheet of written digits, whose code is fetched when it is first shown. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Run } from "../../run/run.ts";
import { failure } from "../../run/said.ts";
import { words } from "../../words/words.ts";
import type { StrengthField, StrengthForm } from "./written.ts";

interface WriterProps<Field extends StrengthField> {
  run: Run;
  form: StrengthForm<Field>;
}

export function Writer<Field extends StrengthField>({ run, form }: WriterProps<Field>) {
  const code = useSignal<typeof import("./sheet.tsx") | undefined>(undefined);

  useEffect(() => {
    run.attempt(async () => {
      code.value ??= await import("./sheet.tsx").catch(() => {
        throw failure("unavailable", () => words.notFetched);
      });
    });
  }, []);

  return code.value ? <code.value.Sheet run={run} form={form} /> : null;
}
