/** Mounts the page, where the browser has all that it needs. */

import { render } from "preact";
import { Page } from "./app/page.tsx";
import { createState } from "./app/state.ts";
import { whatIsMissing } from "./needs.ts";

const page = document.getElementById("page") as HTMLElement;
/** What index.html shows until the page has started. */
const start = document.getElementById("start") as HTMLElement;

const missing = whatIsMissing();
if (missing === undefined) {
  render(<Page state={createState()} />, page);
  start.remove();
} else {
  start.className = "known";
  start.querySelector("p")?.replaceChildren(missing);
  start.querySelector("ul")?.remove();
}
