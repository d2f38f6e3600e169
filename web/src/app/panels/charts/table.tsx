/** The curves as a table over the page, from which they are saved as files; fetched when it is first opened. */

import "./table.css";
import { useSignal } from "@preact/signals";
import type { Score } from "../../../protocol.ts";
import { type Measure, measures } from "../../shared/charts/curve.ts";
import { CloseButton, Dialog } from "../../shared/dialog.tsx";
import { download, downloadCsv } from "../../shared/download.ts";
import { formatAccuracy, formatCount, formatLoss } from "../../shared/figures.ts";
import { tableWords } from "../../words/dialogs.ts";
import { words } from "../../words/words.ts";
import { fewer, type Row, rowsOf, tableOf } from "./rows.ts";

export { rowsOf };

const says = tableWords;
const { formats } = words;

const mostRows = 300;

interface CurveTableProps {
  /** As they stood when it was opened. */
  rows: readonly Row[];
  png: (measure: Measure) => Promise<Blob>;
  close: () => void;
}

export function CurveTable({ rows, png, close }: CurveTableProps) {
  const hasNoPicture = useSignal(false);

  async function savePicture(measure: Measure): Promise<void> {
    try {
      download(await png(measure), `${says.fileNames[measure]}.png`);
      hasNoPicture.value = false;
    } catch {
      hasNoPicture.value = true;
    }
  }

  const saveTable = () => downloadCsv(tableOf(rows), says.fileNames.table);
  const shown = fewer(rows, mostRows);
  return (
    <Dialog name="curve-table" title={says.title} onClose={close}>
      <p class="hint">{says.rows(shown.length, rows.length)}</p>
      <div class="curve-files">
        <button type="button" data-testid="save-csv" onClick={saveTable}>
          {says.saveCsv}
        </button>
        {measures.map((measure) => (
          <button key={measure} type="button" data-testid={`save-${measure}`} onClick={() => savePicture(measure)}>
            {says.savePng[measure]}
          </button>
        ))}
        <CloseButton testId="close-table">{says.close}</CloseButton>
      </div>
      <p role="alert">{hasNoPicture.value && says.noPicture}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no pointer scrolls it with the keyboard. */}
      <section class="curve-rows" tabIndex={0} aria-label={says.title}>
        <table>
          <thead>
            <tr>
              {Object.values(says.columns).map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <TableRow key={row.moment.digitsSeen} {...row} />
            ))}
          </tbody>
        </table>
      </section>
    </Dialog>
  );
}

function TableRow({ moment: { digitsSeen, step, epoch, seconds }, training, test, changes }: Row) {
  const scores = (score: Score | undefined) => [formatLoss(score?.loss), formatAccuracy(score?.accuracy)];
  const moment = [formatCount(step), formats.decimal(epoch, 2), formats.decimal(seconds, 2)];
  return (
    <tr>
      <th scope="row">{formatCount(digitsSeen)}</th>
      {[...moment, ...scores(training), ...scores(test)].map((figure, i) => (
        <td key={i}>{figure}</td>
      ))}
      <td class="change">{changes.join(", ")}</td>
    </tr>
  );
}
