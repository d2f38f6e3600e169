/** Several hands as a class: how well each is read by a network that was taught all the others. */

import { ChangingText } from "../../shared/changing-text.tsx";
import { formatCount, formatProbability } from "../../shared/figures.ts";
import { Term } from "../../shared/term.tsx";
import { handWords } from "../../words/hand.ts";
import type { Hands } from "./hands.ts";
import type { Learning, WriterReport } from "./learning.ts";

const says = handWords;

export function Writers({ hands, learning }: { hands: Hands; learning: Learning }) {
  const report = learning.writers.value;
  if (hands.counts.value.size < 2) return null;
  return (
    <div class="writers">
      <div class="hand-buttons">
        <Term name={says.writers.title} explanation={says.writers.explanation} />
        <button
          type="button"
          data-testid="score-writers"
          aria-disabled={!!learning.work.value || learning.obstacle.value !== undefined}
          onClick={learning.scoreWriters}
        >
          {says.writers.score}
        </button>
      </div>
      {report && <WritersTable report={report} />}
    </div>
  );
}

const accuracies = ({ before, after, of }: WriterReport) => ({ before: before / of, after: after / of });
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function WritersTable({ report }: { report: WriterReport[] }) {
  const all = report.map(accuracies);
  const [before, after] = [all.map(({ before }) => before), all.map(({ after }) => after)];
  return (
    <table class="hand-table" data-testid="writers-report">
      <thead>
        <tr>
          <th scope="col">{says.writers.writer}</th>
          <th scope="col">{says.writers.drawings}</th>
          <th scope="col">{says.before}</th>
          <th scope="col">{says.after}</th>
        </tr>
      </thead>
      <tbody>
        {report.map((writer, i) => (
          <Row key={writer.hand} name={writer.hand} drawings={writer.of} {...(all[i] as (typeof all)[number])} />
        ))}
      </tbody>
      <tfoot>
        <Row name={says.writers.mean} before={mean(before)} after={mean(after)} />
        <Row name={says.writers.worst} before={Math.min(...before)} after={Math.min(...after)} />
      </tfoot>
    </table>
  );
}

interface RowProps {
  name: string;
  drawings?: number;
  before: number;
  after: number;
}

function Row({ name, drawings, before, after }: RowProps) {
  return (
    <tr>
      <th scope="row">
        <ChangingText>{name}</ChangingText>
      </th>
      <td>{drawings !== undefined && <ChangingText>{formatCount(drawings)}</ChangingText>}</td>
      <td>
        <ChangingText>{formatProbability(before)}</ChangingText>
      </td>
      <td>
        <ChangingText>{formatProbability(after)}</ChangingText>
      </td>
    </tr>
  );
}
