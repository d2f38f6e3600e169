/** How far the run is and how well it does: numbers, the epoch's progress, two charts. */

import "./progress.css";
import type { ComponentChildren } from "preact";
import type { State } from "../state.ts";
import { formatAccuracy, formatCount, formatLoss, formatSeconds } from "./figures.ts";
import { LineChart } from "./line-chart.tsx";

export function ProgressPanel({ state }: { state: State }) {
  return (
    <section class="progress" aria-label="Progress">
      <Numbers state={state} />
      <LineChart state={state} measure="accuracy" />
      <LineChart state={state} measure="loss" />
    </section>
  );
}

function Numbers({ state }: { state: State }) {
  const progress = state.progress.value;
  const training = state.training.value;
  const test = state.test.value;
  return (
    <>
      <dl class="numbers">
        <Figure name="Accuracy on new digits" testId="test-accuracy" main>
          {formatAccuracy(test?.accuracy)}
        </Figure>
        <Figure name="Accuracy in training" testId="train-accuracy">
          {formatAccuracy(training?.accuracy)}
        </Figure>
        <Figure name="Loss on new digits" testId="test-loss">
          {formatLoss(test?.loss)}
        </Figure>
        <Figure name="Loss in training" testId="train-loss">
          {formatLoss(training?.loss)}
        </Figure>
        <Figure name="Epoch" testId="epoch">
          {progress?.epoch ?? 0}
        </Figure>
        <Figure name="Step" testId="step-count">
          {formatCount(progress?.step ?? 0)}
        </Figure>
        <Figure name="Digits per second" testId="digits-per-second">
          {formatCount(state.digitsPerSecond.value)}
        </Figure>
        <Figure name="Time" testId="time">
          {formatSeconds(progress?.seconds)}
        </Figure>
      </dl>
      <progress aria-label="Epoch under way" value={progress?.stepInEpoch ?? 0} max={progress?.stepsPerEpoch || 1} />
    </>
  );
}

interface FigureProps {
  name: string;
  testId: string;
  main?: boolean;
  children: ComponentChildren;
}

function Figure({ name, testId, main = false, children }: FigureProps) {
  return (
    <div class={main ? "main" : undefined}>
      <dt>{name}</dt>
      <dd data-testid={testId}>{children}</dd>
    </div>
  );
}
