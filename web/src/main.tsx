/** Mounts the page, where the browser has all that it needs. */

import { render } from "preact";
import { createPage } from "./app/page.tsx";
import { whatIsMissing } from "./needs.ts";

const page = document.getElementById("page") as HTMLElement;
/** What index.html shows until the page has started. */
const start = document.getElementById("start") as HTMLElement;

const missing = whatIsMissing();
if (missing === undefined) {
  const Page = createPage();
  render(<Page />, page);
  start.remove();
} else {
  start.className = "known";
  start.querySelector("p")?.replaceChildren(missing);
  start.querySelector("ul")?.remove();
}
