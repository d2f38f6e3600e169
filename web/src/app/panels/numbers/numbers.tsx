/** How far the run is and how well it does. */

import "./numbers.css";
import type { Run } from "../../run/run.ts";
import { ChangingText } from "../../shared/changing-text.tsx";
import { formatAccuracy, formatCount, formatLoss, formatSeconds } from "../../shared/figures.ts";
import { Term } from "../../shared/term.tsx";

export function Numbers({ run }: { run: Run }) {
  const progress = run.progress.value;
  const training = run.training.value;
  const test = run.test.value;
  return (
    <section class="numbers" aria-label="Progress">
      <dl>
        <Figure
          name="Test accuracy"
          explanation="The share of the 10,000 test digits that it reads right. It never learns from them, so this is how well it would read anybody's."
          testId="test-accuracy"
          main
        >
          {formatAccuracy(test?.accuracy)}
        </Figure>
        <Figure
          name="Training accuracy"
          explanation="The share of the latest digits to learn from that it read right, just before it learned from them."
          testId="train-accuracy"
        >
          {formatAccuracy(training?.accuracy)}
        </Figure>
        <Figure
          name="Test loss"
          explanation="How far its answers for the test digits are from right. 0 is certain and right every time, 2.3 is guessing."
          testId="test-loss"
        >
          {formatLoss(test?.loss)}
        </Figure>
        <Figure
          name="Training loss"
          explanation="How far its answers for the latest digits to learn from were from right. Each step makes this one smaller."
          testId="train-loss"
        >
          {formatLoss(training?.loss)}
        </Figure>
        <Figure
          name="Epoch"
          explanation="How often it has been through all of the digits to learn from. The bar below shows the round under way."
          testId="epoch"
        >
          {progress?.epoch ?? 0}
        </Figure>
        <Figure
          name="Step"
          explanation="How often it has changed its weights: once for each batch of digits."
          testId="step-count"
        >
          {formatCount(progress?.step ?? 0)}
        </Figure>
        <Figure
          name="Digits per second"
          explanation="How many digits it learns from in a second, at the pace chosen."
          testId="digits-per-second"
        >
          {formatCount(run.digitsPerSecond.value)}
        </Figure>
        <Figure
          name="Time"
          explanation="How long it has trained, without pauses and without test scores."
          testId="time"
        >
          {formatSeconds(progress?.seconds)}
        </Figure>
      </dl>
      <progress aria-label="Epoch under way" value={progress?.stepInEpoch ?? 0} max={progress?.stepsPerEpoch || 1} />
    </section>
  );
}

interface FigureProps {
  name: string;
  explanation: string;
  testId: string;
  main?: boolean;
  children: string | number;
}

function Figure({ name, explanation, testId, main = false, children }: FigureProps) {
  return (
    <div class={main ? "main" : undefined}>
      <dt>
        <Term name={name} explanation={explanation} />
      </dt>
      <dd data-testid={testId} translate={false}>
        <ChangingText>{children}</ChangingText>
      </dd>
    </div>
  );
}
