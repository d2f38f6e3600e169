/** All settings that are not always in view, a press away, in groups. */

import "./more-settings.css";
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { SettingField } from "../../shared/setting-field.tsx";
import { words } from "../../words/words.ts";
import { Disclosure } from "./disclosure.tsx";
import { mostLayers } from "./draft.ts";
import { type Field, type GroupName, groupNames } from "./fields.ts";
import type { Form } from "./form.ts";
import { ScheduleCurve } from "./schedule-curve.tsx";

const says = words.settings;

/** When a change applies. */
const noteOf = (group: GroupName): string =>
  ({ network: says.networkNote, handwriting: says.handwritingNote })[group as string] ?? says.trainingNote;

interface FormProps {
  form: Form;
}

interface ViewsProps extends FormProps {
  /** What stands in place of the fields of some settings, by the settings' place in the recipe. */
  views: Readonly<Record<string, ComponentChildren>>;
}

export function MoreSettings({ form, views }: ViewsProps) {
  const open = groupNames.filter(form.isOpen);
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields. */}
      <div class="more-groups" role="group" aria-label={says.moreSettings}>
        <span class="caption">{says.more}</span>
        {groupNames.map((group) => (
          <Disclosure
            key={group}
            name={says.groups[group]}
            testId={`more-${group}`}
            isOpen={open.includes(group)}
            controls={idOf(group)}
            isDisabled={!form.isDescribed.value}
            onToggle={() => toggle(form, group)}
          />
        ))}
      </div>
      {open.length > 0 && (
        <form class="more-settings" aria-label={says.moreSettings} onSubmit={(event) => event.preventDefault()}>
          {open.map((group) => (
            <Group key={group} form={form} group={group} views={views} />
          ))}
        </form>
      )}
    </>
  );
}

const idOf = (group: GroupName) => `settings-${group}`;

/** What is opened is brought into sight, as far as there is room. */
function toggle(form: Form, group: GroupName): void {
  form.toggle(group);
  if (!form.isOpen(group)) return;
  requestAnimationFrame(() => document.getElementById(idOf(group))?.scrollIntoView({ block: "nearest" }));
}

function Group({ form, group, views }: ViewsProps & { group: GroupName }) {
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
