/** Opens the site, where the browser has all that it needs. */

import { openSite } from "./app/site.tsx";
import { whatIsMissing } from "./needs.ts";

const page = document.getElementById("page") as HTMLElement;
/** What index.html shows until the page has started. */
const start = document.getElementById("start") as HTMLElement;

// start.js has found out which it is.
const missing = whatIsMissing(document.documentElement.lang === "zh-CN" ? "zh-CN" : "en");
if (missing === undefined) {
  // What is missing then, start.js tells, as of any error before the page has started.
  openSite(page).then(() => start.remove(), reportError);
} else {
  start.className = "known";
  start.querySelector("p")?.replaceChildren(missing);
  start.querySelector("ul")?.remove();
}
