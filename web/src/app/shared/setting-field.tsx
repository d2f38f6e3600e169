/** A field for a setting as the engine describes it: what it is, what it may be, and what differs from the default. */

import type { SettingInfo } from "../../protocol.ts";
import { words } from "../words/words.ts";
import { ChangingText } from "./changing-text.tsx";
import { type FieldProps, noteId, SelectField, TextField, termId } from "./field.tsx";
import { optionsOf } from "./options.ts";

const says = words.settings;

export interface SettingFieldProps extends Omit<FieldProps, "term" | "note" | "isChanged"> {
  setting: SettingInfo;
  text: string;
  /** What stands there when nothing was entered; undefined where something must be. */
  standard: string | undefined;
  isChanged: boolean;
  /** Shown where there is no one text. */
  placeholder?: string;
  /** Of what is typed, some to choose from. */
  suggestions?: [value: string, text: string][];
  /** With each key. */
  onType(text: string): void;
  /** When what was typed is entered. */
  onEnter(): void;
  /** What is entered as soon as it is chosen. */
  onChoose(text: string): void;
}

export function SettingField({ onType, onEnter, placeholder, suggestions, ...field }: SettingFieldProps) {
  const { setting, text, onChoose } = field;
  const common = { ...field, ...saidOf(field) };
  const options = optionsOf(setting);
  if (!options) {
    const inputMode = ({ number: "decimal", whole: "numeric" } as const)[setting.kind as string] ?? "text";
    return <TextField {...common} {...{ inputMode, placeholder, suggestions, onType, onEnter }} value={text} />;
  }
  const unlisted: [string, string][] = options.some(([value]) => value === text) ? [] : [[text, placeholder ?? ""]];
  return <SelectField {...common} onChoose={onChoose} value={text} options={[...unlisted, ...options]} />;
}

/** What the engine says of a setting, and the way back to its default. */
export function saidOf(field: NoteProps & Pick<SettingFieldProps, "onChoose">): Pick<FieldProps, "term" | "note"> {
  const { setting, standard, onChoose } = field;
  return {
    term: { name: setting.title, explanation: setting.help },
    note: <Note {...field} onBack={() => onChoose(standard ?? "")} />,
  };
}

type NoteProps = Pick<SettingFieldProps, "name" | "testId" | "setting" | "standard" | "isChanged">;

/** What it may be, and its default or the way back to it. */
function Note({ name, testId, setting, standard, isChanged, onBack }: NoteProps & { onBack(): void }) {
  const standing = optionsOf(setting)?.find(([value]) => value === standard)?.[1] ?? standard;
  function putBack({ currentTarget }: { currentTarget: HTMLElement }): void {
    currentTarget.closest<HTMLElement>("[popover]")?.hidePopover();
    document.getElementById(termId(name))?.focus(); // this button goes away
    onBack();
  }

  return (
    <span class="field-note" id={noteId(name)}>
      {(setting.kind === "number" || setting.kind === "whole") && (
        <span>
          <ChangingText>{says.range({ ...setting, isWhole: setting.kind === "whole" })}</ChangingText>
        </span>
      )}
      {isChanged && <span class="visually-hidden">{says.changed}</span>}
      {isChanged ? (
        <button type="button" class="back" data-testid={`${testId}-back`} onClick={putBack}>
          <ChangingText>{says.backTo(standing ?? "")}</ChangingText>
        </button>
      ) : (
        standing && (
          <span>
            <ChangingText>{says.standard(standing)}</ChangingText>
          </span>
        )
      )}
    </span>
  );
}
