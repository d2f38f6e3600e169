/** The settings that are always in view, and the network that they make. */

import "./settings.css";
import type { SettingInfo } from "../../../protocol.ts";
import type { Run } from "../../run/run.ts";
import { ChangingText } from "../../shared/changing-text.tsx";
import { formatCount, formatShape } from "../../shared/figures.ts";
import { SettingField } from "../../shared/setting-field.tsx";
import { Term } from "../../shared/term.tsx";
import { words } from "../../words/words.ts";
import type { Form } from "./form.ts";
import { presetNames, presets } from "./presets.ts";

const says = words.settings;

/** How many of MNIST's training digits there are to choose: the first so many. */
const trainingSizes = [1000, 10_000, 60_000];

interface FormProps {
  form: Form;
}

export function SettingsForm({ run, form }: FormProps & { run: Run }) {
  const network = run.network.value;
  const { kind, all } = form.batch.value;
  const sizes: [string, string][] = [...batchSizes.map((size): [string, string] => [size, ""])];
  if (Number.isFinite(all) && all > 0) sizes.push([String(all), says.wholeBatch]);

  function startFrom({ currentTarget }: { currentTarget: HTMLSelectElement }): void {
    const name = presetNames.find((known) => known === currentTarget.value);
    currentTarget.value = ""; // so that the same can be chosen again
    if (name) form.startFrom(presets[name]);
  }

  return (
    <form class="settings" aria-label={says.title} onSubmit={(event) => event.preventDefault()}>
      <select
        class="presets"
        data-testid="preset"
        aria-label={says.startFromRecipe}
        value=""
        disabled={!form.isDescribed.value}
        onChange={startFrom}
      >
        <option value="" disabled hidden>
          {says.startFrom}
        </option>
        {presetNames.map((name) => (
          <option key={name} value={name}>
            {says.presets[name]}
          </option>
        ))}
      </select>
      <fieldset>
        <legend>
          {says.training} <span>{says.trainingNote}</span>
        </legend>
        <InView form={form} path="data.examples" testId="training-size" otherwise={trainingSize()} />
        <div class="pair">
          <InView form={form} path="learningRate" testId="learning-rate" />
          <InView form={form} path="batchSize" testId="batch-size" suggestions={sizes} />
          <p class="batch-kind" data-testid="batch-kind">
            {kind && <ChangingText>{says.batches[kind]}</ChangingText>}
          </p>
        </div>
        <InView form={form} path="optimizer" testId="optimizer" />
        <InView form={form} path="epochs" testId="epochs" />
      </fieldset>
      <fieldset>
        <legend>
          {says.network} <span>{says.networkNote}</span>
        </legend>
        <HiddenUnits form={form} />
        <OfHidden form={form} name="dropout" />
        <OfHidden form={form} name="activation" />
        <p class="network-shape">
          {network && (
            <ChangingText>{says.shape(formatShape(network.layers), formatCount(network.parameters))}</ChangingText>
          )}{" "}
          {network && <Term {...says.parameters} />}
          <span class="network-hash">
            <Term {...says.hash} />{" "}
            <code data-testid="hash" translate={false}>
              <ChangingText>{run.hash.value ?? says.noHash}</ChangingText>
            </code>
          </span>
        </p>
      </fieldset>
    </form>
  );
}

/** To choose from; any other may be typed. */
const batchSizes = ["1", "16", "64", "256"];

interface InViewProps extends FormProps {
  path: string;
  testId: string;
  /** Of how the engine describes it, what the page says otherwise. */
  otherwise?: Partial<SettingInfo>;
  suggestions?: [value: string, text: string][];
}

function InView({ form, path, testId, otherwise, suggestions }: InViewProps) {
  const field = form.fieldAt(path);
  return (
    <SettingField
      {...field}
      setting={{ ...field.setting, ...otherwise }}
      suggestions={suggestions}
      name={testId}
      testId={testId}
      isCompact
      isRefused={form.isRefused(field)}
      isDisabled={!form.isDescribed.value}
      onType={(text) => form.type(field, text)}
      onEnter={form.takeOver}
      onChoose={(text) => form.choose(field, text)}
    />
  );
}

/** Any number would do for the engine; the page has three to choose from. */
const trainingSize = (): Partial<SettingInfo> => ({
  title: says.trainingSize.name,
  help: says.trainingSize.explanation,
  kind: "choice",
  choices: trainingSizes.map((size) => ({ name: String(size), title: formatCount(size) })),
});

/** The short way to say how many hidden layers there are, and how many units in each. */
function HiddenUnits({ form }: FormProps) {
  const field = form.shared.field("units");
  const { text, standard, type, putBack } = form.units;
  const { name: title, explanation: help } = says.hiddenUnits;
  return (
    <SettingField
      setting={{ ...field.setting, title, help, kind: "text" }}
      text={text.value}
      standard={standard}
      isChanged={text.value !== standard}
      name="hidden-units"
      testId="hidden-units"
      isCompact
      isRefused={form.isRefused(field, true)}
      isDisabled={!form.isDescribed.value}
      onType={type}
      onEnter={form.takeOver}
      onChoose={putBack}
    />
  );
}

/** One field for what each hidden layer has of its own. */
function OfHidden({ form, name }: FormProps & { name: string }) {
  const field = form.shared.field(name);
  return (
    <SettingField
      {...field}
      placeholder={field.isMixed ? says.mixed : undefined}
      name={name}
      testId={name}
      isCompact
      isRefused={form.isRefused(field, true)}
      isDisabled={!form.isDescribed.value || form.hiddenLayers.value === 0}
      onType={(text) => form.shared.type(field, text)}
      onEnter={form.takeOver}
      onChoose={(text) => form.shared.choose(field, text)}
    />
  );
}
