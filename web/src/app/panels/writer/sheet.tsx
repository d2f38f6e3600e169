/** A sheet of freshly written digits, 0 to 9 in columns, and sliders for how the hands that write them differ. */

import "./sheet.css";
import { useSignalEffect } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Run } from "../../run/run.ts";
import { prepare } from "../../shared/canvas.ts";
import { pictureSide } from "../../shared/digit-picture.ts";
import { SettingSlider } from "../../shared/setting-slider.tsx";
import { useTheme } from "../../shared/theme.ts";
import { words } from "../../words/words.ts";
import { columns, createWritten, rows, type StrengthField, type StrengthForm } from "./written.ts";

const says = words.writer;

interface SheetProps<Field extends StrengthField> {
  run: Run;
  form: StrengthForm<Field>;
}

export function Sheet<Field extends StrengthField>({ run, form }: SheetProps<Field>) {
  const written = useMemo(() => createWritten(run, form), [run, form]);
  useEffect(() => written.end, [written]);
  const canvas = useRef<HTMLCanvasElement>(null);

  function paint(): void {
    if (canvas.current) paintSheet(canvas.current, written.pictures.value);
  }

  useSignalEffect(paint);
  useTheme(paint);

  return (
    <section class="written" aria-label={says.title}>
      <p class="caption">{says.note}</p>
      <div class="digits">
        <div class="heads" aria-hidden="true" translate={false}>
          {Array.from({ length: columns }, (_, digit) => (
            <span key={digit}>{digit}</span>
          ))}
        </div>
        <canvas
          ref={canvas}
          width={columns * pictureSide}
          height={rows * pictureSide}
          role="img"
          aria-label={says.sheet(rows)}
          aria-busy={written.isBehind.value}
          data-testid="written"
        />
        <button type="button" data-testid="write-others" onClick={written.writeOthers}>
          {says.others}
        </button>
      </div>
      <fieldset class="fields" aria-label={says.hands}>
        {written.fields.value.map((field) => (
          <SettingSlider
            {...field}
            key={field.path}
            name={`writer-${field.setting.name}`}
            testId={`writer-${field.setting.name}`}
            isCompact
            isRefused={form.isRefused(field)}
            onType={(text) => form.type(field, text)}
            onEnter={form.takeOver}
            onChoose={(text) => form.choose(field, text)}
          />
        ))}
      </fieldset>
    </section>
  );
}

/** One picture beside the other, in the color of the text. */
function paintSheet(canvas: HTMLCanvasElement, pictures: Uint8Array | undefined): void {
  const context = prepare(canvas);
  if (!pictures) return;
  const { width, height } = canvas;
  const image = context.createImageData(width, height);
  const pixels = pictureSide ** 2;
  pictures.forEach((ink, i) => {
    const [picture, pixel] = [Math.floor(i / pixels), i % pixels];
    const x = (picture % columns) * pictureSide + (pixel % pictureSide);
    const y = Math.floor(picture / columns) * pictureSide + Math.floor(pixel / pictureSide);
    image.data[4 * (y * width + x) + 3] = ink;
  });
  context.putImageData(image, 0, 0);
  context.globalCompositeOperation = "source-in";
  context.fillRect(0, 0, width, height);
  context.globalCompositeOperation = "source-over";
}
