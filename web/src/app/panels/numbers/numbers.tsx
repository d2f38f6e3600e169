/** How far the run is and how well it does. */

import "./numbers.css";
import type { Run } from "../../run/run.ts";
import { ChangingText } from "../../shared/changing-text.tsx";
import { formatAccuracy, formatCount, formatLoss, formatSeconds } from "../../shared/figures.ts";
import { type Explained, Term } from "../../shared/term.tsx";
import { words } from "../../words/words.ts";

const says = words.numbers;

export function Numbers({ run }: { run: Run }) {
  const progress = run.progress.value;
  const training = run.training.value;
  const test = run.test.value;
  return (
    <section class="numbers" aria-label={says.title}>
      <dl>
        <Figure term={says.testAccuracy} testId="test-accuracy" main>
          {formatAccuracy(test?.accuracy)}
        </Figure>
        <Figure term={says.trainingAccuracy} testId="train-accuracy">
          {formatAccuracy(training?.accuracy)}
        </Figure>
        <Figure term={says.testLoss} testId="test-loss">
          {formatLoss(test?.loss)}
        </Figure>
        <Figure term={says.trainingLoss} testId="train-loss">
          {formatLoss(training?.loss)}
        </Figure>
        <Figure term={says.epoch} testId="epoch">
          {progress?.epoch ?? 0}
        </Figure>
        <Figure term={says.step} testId="step-count">
          {formatCount(progress?.step ?? 0)}
        </Figure>
        <Figure term={says.digitsPerSecond} testId="digits-per-second">
          {formatCount(run.digitsPerSecond.value)}
        </Figure>
        <Figure term={says.time} testId="time">
          {formatSeconds(progress?.seconds)}
        </Figure>
      </dl>
      <progress aria-label={says.epochUnderWay} value={progress?.stepInEpoch ?? 0} max={progress?.stepsPerEpoch || 1} />
    </section>
  );
}

interface FigureProps {
  term: Explained;
  testId: string;
  main?: boolean;
  children: string | number;
}

function Figure({ term, testId, main = false, children }: FigureProps) {
  return (
    <div class={main ? "main" : undefined}>
      <dt>
        <Term {...term} />
      </dt>
      <dd data-testid={testId} translate={false}>
        <ChangingText>{children}</ChangingText>
      </dd>
    </div>
  );
}
