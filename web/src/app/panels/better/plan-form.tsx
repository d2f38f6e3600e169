/** The form that says what to try, and the buttons that begin and end it. */

import { useSignal } from "@preact/signals";
import { ChangingText } from "../../shared/changing-text.tsx";
import { Field, type FieldProps, noteId, SelectField, TextField } from "../../shared/field.tsx";
import { statusId } from "../../shared/focus.ts";
import { betterWords } from "../../words/better.ts";
import type { Experiment } from "./experiment.ts";
import {
  fewestSeeds,
  keptPath,
  mostSeeds,
  mostValues,
  type Plan,
  PlanError,
  type PlanField,
  type Variable,
} from "./plan.ts";

const says = betterWords;

interface PlanFormProps {
  plan: Plan;
  experiment: Experiment;
}

export function PlanForm({ plan, experiment }: PlanFormProps) {
  const problem = useSignal<PlanError | undefined>(undefined);
  const variable = plan.variable.value;
  const isRunning = experiment.state.value === "running";

  const fieldOf = (name: PlanField): Omit<FieldProps, "term"> => ({
    ...{ name: `better-${name}`, testId: `better-${name}` },
    isRefused: problem.value?.field === name,
    isDisabled: !plan.isDescribed.value,
  });

  function run(event: Event): void {
    event.preventDefault();
    problem.value = undefined;
    try {
      experiment.start(plan.trials());
    } catch (error) {
      if (!(error instanceof PlanError)) throw error;
      problem.value = error;
    }
  }

  return (
    <form class="plan" aria-label={says.what} onSubmit={run} noValidate>
      <p class="hint">
        <span>{says.labNote}</span>
        <a href="#/">{says.lab}</a>
        <span>{says.labNoteEnd}</span>
      </p>
      <SettingChoice plan={plan} field={fieldOf("setting")} />
      {variable && plan.options.value && <Options plan={plan} field={fieldOf("values")} variable={variable} />}
      {!plan.options.value && (
        <TextField
          {...fieldOf("values")}
          term={says.values(mostValues)}
          isDisabled={!variable}
          note={<Note name="better-values" text={variable && says.inLab(variable.text)} />}
          inputMode="text"
          value={plan.typed.value}
          placeholder={says.valuesPlaceholder}
          onType={(text) => {
            plan.typed.value = text;
          }}
          onEnter={() => {}}
        />
      )}
      <div class="numbers-of">
        <TextField
          {...fieldOf("seeds")}
          term={says.seeds(fewestSeeds, mostSeeds)}
          inputMode="numeric"
          value={plan.seeds.value}
          onType={(text) => {
            plan.seeds.value = text;
          }}
          onEnter={() => {}}
        />
        <TextField
          {...fieldOf("epochs")}
          term={says.epochs}
          inputMode="numeric"
          value={plan.epochs.value}
          placeholder={says.asRecipe}
          onType={(text) => {
            plan.epochs.value = text;
          }}
          onEnter={() => {}}
        />
      </div>
      <div class="plan-buttons">
        <button type="submit" class="primary" data-testid="better-run" disabled={!plan.isDescribed.value || isRunning}>
          <ChangingText>{says.run(plan.recipes.value, plan.seeds.value)}</ChangingText>
        </button>
        <button type="button" data-testid="better-stop" disabled={!isRunning} onClick={experiment.stop}>
          {says.stop}
        </button>
      </div>
      <p class="hint">
        <ChangingText>{says.cores(experiment.workers)}</ChangingText>
      </p>
      <p class="plan-problem" role="alert" id={statusId} data-testid="better-problem">
        <ChangingText>{problem.value?.message ?? ""}</ChangingText>
      </p>
    </form>
  );
}

type PartProps = { plan: Plan; field: Omit<FieldProps, "term"> };

/** Settings by what they belong to. */
function SettingChoice({ plan, field }: PartProps) {
  const groups = new Map<string, Variable[]>();
  for (const one of plan.variables.value) groups.set(one.group, [...(groups.get(one.group) ?? []), one]);
  return (
    <SelectField
      {...field}
      term={says.setting}
      value={plan.path.value}
      options={[["", says.alone]]}
      groups={[...[...groups].map(settingsOf), ...keptOf(plan)]}
      onChoose={plan.choose}
    />
  );
}

type Group = [name: string, options: [value: string, text: string][]];

const settingsOf = ([group, all]: [string, Variable[]]): Group => [group, all.map(({ path, name }) => [path, name])];

function keptOf({ kept }: Plan): Group[] {
  const runs = kept.value.map(({ id, name }): [string, string] => [keptPath(id), name]);
  return runs.length > 0 ? [[says.keptRuns, runs]] : [];
}

/** What there is to choose from, to be ticked. */
function Options({ plan, field, variable }: PartProps & { variable: Variable }) {
  const options = plan.options.value ?? [];
  const inLab = options.find(([value]) => value === variable.text)?.[1] ?? variable.text;
  return (
    <Field {...field} term={says.values(mostValues)} note={<Note name={field.name} text={says.inLab(inLab)} />}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset's name would be a legend of its own. */}
      <div class="options" role="group" aria-labelledby={`term-${field.name}`} data-testid={field.testId}>
        {options
          .filter(([value]) => value !== variable.text)
          .map(([value, title]) => (
            <label key={value} class="check">
              <input type="checkbox" checked={plan.chosen.value.has(value)} onChange={() => plan.toggle(value)} />
              <span>{title}</span>
            </label>
          ))}
      </div>
    </Field>
  );
}

function Note({ name, text }: { name: string; text: string | undefined }) {
  return (
    <span class="field-note" id={noteId(name)}>
      <ChangingText>{text ?? "\u00a0"}</ChangingText>
    </span>
  );
}
