/** The pages of the site by address, which follows the `#`. Each is fetched when it is first opened. */

import "./site.css";
import { type FunctionComponent, render } from "preact";
import { useLayoutEffect } from "preact/hooks";
import type { Lab } from "./lab.ts";
import type { Place } from "./lessons/shared/place.ts";
import type { Engine } from "./run/engine.ts";
import { isEmbedded } from "./shared/embedded.ts";
import { LanguageSwitch } from "./shared/language-switch.tsx";
import { speakAsBefore, textsArrive } from "./words/language.ts";
import { words } from "./words/words.ts";

const says = words.site;

/** Its texts are asked for when they are shown, in the language of the moment. */
interface Page {
  /** Of the document. */
  title(): string;
  /** On a page that is not the lab's own, which is named as the site is. */
  heading?(): string;
  subtitle?(): string;
  /** Without header and navigation. */
  isBare?: boolean;
  View: FunctionComponent;
}

interface Entry {
  /** In the navigation. */
  name(): string;
  make(): Promise<Page>;
}

/** Makes it with the first page that needs it; where it could not be fetched, another attempt does. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    made.catch(() => {
      made = undefined;
    });
    return made;
  };
}

const theEngine = once<Engine>(async () => (await import("./run/engine.ts")).startEngine());
const theLab = once<Lab>(async () => {
  const [{ createLab }, engine] = await Promise.all([import("./lab.ts"), theEngine()]);
  return createLab(engine);
});

/** Each is made once: what it holds outlives its view. */
const pages: Record<string, Entry> = {
  "/": {
    name: () => says.lab,
    make: async () => {
      const [{ createPage }, lab] = await Promise.all([import("./pages/home.tsx"), theLab()]);
      return { title: () => says.homeTitle, subtitle: () => words.subtitle, View: createPage(lab) };
    },
  },
  "/learn": {
    name: () => says.learn,
    make: async () => {
      const { Contents, contentsTexts } = await import("./pages/learn.tsx");
      return { ...contentsTexts, View: Contents };
    },
  },
  "/runs": {
    name: () => says.runs,
    make: async () => {
      const [{ createPage }, lab] = await Promise.all([import("./pages/runs.tsx"), theLab()]);
      return {
        ...{ title: () => says.runsTitle, heading: () => says.runs, subtitle: () => says.runsSubtitle },
        View: createPage(lab),
      };
    },
  },
  "/better": {
    name: () => says.better,
    make: async () => {
      const [{ createPage }, lab] = await Promise.all([import("./pages/better.tsx"), theLab()]);
      return {
        ...{ title: () => says.betterTitle, heading: () => says.better, subtitle: () => says.betterSubtitle },
        View: createPage(lab),
      };
    },
  },
  "/links": {
    name: () => says.links,
    make: async () => {
      const { createPage } = await import("./pages/links.tsx");
      return {
        ...{ title: () => says.linksTitle, heading: () => says.links, subtitle: () => says.linksSubtitle },
        View: createPage(),
      };
    },
  },
};

/** Before the name of a lesson, each of which has a page of its own. */
const lessonAddress = "/learn/";

async function lessonAt(address: string): Promise<Page> {
  const { isLesson, lessonTexts, createLessonPage } = await import("./pages/learn.tsx");
  const name = address.slice(lessonAddress.length);
  if (!isLesson(name)) return notice(() => says.unknown(address));
  const place: Place = { engine: await theEngine(), lab: theLab };
  return { ...lessonTexts(name), isBare: isEmbedded(location.search), View: await createLessonPage(name, place) };
}

/** Within another page there is this one alone, or a lesson. */
const embedded: Entry = {
  name: () => says.lab,
  make: async () => {
    const [{ createPage }, lab] = await Promise.all([import("./pages/embedded.tsx"), theLab()]);
    return { title: () => says.homeTitle, isBare: true, View: createPage(lab, location.search) };
  },
};

/** What follows a `#` is never this. */
const embeddedAddress = "?embed";

function makerOf(address: string): (() => Promise<Page>) | undefined {
  if (address === embeddedAddress) return embedded.make;
  if (address.startsWith(lessonAddress)) return () => lessonAt(address);
  return Object.hasOwn(pages, address) ? pages[address]?.make : undefined;
}

const made = new Map<string, Promise<Page>>();

function pageAt(address: string): Promise<Page> {
  const page = made.get(address) ?? makerOf(address)?.();
  if (!page) return Promise.resolve(notice(() => says.unknown(address)));
  made.set(address, page);
  page.catch(() => made.delete(address)); // another attempt fetches it again
  return page;
}

/** Without what follows a question mark, which the page reads by itself. */
const addressNow = () =>
  isEmbedded(location.search) && !pageAddress().startsWith(lessonAddress) ? embeddedAddress : pageAddress();
const pageAddress = () => location.hash.slice(1).replace(/\?.*$/s, "") || "/";

/** Shows the page at the address, and from then on whichever it leads to. Rejects where the first one does not come. */
export async function openSite(root: HTMLElement): Promise<void> {
  let shown: string | undefined;
  speakAsBefore();

  async function follow(): Promise<void> {
    const address = addressNow();
    const page = await pageAt(address);
    await textsArrive().catch(() => {}); // then it speaks English
    if (address !== addressNow()) return;
    if (address !== shown) show(page, address, root);
    shown = address;
  }

  async function move(): Promise<void> {
    const before = shown;
    const address = addressNow();
    await follow().catch(() => {
      if (address !== addressNow()) return; // another page is there by now, or on its way
      shown = undefined;
      show(
        notice(() => says.notFetched, move),
        address,
        root,
      );
    });
    if (!shown || shown !== before) focusHeading(root);
  }

  addEventListener("hashchange", move);
  await follow();
}

function show(page: Page, address: string, root: HTMLElement): void {
  render(<Site page={page} address={address} />, root);
}

function Site({ page: { title, heading, subtitle, isBare, View }, address }: { page: Page; address: string }) {
  const name = title();
  useLayoutEffect(() => {
    document.title = name;
  }, [name]);
  return (
    <>
      {isBare && heading && <h1>{heading()}</h1>}
      {!isBare && (
        <header class="site">
          {heading === undefined ? (
            <h1>{words.title}</h1>
          ) : (
            <>
              <a class="brand" href="#/">
                {words.title}
              </a>
              <h1>{heading()}</h1>
            </>
          )}
          {subtitle !== undefined && <p>{subtitle()}</p>}
          <Navigation address={address} />
        </header>
      )}
      <View />
    </>
  );
}

/** Of a page that has pages of its own below it. */
const isWithin = (at: string, address: string) => at !== "/" && address.startsWith(`${at}/`);

function Navigation({ address }: { address: string }) {
  return (
    <nav aria-label={says.pages}>
      {Object.entries(pages).map(([at, { name }]) => (
        <a key={at} href={`#${at}`} aria-current={at === address ? "page" : isWithin(at, address) ? "true" : undefined}>
          {name()}
        </a>
      ))}
      <LanguageSwitch />
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

/** A page that says only why there is no other, and leads home; `again` fetches the other, where that may help. */
function notice(text: () => string, again?: () => void): Page {
  return {
    title: () => says.noticeTitle,
    View: () => (
      <main>
        <p class="site-notice" role="alert" data-testid="notice">
          {text()}
        </p>
        <p>
          {again && (
            <>
              <button type="button" class="primary" data-testid="again" onClick={again}>
                {words.status.tryAgain}
              </button>{" "}
            </>
          )}
          <a href="#/">{says.home}</a>
        </p>
      </main>
    ),
  };
}
