/** The pages of the site by address, which follows the `#`. Each is fetched when it is first opened. */

import "./site.css";
import { type FunctionComponent, render } from "preact";
import { words } from "./words/words.ts";

const says = words.site;

interface Page {
  title: string;
  View: FunctionComponent;
}

/** Each is made once: what it holds outlives its view. */
const pages: Record<string, () => Promise<Page>> = {
  "/": async () => ({ title: says.homeTitle, View: (await import("./page.tsx")).createPage() }),
};

const made = new Map<string, Promise<Page>>();

function pageAt(address: string): Promise<Page> {
  const make = Object.hasOwn(pages, address) ? pages[address] : undefined;
  if (!make) return Promise.resolve(notice(says.unknown(address)));
  const page = made.get(address) ?? make();
  made.set(address, page);
  page.catch(() => made.delete(address)); // another attempt fetches it again
  return page;
}

const addressNow = () => location.hash.slice(1) || "/";

/** Shows the page at the address, and from then on whichever it leads to. Rejects where the first one does not come. */
export async function openSite(root: HTMLElement): Promise<void> {
  async function follow(): Promise<void> {
    const address = addressNow();
    const page = await pageAt(address);
    if (address === addressNow()) show(page, root);
  }

  addEventListener("hashchange", async () => {
    await follow().catch(() => show(notice(says.notFetched), root));
    focusHeading(root);
  });
  await follow();
}

function show({ title, View }: Page, root: HTMLElement): void {
  document.title = title;
  render(<View />, root);
}

/** Whoever follows a link with the keyboard or a screen reader is at the top of the new page. */
function focusHeading(root: HTMLElement): void {
  const heading = root.querySelector("h1");
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus();
}

/** A page that says only why there is no other, and leads home. */
function notice(text: string): Page {
  return {
    title: says.noticeTitle,
    View: () => (
      <>
        <header>
          <h1>{words.title}</h1>
        </header>
        <main>
          <p class="site-notice" role="alert" data-testid="notice">
            {text}
          </p>
          <p>
            <a href="#/">{says.home}</a>
          </p>
        </main>
      </>
    ),
  };
}
