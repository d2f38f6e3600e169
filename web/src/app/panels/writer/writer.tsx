/** What opens the sheet of written digits, whose code is fetched when it is first opened. */

import "./writer.css";
import { useSignal } from "@preact/signals";
import { inklingError } from "../../../protocol.ts";
import type { Run } from "../../run/run.ts";
import { Disclosure } from "../../shared/disclosure.tsx";
import { words } from "../../words/words.ts";
import type { StrengthField, StrengthForm } from "./written.ts";

const says = words.writer;

interface WriterProps<Field extends StrengthField> {
  run: Run;
  form: StrengthForm<Field>;
}

export function Writer<Field extends StrengthField>({ run, form }: WriterProps<Field>) {
  const isOpen = useSignal(false);
  const code = useSignal<typeof import("./sheet.tsx") | undefined>(undefined);

  const fetchCode = () =>
    run.attempt(async () => {
      code.value ??= await import("./sheet.tsx").catch(() => {
        throw inklingError("unavailable", says.notFetched);
      });
    });

  function toggle(): void {
    isOpen.value = !isOpen.value;
    if (isOpen.value) fetchCode();
  }

  return (
    <div class="writer">
      <Disclosure
        name={says.title}
        testId="writer"
        isOpen={isOpen.value}
        controls="written"
        isDisabled={!form.isDescribed.value}
        onToggle={toggle}
      />
      {isOpen.value && code.value && <code.value.Sheet run={run} form={form} />}
    </div>
  );
}
