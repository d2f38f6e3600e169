/** All runs beside one another: their curves, and a table of what differs and of what they have reached. */

import "./runs.css";
import "../../shared/sideways.css";
import { useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useRef } from "preact/hooks";
import { ChangingText } from "../../shared/changing-text.tsx";
import { ChartChoices } from "../../shared/charts/chart-choices.tsx";
import { measures } from "../../shared/charts/curve.ts";
import { Key } from "../../shared/charts/key.tsx";
import { lookOf } from "../../shared/charts/looks.ts";
import { Overlay } from "../../shared/charts/overlay.tsx";
import { downloadCsv, downloadJson } from "../../shared/download.ts";
import { formatAccuracy, formatCount, formatSeconds } from "../../shared/figures.ts";
import { runsWords } from "../../words/runs.ts";
import type { Runs } from "./runs.ts";
import type { Order, Row } from "./table.ts";

const says = runsWords;

interface RunsProps {
  runs: Runs;
}

interface PartProps extends RunsProps {
  undo: RefObject<HTMLButtonElement | null>;
}

export function RunsView({ runs }: RunsProps) {
  const isEmpty = runs.rows.value.length === 0;
  const undo = useRef<HTMLButtonElement>(null);
  return (
    <section class="runs" aria-label={says.title}>
      {isEmpty ? (
        <p class="hint" data-testid="no-runs">
          {says.none}
        </p>
      ) : (
        <>
          <div class="overlays">
            {measures.map((measure) => (
              <Overlay key={measure} series={runs.series.value} measure={measure} />
            ))}
          </div>
          <ChartChoices />
          <Table runs={runs} undo={undo} />
        </>
      )}
      <Actions runs={runs} isEmpty={isEmpty} undo={undo} />
    </section>
  );
}

function Actions({ runs, isEmpty, undo }: PartProps & { isEmpty: boolean }) {
  const removed = runs.removed.value;
  const refusal = runs.refusal.value;
  return (
    <div class="run-actions">
      <button
        type="button"
        data-testid="export-json"
        disabled={isEmpty}
        onClick={() => downloadJson(runs.json(), says.fileName)}
      >
        {says.exportJson}
      </button>
      <button
        type="button"
        data-testid="export-csv"
        disabled={isEmpty}
        onClick={() => downloadCsv(runs.csv(), says.fileName)}
      >
        {says.exportCsv}
      </button>
      <button
        ref={undo}
        type="button"
        data-testid="undo-remove"
        aria-disabled={!removed}
        onClick={() => removed && runs.undoRemove()}
      >
        {says.undo}
      </button>
      <p role="status" class="caption" data-testid="runs-status">
        <ChangingText>{refusal ? says.notKept(refusal) : removed ? says.removed : ""}</ChangingText>
      </p>
    </div>
  );
}

function Table({ runs, undo }: PartProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is to be scrolled with the keyboard, too.
    <section class="table sideways" aria-label={says.tableName} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{says.curve}</th>
            <SortedBy runs={runs} by="name" />
            {runs.columns.value.map(({ path, title }) => (
              <th key={path} scope="col" class="setting">
                <ChangingText>{title}</ChangingText>
              </th>
            ))}
            {(["best", "last", "epochs", "seconds", "began"] as const).map((by) => (
              <SortedBy key={by} runs={runs} by={by} />
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {runs.rows.value.map((row) => (
            <RunRow key={row.record.id} runs={runs} row={row} look={runs.lookOf(row)} undo={undo} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function SortedBy({ runs, by }: RunsProps & { by: Order }) {
  const isOrder = runs.order.value === by;
  const direction = runs.isDescending.value ? "descending" : "ascending";
  return (
    <th scope="col" aria-sort={isOrder ? direction : undefined} class={by === "name" ? undefined : "number"}>
      <button type="button" data-testid={`sort-${by}`} onClick={() => runs.sortBy(by)}>
        {says.columns[by]}
      </button>
    </th>
  );
}

interface RowProps extends PartProps {
  row: Row;
  /** Of its curves; undefined where they are not shown. */
  look: number | undefined;
}

/** It is drawn anew when one of these is another, and not whenever another row is. */
function RunRow({ runs, row, look, undo }: RowProps) {
  const { record, name, settings, best, last, epochs, seconds } = row;
  const isLive = runs.isLive(row);
  const isShown = look !== undefined;
  const full = runs.full.value;

  function remove(): void {
    runs.remove(row);
    undo.current?.focus(); // the button that was pressed goes away
  }

  return (
    <tr aria-current={isLive ? "true" : undefined} data-testid="run-row">
      <td>
        <label class="check shown" title={isShown ? undefined : full}>
          <input
            type="checkbox"
            aria-label={says.showCurve(name)}
            checked={isShown}
            disabled={!isShown && full !== undefined}
            onChange={({ currentTarget }) => runs.show(row, currentTarget.checked)}
          />
          {isShown && <Key line={lookOf(look)}>{""}</Key>}
        </label>
      </td>
      <th scope="row">
        <Name runs={runs} row={row} />
        {isLive && <span class="caption"> {says.underWay}</span>}
      </th>
      {settings.map((text, i) => (
        <td key={i} class="setting" translate={false}>
          {text || "–"}
        </td>
      ))}
      <td class="number" data-testid="run-best">
        {formatAccuracy(best?.accuracy)}
      </td>
      <td class="number" data-testid="run-last">
        {formatAccuracy(last?.accuracy)}
      </td>
      <td class="number">{formatCount(Math.floor(epochs))}</td>
      <td class="number">{formatSeconds(seconds)}</td>
      <td class="number">{says.time(record.began)}</td>
      <td class="row-actions">
        <button
          type="button"
          data-testid="open-run"
          aria-label={says.openName(name)}
          disabled={isLive}
          onClick={() => runs.open(record)}
        >
          {says.open}
        </button>
        <button
          type="button"
          data-testid="remove-run"
          aria-label={says.removeName(name)}
          disabled={isLive}
          onClick={remove}
        >
          {says.remove}
        </button>
      </td>
    </tr>
  );
}

/** A name that becomes a field when it is pressed. */
function Name({ runs, row }: RunsProps & { row: Row }) {
  const isEdited = useSignal(false);
  /** Whether the name is to have the focus when it comes back. */
  const isToFocus = useRef(false);
  if (!isEdited.value)
    return (
      <button
        ref={(button) => {
          if (isToFocus.current) button?.focus();
          isToFocus.current = false;
        }}
        type="button"
        class="run-name"
        title={says.rename}
        data-testid="run-name"
        onClick={() => {
          isEdited.value = true;
        }}
      >
        <ChangingText>{row.name}</ChangingText>
      </button>
    );

  function enter(text: string): void {
    if (!isEdited.peek()) return; // a field that goes loses the focus, too
    isEdited.value = false;
    if (text !== row.name) runs.rename(row, text);
  }

  function press(event: KeyboardEvent & { currentTarget: HTMLInputElement }): void {
    const { key, currentTarget } = event;
    if (key !== "Enter" && key !== "Escape") return;
    event.preventDefault(); // the button that comes is not to be pressed by it
    isToFocus.current = true;
    enter(key === "Enter" ? currentTarget.value : row.name);
  }

  return (
    <input
      // biome-ignore lint/a11y/noAutofocus: whoever pressed the name types the new one.
      autoFocus
      aria-label={says.rename}
      data-testid="run-title"
      maxLength={80}
      defaultValue={row.name}
      onBlur={({ currentTarget }) => enter(currentTarget.value)}
      onKeyDown={press}
    />
  );
}
