/** The fields of the groups that are open, with what else a group has to show. */

import "./groups.css";
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { SettingField } from "../../shared/setting-field.tsx";
import { words } from "../../words/words.ts";
import { mostLayers } from "./draft.ts";
import type { Field, GroupName } from "./fields.ts";
import type { Form } from "./form.ts";
import { ScheduleCurve } from "./schedule-curve.tsx";

const says = words.settings;

/** When a change applies. */
const noteOf = (group: GroupName): string =>
  ({ network: says.networkNote, handwriting: says.handwritingNote })[group as string] ?? says.trainingNote;

interface FormProps {
  form: Form;
}

export interface GroupsProps extends FormProps {
  open: readonly GroupName[];
  idOf(group: GroupName): string;
  /** What stands in place of the fields of some settings, by the settings' place in the recipe. */
  views: Readonly<Record<string, ComponentChildren>>;
}

export function Groups({ open, ...props }: GroupsProps) {
  return (
    <form class="more-settings" aria-label={says.moreSettings} onSubmit={(event) => event.preventDefault()}>
      {open.map((group) => (
        <Group key={group} group={group} {...props} />
      ))}
    </form>
  );
}

function Group({ form, group, views, idOf }: Omit<GroupsProps, "open"> & { group: GroupName }) {
  const all = form.groups.value[group];
  const isAt = (place: string) => (field: Field) => field.path.startsWith(`${place}.`);
  const viewed = Object.keys(views).filter((place) => all.some(isAt(place)));
  const fields = all.filter((field) => !viewed.some((place) => isAt(place)(field)));
  return (
    <fieldset class="group" id={idOf(group)}>
      <legend>
        {says.groups[group]} <span>{noteOf(group)}</span>
      </legend>
      {fields.length > 0 ? (
        <div class="fields">
          {fields.map((field) => (
            <Entry key={field.path} form={form} field={field} testId={testIdOf(field.path)} />
          ))}
        </div>
      ) : (
        <p class="caption">{says.noneHere}</p>
      )}
      {viewed.map((place) => views[place])}
      {group === "schedule" && <ScheduleCurve form={form} />}
      {group === "network" && <Layers form={form} />}
    </fieldset>
  );
}

/** Hidden layers as they follow one another, then the output. */
function Layers({ form }: FormProps) {
  const add = useRef<HTMLButtonElement>(null);
  const count = form.hiddenLayers.value;
  const layers = form.layers.value;
  const shown = layers.slice(0, Math.min(count, mostLayers));
  const output = layers[count] ?? [];

  function remove(layer: number): void {
    form.removeLayer(layer);
    add.current?.focus(); // the button that was pressed goes away
  }

  return (
    <>
      {shown.map((fields, layer) => (
        <fieldset key={layer} class="layer">
          <legend>{says.hiddenLayer(layer + 1)}</legend>
          <button
            type="button"
            class="remove"
            aria-label={says.removeLayerOf(layer + 1)}
            data-testid={`remove-layer-${layer + 1}`}
            onClick={() => remove(layer)}
          >
            {says.removeLayer}
          </button>
          <LayerFields form={form} fields={fields} place={`layer-${layer + 1}`} />
        </fieldset>
      ))}
      {count > shown.length && <p class="caption">{says.furtherLayers(count - shown.length)}</p>}
      <button
        ref={add}
        type="button"
        class="add"
        data-testid="add-layer"
        aria-disabled={count >= mostLayers}
        onClick={() => count < mostLayers && form.addLayer()}
      >
        {says.addLayer}
      </button>
      <fieldset class="layer">
        <legend>{says.outputLayer}</legend>
        <LayerFields form={form} fields={output} place="output" />
      </fieldset>
    </>
  );
}

function LayerFields({ form, fields, place }: FormProps & { fields: Field[]; place: string }) {
  return (
    <div class="fields">
      {fields.map((field) => (
        <Entry key={field.key} form={form} field={field} testId={`${place}-${testIdOf(field.key)}`} />
      ))}
    </div>
  );
}

function Entry({ form, field, testId }: FormProps & { field: Field; testId: string }) {
  return (
    <SettingField
      {...field}
      name={testId}
      testId={testId}
      isRefused={form.isRefused(field)}
      onType={(text) => form.type(field, text)}
      onEnter={form.takeOver}
      onChoose={(text) => form.choose(field, text)}
    />
  );
}

/** "schedule.warmupSteps" is "schedule-warmup-steps". */
const testIdOf = (path: string) => path.replaceAll(".", "-").replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
