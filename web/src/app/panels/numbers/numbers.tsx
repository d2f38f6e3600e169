/** How far the run is and how well it does. */

import "./numbers.css";
import type { ComponentChildren } from "preact";
import type { Run } from "../../run/run.ts";
import { ChangingText } from "../../shared/changing-text.tsx";
import {
  formatAccuracy,
  formatBillions,
  formatCount,
  formatLoss,
  formatSeconds,
  formatTimeLeft,
} from "../../shared/figures.ts";
import { type Explained, Term } from "../../shared/term.tsx";
import { words } from "../../words/words.ts";

const says = words.numbers;

export function Numbers({ run }: { run: Run }) {
  const progress = run.progress.value;
  const training = run.training.value;
  const test = run.test.value;
  const { startEpoch = 0, lastEpoch = 0, stepsPerEpoch = 0 } = progress ?? {};
  const epochs = lastEpoch - startEpoch;
  const { epoch = 0, step = 0, stepInEpoch = 0 } = progress ?? {};
  const lastStep = step + (lastEpoch - epoch) * stepsPerEpoch - stepInEpoch;
  /** By single steps after its end. */
  const isBeyond = step > lastStep;
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
        <Figure term={says.epoch} testId="epoch" also={progress ? <Also>{says.of(formatCount(lastEpoch))}</Also> : ""}>
          {epoch}
        </Figure>
        <Figure
          term={says.step}
          testId="step-count"
          also={progress && !isBeyond ? <Also>{says.of(formatCount(lastStep))}</Also> : ""}
        >
          {formatCount(step)}
        </Figure>
        <Figure
          term={says.digitsPerSecond}
          testId="digits-per-second"
          also={<Also testId="gflops" term={says.gigaflops} value={formatBillions(run.operationsPerSecond.value)} />}
        >
          {formatCount(run.digitsPerSecond.value)}
        </Figure>
        <Figure
          term={says.time}
          testId="time"
          also={<Also testId="time-left" term={says.timeLeft} value={formatTimeLeft(progress?.secondsLeft)} />}
        >
          {formatSeconds(progress?.seconds)}
        </Figure>
      </dl>
      {/* Until the next epoch begins, the one that has ended is whole. */}
      <progress
        data-testid="epoch-progress"
        aria-label={says.epochUnderWay}
        value={stepInEpoch || (step > 0 ? stepsPerEpoch : 0)}
        max={stepsPerEpoch || 1}
      />
      <progress
        class="whole"
        data-testid="run-progress"
        aria-label={says.runUnderWay}
        value={(progress?.epochsSeen ?? 0) - startEpoch}
        max={epochs > 0 ? epochs : 1}
      />
    </section>
  );
}

interface FigureProps {
  term: Explained;
  testId: string;
  main?: boolean;
  /** What else there is to say of it, smaller: its room is kept where there is nothing yet. */
  also?: ComponentChildren;
  children: string | number;
}

function Figure({ term, testId, main = false, also, children }: FigureProps) {
  return (
    <div class={main ? "main" : undefined}>
      <dt>
        <Term {...term} />
      </dt>
      <dd data-testid={testId} translate={false}>
        <ChangingText>{children}</ChangingText>
      </dd>
      {also !== undefined && <dd class="also">{also}</dd>}
    </div>
  );
}

interface AlsoProps {
  testId?: string;
  value?: string;
  term?: Explained;
  children?: string;
}

/** A text, or a figure behind the word for it, which stays in its place however long the figure gets. */
function Also({ testId, value, term, children }: AlsoProps) {
  return (
    <>
      {term && <Term {...term} />}
      {value !== undefined && (
        <span class="figure" data-testid={testId} translate={false}>
          <ChangingText>{value}</ChangingText>
        </span>
      )}
      {children !== undefined && <ChangingText>{children}</ChangingText>}
    </>
  );
}
