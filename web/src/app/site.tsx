/** The pages of the site by address, which follows the `#`. Each is fetched when it is first opened. */

import "./site.css";
import { type FunctionComponent, render } from "preact";
import type { Lab } from "./lab.ts";
import { isEmbedded } from "./panels/embed/embeddable.ts";
import { words } from "./words/words.ts";

const says = words.site;

interface Page {
  /** Of the document. */
  title: string;
  /** On a page that is not the lab's own, which is named as the site is. */
  heading?: string;
  subtitle?: string;
  /** Without header and navigation. */
  isBare?: boolean;
  View: FunctionComponent;
}

interface Entry {
  /** In the navigation. */
  name: string;
  make(): Promise<Page>;
}

let lab: Promise<Lab> | undefined;

/** It is made with the first page that needs it. */
function theLab(): Promise<Lab> {
  lab ??= import("./lab.ts").then(({ createLab }) => createLab());
  lab.catch(() => {
    lab = undefined; // another attempt fetches it again
  });
  return lab;
}

/** Each is made once: what it holds outlives its view. */
const pages: Record<string, Entry> = {
  "/": {
    name: says.lab,
    make: async () => {
      const [{ createPage }, lab] = await Promise.all([import("./pages/home.tsx"), theLab()]);
      return { title: says.homeTitle, subtitle: words.subtitle, View: createPage(lab) };
    },
  },
  "/runs": {
    name: says.runs,
    make: async () => {
      const [{ createPage }, lab] = await Promise.all([import("./pages/runs.tsx"), theLab()]);
      return { title: says.runsTitle, heading: says.runs, subtitle: says.runsSubtitle, View: createPage(lab) };
    },
  },
  "/better": {
    name: says.better,
    make: async () => {
      const [{ createPage }, lab] = await Promise.all([import("./pages/better.tsx"), theLab()]);
      const { better: heading, betterTitle: title, betterSubtitle: subtitle } = says;
      return { title, heading, subtitle, View: createPage(lab) };
    },
  },
  "/links": {
    name: says.links,
    make: async () => {
      const { createPage } = await import("./pages/links.tsx");
      const { links: heading, linksTitle: title, linksSubtitle: subtitle } = says;
      return { title, heading, subtitle, View: createPage() };
    },
  },
};

/** Within another page there is this one alone, whatever follows the `#`. */
const embedded: Entry = {
  name: says.lab,
  make: async () => {
    const [{ createPage }, lab] = await Promise.all([import("./pages/embedded.tsx"), theLab()]);
    return { title: says.homeTitle, isBare: true, View: createPage(lab, location.search) };
  },
};

/** What follows a `#` is never this. */
const embeddedAddress = "?embed";

const made = new Map<string, Promise<Page>>();

function pageAt(address: string): Promise<Page> {
  const entry = address === embeddedAddress ? embedded : Object.hasOwn(pages, address) ? pages[address] : undefined;
  if (!entry) return Promise.resolve(notice(says.unknown(address)));
  const page = made.get(address) ?? entry.make();
  made.set(address, page);
  page.catch(() => made.delete(address)); // another attempt fetches it again
  return page;
}

/** Without what follows a question mark, which the page reads by itself. */
const addressNow = () => (isEmbedded(location.search) ? embeddedAddress : pageAddress());
const pageAddress = () => location.hash.slice(1).replace(/\?.*$/s, "") || "/";

/** Shows the page at the address, and from then on whichever it leads to. Rejects where the first one does not come. */
export async function openSite(root: HTMLElement): Promise<void> {
  let shown: string | undefined;

  async function follow(): Promise<void> {
    const address = addressNow();
    const page = await pageAt(address);
    if (address !== addressNow()) return;
    if (address !== shown) show(page, address, root);
    shown = address;
  }

  addEventListener("hashchange", async () => {
    const before = shown;
    const address = addressNow();
    await follow().catch(() => {
      if (address !== addressNow()) return; // another page is there by now, or on its way
      shown = undefined;
      show(notice(says.notFetched), address, root);
    });
    if (shown !== before) focusHeading(root);
  });
  await follow();
}

function show({ title, heading, subtitle, isBare, View }: Page, address: string, root: HTMLElement): void {
  document.title = title;
  render(
    <>
      {!isBare && (
        <header class="site">
          {heading === undefined ? (
            <h1>{words.title}</h1>
          ) : (
            <>
              <a class="brand" href="#/">
                {words.title}
              </a>
              <h1>{heading}</h1>
            </>
          )}
          {subtitle !== undefined && <p>{subtitle}</p>}
          {Object.keys(pages).length > 1 && <Navigation address={address} />}
        </header>
      )}
      <View />
    </>,
    root,
  );
}

function Navigation({ address }: { address: string }) {
  return (
    <nav aria-label={says.pages}>
      {Object.entries(pages).map(([at, { name }]) => (
        <a key={at} href={`#${at}`} aria-current={at === address ? "page" : undefined}>
          {name}
        </a>
      ))}
    </nav>
  );
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
      <main>
        <p class="site-notice" role="alert" data-testid="notice">
          {text}
        </p>
        <p>
          <a href="#/">{says.home}</a>
        </p>
      </main>
    ),
  };
}
