/** How far the run is and how well it does. */

import "./numbers.css";
import type { State } from "../state.ts";
import { Words } from "../words.tsx";
import { formatAccuracy, formatCount, formatLoss, formatSeconds } from "./figures.ts";

export function Numbers({ state }: { state: State }) {
  const progress = state.progress.value;
  const training = state.training.value;
  const test = state.test.value;
  return (
    <section class="numbers" aria-label="Progress">
      <dl>
        <Figure name="Test accuracy" testId="test-accuracy" main>
          {formatAccuracy(test?.accuracy)}
        </Figure>
        <Figure name="Training accuracy" testId="train-accuracy">
          {formatAccuracy(training?.accuracy)}
        </Figure>
        <Figure name="Test loss" testId="test-loss">
          {formatLoss(test?.loss)}
        </Figure>
        <Figure name="Training loss" testId="train-loss">
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
    </section>
  );
}

interface FigureProps {
  name: string;
  testId: string;
  main?: boolean;
  children: string | number;
}

function Figure({ name, testId, main = false, children }: FigureProps) {
  return (
    <div class={main ? "main" : undefined}>
      <dt>{name}</dt>
      <dd data-testid={testId} translate={false}>
        <Words>{children}</Words>
      </dd>
    </div>
  );
}
