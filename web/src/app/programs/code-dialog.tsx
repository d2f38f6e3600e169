/** A program in each of the languages: to read, to copy, to save. */

import "./code-dialog.css";
import { useComputed, useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { DrawnPoints, Recipe } from "../../protocol.ts";
import { ChangingText } from "../shared/changing-text.tsx";
import { copy } from "../shared/copy.ts";
import { CloseButton, Dialog } from "../shared/dialog.tsx";
import { download, downloadCsv } from "../shared/download.ts";
import { programsWords as says } from "../words/programs.ts";
import { remember, remembered } from "./chosen.ts";
import { pointsCsv, pointsFrom } from "./points.ts";
import { program } from "./program.ts";
import { type Language, languages, type Program, type Subject } from "./subject.ts";

interface CodeDialogProps {
  subject: Subject;
  points?(recipe: Recipe): Promise<Record<"training" | "validation", DrawnPoints>>;
  onClose(): void;
}

export function CodeDialog({ subject, points, onClose }: CodeDialogProps) {
  const text = useRef<HTMLElement>(null);
  const language = useSignal(remembered());
  const shown = useComputed(() => program(language.value, subject));
  const told = useSignal<"copied" | "select" | Error | undefined>(undefined);

  function choose(chosen: Language): void {
    language.value = chosen;
    told.value = undefined;
    remember(chosen);
  }

  /** Where it cannot be put on the clipboard it is selected, to be copied by hand. */
  async function take(): Promise<void> {
    const isCopied = await copy(shown.value.text);
    if (!isCopied && text.current) getSelection()?.selectAllChildren(text.current);
    told.value = isCopied ? "copied" : "select";
  }

  async function savePoints(): Promise<void> {
    try {
      downloadCsv(await csvOf(subject, points), "points");
      told.value = undefined;
    } catch (error) {
      told.value = error as Error;
    }
  }

  const { text: code, file, notes, readsPoints } = shown.value;
  return (
    <Dialog name="code-dialog" title={says.title} onClose={onClose}>
      <p class="hint">
        <ChangingText>{hintOf(language.value, subject, shown.value)}</ChangingText>
      </p>
      <Tabs language={language.value} choose={choose} />
      <div
        key={language.value}
        id="code-panel"
        class="code-panel"
        role="tabpanel"
        aria-labelledby={tabId(language.value)}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can then be scrolled by keys
        tabIndex={0}
        translate={false}
      >
        <pre>
          <code ref={text} data-testid="code-text">
            {code}
          </code>
        </pre>
      </div>
      {notes.length > 0 && (
        <div class="code-notes" data-testid="code-notes">
          <h3>{says.notesTitle}</h3>
          <ul>
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </div>
      )}
      <p class="code-buttons">
        <button type="button" class="primary" onClick={take} data-testid="code-copy">
          {says.copy}
        </button>
        <button
          type="button"
          onClick={() => download(new Blob([code], { type: "text/plain" }), file)}
          data-testid="code-save"
        >
          {says.save}
        </button>
        {readsPoints && (
          <button type="button" onClick={savePoints} title={says.readsPoints} data-testid="code-points">
            {says.savePoints}
          </button>
        )}
        <CloseButton testId="code-close">{says.close}</CloseButton>
        <span role="status">
          <ChangingText>
            {told.value instanceof Error ? told.value.message : told.value ? says[told.value] : ""}
          </ChangingText>
        </span>
      </p>
    </Dialog>
  );
}

const tabId = (language: Language) => `code-tab-${language}`;

/** One of them can be reached by Tab; the arrow keys, Home and End choose, as in every list of tabs. */
function Tabs({ language, choose }: { language: Language; choose(language: Language): void }) {
  function turn(event: KeyboardEvent): void {
    const at = languages.indexOf(language);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
    const next = to === undefined ? undefined : languages.at(to % languages.length);
    if (next === undefined) return;
    event.preventDefault();
    choose(next);
    document.getElementById(tabId(next))?.focus();
  }

  return (
    <div class="code-tabs" role="tablist" aria-label={says.tabs}>
      {languages.map((one) => (
        <button
          key={one}
          id={tabId(one)}
          type="button"
          role="tab"
          aria-selected={one === language}
          aria-controls="code-panel"
          tabIndex={one === language ? 0 : -1}
          onClick={() => choose(one)}
          onKeyDown={turn}
          data-testid={tabId(one)}
        >
          {says.names[one]}
        </button>
      ))}
    </div>
  );
}

function hintOf(language: Language, subject: Subject, { notes }: Program): string {
  if (language === "keras") return says.hint.like;
  if (notes.length > 0) return says.hint.otherwise;
  return language === "cpp" || language === "javascript" || "perceptron" in subject ? says.hint.exact : says.hint.same;
}

/** The points that a program reads: those that it was given, or what the recipe's rule draws. */
async function csvOf(subject: Subject, points: CodeDialogProps["points"]): Promise<string> {
  if (!("recipe" in subject)) return "";
  if (subject.data) return pointsCsv(subject.data);
  const drawn = await points?.(subject.recipe);
  return drawn ? pointsCsv(pointsFrom(drawn.training), pointsFrom(drawn.validation)) : "";
}
