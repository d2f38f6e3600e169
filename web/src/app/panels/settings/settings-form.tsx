/** What the network is made of and how it is trained. */

import "./settings.css";
import { trainingSizes } from "../../../protocol.ts";
import type { Run } from "../../run/run.ts";
import { ChangingText } from "../../shared/changing-text.tsx";
import { SelectField, TextField } from "../../shared/field.tsx";
import { formatCount, formatShape } from "../../shared/figures.ts";
import { Term } from "../../shared/term.tsx";
import type { Form } from "./form.ts";
import { type SettingName, type Settings, type TextSettingName, textSettings } from "./settings.ts";

interface SettingsFormProps {
  run: Run;
  form: Form;
}

export function SettingsForm({ run, form }: SettingsFormProps) {
  const network = run.network.value;
  const { activations, optimizers } = form.menus.value;
  return (
    <form class="settings" aria-label="Settings" onSubmit={(event) => event.preventDefault()}>
      <fieldset>
        <legend>
          Training <span>changes apply at once</span>
        </legend>
        <SelectSetting
          form={form}
          name="trainingSize"
          testId="training-size"
          label="Digits to learn from"
          explanation="How many of MNIST's 60,000 training digits it learns from. More make a better reader, and longer epochs."
          options={trainingSizes.map((size) => [size, formatCount(size)])}
        />
        <TextSetting form={form} name="learningRate" testId="learning-rate" inputMode="decimal" />
        <TextSetting form={form} name="batchSize" testId="batch-size" inputMode="numeric" />
        <SelectSetting
          form={form}
          name="optimizer"
          testId="optimizer"
          label="Optimizer"
          explanation="The rule that makes a step out of the errors. SGD goes straight downhill; others gather speed, or give each weight a rate of its own."
          options={optimizers.map(({ name, title }) => [name, title])}
        />
        <TextSetting form={form} name="epochs" testId="epochs" inputMode="numeric" />
      </fieldset>
      <fieldset>
        <legend>
          Network <span>an entry starts a new one</span>
        </legend>
        <div class="pair">
          <TextSetting form={form} name="hiddenUnits" testId="hidden-units" inputMode="text" type={form.edit} />
          <TextSetting form={form} name="dropout" testId="dropout" inputMode="decimal" type={form.edit} />
        </div>
        <SelectSetting
          form={form}
          name="activation"
          testId="activation"
          label="Activation"
          explanation="What a hidden unit makes of its sum. Without that bend, many layers could do no more than one."
          options={activations.map(({ name, title }) => [name, title])}
        />
        <p class="network-shape">
          {network && (
            <ChangingText>{`${formatShape(network.layers)}: ${formatCount(network.parameters)}`}</ChangingText>
          )}{" "}
          {network && (
            <Term
              name="weights and biases"
              explanation="The numbers that training changes: a weight for each connection, and a bias for each unit."
            />
          )}
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
  const { label, explanation } = textSettings[name];
  return (
    <TextField
      {...field}
      name={name}
      label={label}
      explanation={explanation}
      isRefused={form.refused.value === name}
      value={form.settings.value[name]}
      onType={(text) => type({ [name]: text })}
      onEnter={form.takeOver}
    />
  );
}

interface SelectSettingProps<Name extends SettingName> extends SettingProps<Name> {
  label: string;
  explanation: string;
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
      isRefused={form.refused.value === name}
      value={form.settings.value[name]}
      onChoose={(value) => {
        form.edit({ [name]: value });
        form.takeOver();
      }}
    />
  );
}
