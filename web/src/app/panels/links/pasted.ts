/** Links in whatever somebody pastes: one a line or within text, each with the name that stands before it. */

export interface Pasted {
  /** Empty where there is none. */
  name: string;
  link: string;
}

/** Enough for several classes, and more than a page should be asked to train again. */
export const mostLinks = 200;

/** From "#/?", or from a bare link's first setting, to the next blank or quote. Programs may have written `%23` for `#`. */
const linkPattern = /[^\s<>"']*(?:#|%23)\/(?:\?|%3F)[^\s<>"']*|[^\s<>"']*\bcheck(?:=|%3D)[0-9a-f]+/gi;

const addressPattern = /https?:\/\/[^\s<>"']+/gi;

/** Addresses in the text of which none is a link to a run, each once: somebody may have meant one. */
export function otherAddresses(text: string): string[] {
  const all = new Set([...text.matchAll(addressPattern)].map(([address]) => address));
  return [...all].filter((address) => address.search(linkPattern) < 0);
}

/** What stands between a name and a link. */
const trimmed = (text: string) => text.replace(/^[\s,;:|<>"'()*•\-–—]+|[\s,;:|<>"'(\-–—]+$/g, "");

export function pastedLinks(text: string): Pasted[] {
  const found: Pasted[] = [];
  /** A line of its own before a link. */
  let above = "";
  for (const line of text.split("\n")) {
    let end = 0;
    for (const match of line.matchAll(linkPattern)) {
      const beside = trimmed(line.slice(end, match.index));
      found.push({ name: beside || above, link: match[0] });
      end = match.index + match[0].length;
      above = "";
    }
    if (end === 0 && line.trim() !== "") above = trimmed(line).slice(0, 80);
  }
  return found;
}
