/** A slider for a strength as the engine describes it. */

import "./setting-slider.css";
import { words } from "../words/words.ts";
import { ChangingText } from "./changing-text.tsx";
import { attributes, Field } from "./field.tsx";
import { type SettingFieldProps, saidOf } from "./setting-field.tsx";

const { formats } = words;

/** Strengths go up to 1, 2 or 3. */
const STEP = 0.05;

export function SettingSlider({ onType, onEnter, ...field }: SettingFieldProps) {
  const { setting, text } = field;
  const common = { ...field, ...saidOf(field) };
  const number = text.trim() === "" ? Number.NaN : Number(text);
  return (
    <Field {...common}>
      <span class="slider">
        <input
          type="range"
          min={setting.least}
          max={setting.most}
          step={STEP}
          value={text}
          onInput={(event) => onType(event.currentTarget.value)}
          onChange={onEnter}
          {...attributes(common)}
        />
        <span aria-hidden="true" translate={false}>
          <ChangingText>{Number.isFinite(number) ? formats.decimal(number, 2) : words.figures.none}</ChangingText>
        </span>
      </span>
    </Field>
  );
}
