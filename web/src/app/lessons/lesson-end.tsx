/** Foot of a lesson: where to go from here, and the lesson for a page of one's own. */

import "./lesson-end.css";
import { useSignal } from "@preact/signals";
import { copy } from "../shared/copy.ts";
import { lessonsWords } from "../words/lessons.ts";
import { type LessonName, lessonNames } from "./list.ts";

const { end: says, list } = lessonsWords;

export function LessonEnd({ name }: { name: LessonName }) {
  const place = lessonNames.indexOf(name);
  const [before, next] = [lessonNames[place - 1], lessonNames[place + 1]];
  return (
    <footer class="lesson-end">
      <nav aria-label={says.name}>
        {before && <a href={`#/learn/${before}`}>{says.before(list[before].title)}</a>}
        <a href="#/learn">{says.contents}</a>
        {next ? <a href={`#/learn/${next}`}>{says.next(list[next].title)}</a> : <a href="#/">{says.lab}</a>}
      </nav>
      <EmbedLesson title={list[name].title} />
    </footer>
  );
}

/** Of the frame, in pixels. */
const HEIGHT = 720;

function EmbedLesson({ title }: { title: string }) {
  const address = useSignal("");
  const isCopied = useSignal(false);
  const frame = address.value && frameOf(address.value, title);
  const show = () => {
    address.value = location.href;
    isCopied.value = false;
  };
  return (
    <details onToggle={show}>
      <summary>{says.embed}</summary>
      <p class="hint">{says.embedNote}</p>
      <textarea class="code-text" readOnly rows={3} value={frame} aria-label={says.embed} />
      <button
        type="button"
        onClick={async () => {
          show();
          isCopied.value = await copy(frameOf(address.value, title));
        }}
      >
        {says.copy}
      </button>{" "}
      <span role="status">{isCopied.value && says.copied}</span>
    </details>
  );
}

function frameOf(href: string, title: string): string {
  const address = new URL(href);
  address.search = "?embed";
  const frame = document.createElement("iframe");
  frame.src = address.href;
  frame.title = title;
  frame.width = "100%";
  frame.height = String(HEIGHT);
  frame.setAttribute("style", "border: 0");
  return frame.outerHTML;
}
