/** What the network is made of and how it is trained. */

import "./settings.css";
import { trainingSizes } from "../../../protocol.ts";
import type { Run } from "../../run/run.ts";
import { ChangingText } from "../../shared/changing-text.tsx";
import { SelectField, TextField } from "../../shared/field.tsx";
import { formatCount, formatShape } from "../../shared/figures.ts";
import { Term } from "../../shared/term.tsx";
import { words } from "../../words/words.ts";
import type { Form } from "./form.ts";
import type { SettingName, Settings, TextSettingName } from "./settings.ts";

const says = words.settings;

interface SettingsFormProps {
  run: Run;
  form: Form;
}

export function SettingsForm({ run, form }: SettingsFormProps) {
  const network = run.network.value;
  const { activations, optimizers } = form.menus.value;
  return (
    <form class="settings" aria-label={says.title} onSubmit={(event) => event.preventDefault()}>
      <fieldset>
        <legend>
          {says.training} <span>{says.trainingNote}</span>
        </legend>
        <SelectSetting
          form={form}
          name="trainingSize"
          testId="training-size"
          options={trainingSizes.map((size) => [size, formatCount(size)])}
        />
        <div class="pair">
          <TextSetting form={form} name="learningRate" testId="learning-rate" inputMode="decimal" />
          <TextSetting form={form} name="batchSize" testId="batch-size" inputMode="numeric" />
        </div>
        <SelectSetting
          form={form}
          name="optimizer"
          testId="optimizer"
          options={optimizers.map(({ name, title }) => [name, title])}
        />
        <TextSetting form={form} name="epochs" testId="epochs" inputMode="numeric" />
      </fieldset>
      <fieldset>
        <legend>
          {says.network} <span>{says.networkNote}</span>
        </legend>
        <TextSetting form={form} name="hiddenUnits" testId="hidden-units" inputMode="text" type={form.edit} />
        <TextSetting form={form} name="dropout" testId="dropout" inputMode="decimal" type={form.edit} />
        <SelectSetting
          form={form}
          name="activation"
          testId="activation"
          options={activations.map(({ name, title }) => [name, title])}
        />
        <p class="network-shape">
          {network && (
            <ChangingText>{says.shape(formatShape(network.layers), formatCount(network.parameters))}</ChangingText>
          )}{" "}
          {network && <Term {...says.parameters} />}
        </p>
      </fieldset>
    </form>
  );
}

interface SettingProps<Name extends SettingName> {
  form: Form;
  name: Name;
  testId: string;
}

interface TextSettingProps extends SettingProps<TextSettingName> {
  inputMode: "text" | "decimal" | "numeric";
  /** What a key does. */
  type?: Form["edit"];
}

function TextSetting({ form, name, type = form.typeIn, ...field }: TextSettingProps) {
  return (
    <TextField
      {...field}
      name={name}
      term={says[name]}
      isRefused={form.refused.value === name}
      value={form.settings.value[name]}
      onType={(text) => type({ [name]: text })}
      onEnter={form.takeOver}
    />
  );
}

interface SelectSettingProps<Name extends SettingName> extends SettingProps<Name> {
  options: [value: Settings[Name], text: string][];
}

function SelectSetting<Name extends Exclude<SettingName, TextSettingName>>({
  form,
  name,
  ...field
}: SelectSettingProps<Name>) {
  return (
    <SelectField<Settings[Name]>
      {...field}
      name={name}
      term={says[name]}
      isRefused={form.refused.value === name}
      value={form.settings.value[name]}
      onChoose={(value) => {
        form.edit({ [name]: value });
        form.takeOver();
      }}
    />
  );
}
