/** What the network is made of and how it is trained. */

import { trainingSizes } from "../../protocol.ts";
import { formatCount, formatShape } from "../progress/figures.ts";
import { Term } from "../shared/term.tsx";
import type { State } from "../state.ts";
import { statusId } from "../status/status.tsx";
import { Words } from "../words.tsx";
import { type SettingName, type Settings, type TextSettingName, textSettings } from "./settings.ts";

export function SettingsForm({ state }: { state: State }) {
  const network = state.network.value;
  const { activations, optimizers } = state.menus.value;
  return (
    <form class="settings" aria-label="Settings" onSubmit={(event) => event.preventDefault()}>
      <fieldset>
        <legend>
          Training <span>changes apply at once</span>
        </legend>
        <SelectSetting
          state={state}
          name="trainingSize"
          testId="training-size"
          label="Digits to learn from"
          explanation="How many of MNIST's 60,000 training digits it learns from. More make a better reader, and longer epochs."
          options={trainingSizes.map((size) => [size, formatCount(size)])}
        />
        <TextSetting state={state} name="learningRate" testId="learning-rate" inputMode="decimal" />
        <TextSetting state={state} name="batchSize" testId="batch-size" inputMode="numeric" />
        <SelectSetting
          state={state}
          name="optimizer"
          testId="optimizer"
          label="Optimizer"
          explanation="The rule that makes a step out of the errors. SGD goes straight downhill; others gather speed, or give each weight a rate of its own."
          options={optimizers.map(({ name, title }) => [name, title])}
        />
        <TextSetting state={state} name="epochs" testId="epochs" inputMode="numeric" />
      </fieldset>
      <fieldset>
        <legend>
          Network <span>an entry starts a new one</span>
        </legend>
        <div class="pair">
          <TextSetting state={state} name="hiddenUnits" testId="hidden-units" inputMode="text" edit={state.edit} />
          <TextSetting state={state} name="dropout" testId="dropout" inputMode="decimal" edit={state.edit} />
        </div>
        <SelectSetting
          state={state}
          name="activation"
          testId="activation"
          label="Activation"
          explanation="What a hidden unit makes of its sum. Without that bend, many layers could do no more than one."
          options={activations.map(({ name, title }) => [name, title])}
        />
        <p class="network-shape">
          {network && <Words>{`${formatShape(network.layers)}: ${formatCount(network.parameters)}`}</Words>}{" "}
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
  state: State;
  name: Name;
  testId: string;
}

/** A field is called by its term. */
const termId = (name: SettingName) => `term-${name}`;

/** A problem with this setting is told in the status, once; the field points there. */
function invalidity(state: State, name: SettingName) {
  const isInvalid = state.problem.value?.setting === name;
  return { "aria-invalid": isInvalid, "aria-describedby": isInvalid ? statusId : undefined };
}

function TextSetting({
  state,
  name,
  testId,
  inputMode,
  edit = state.typeIn,
}: SettingProps<TextSettingName> & { inputMode: "text" | "decimal" | "numeric"; edit?: State["edit"] }) {
  return (
    <div class="setting">
      <Term id={termId(name)} name={textSettings[name].label} explanation={textSettings[name].explanation} />
      <input
        type="text"
        aria-labelledby={termId(name)}
        inputMode={inputMode}
        autocomplete="off"
        spellcheck={false}
        data-testid={testId}
        value={state.settings.value[name]}
        onInput={(event) => edit({ [name]: event.currentTarget.value })}
        onChange={state.takeOver}
        {...invalidity(state, name)}
      />
    </div>
  );
}

type SelectName = Exclude<SettingName, TextSettingName>;

function SelectSetting<Name extends SelectName>({
  state,
  name,
  testId,
  label,
  explanation,
  options,
}: SettingProps<Name> & { label: string; explanation: string; options: [value: Settings[Name], text: string][] }) {
  function choose(chosen: string): void {
    const option = options.find(([value]) => String(value) === chosen);
    if (option) state.edit({ [name]: option[0] });
    state.takeOver();
  }

  return (
    <div class="setting">
      <Term id={termId(name)} name={label} explanation={explanation} />
      <select
        aria-labelledby={termId(name)}
        data-testid={testId}
        value={String(state.settings.value[name])}
        onChange={(event) => choose(event.currentTarget.value)}
        {...invalidity(state, name)}
      >
        {options.map(([value, text]) => (
          <option key={text} value={String(value)}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}
