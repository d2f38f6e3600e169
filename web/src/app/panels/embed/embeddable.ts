/** The panels that another page may show, by the names that an address has for them, and what stands in that page. */

export const embeddable = ["controls", "numbers", "pad", "timeline", "curves", "settings"] as const;
export type Embeddable = (typeof embeddable)[number];

/** Of the frame, in pixels. */
const HEIGHT = 640;

/** What a query asks for; all where it names none. */
export function panelsIn(query: string): { panels: Embeddable[]; unknown: string[] } {
  const named = (new URLSearchParams(query).get("panels") ?? "").split(",").map((name) => name.trim());
  const names = [...new Set(named.filter(Boolean))];
  const panels = names.filter((name): name is Embeddable => (embeddable as readonly string[]).includes(name));
  const unknown = names.filter((name) => !(embeddable as readonly string[]).includes(name));
  return { panels: panels.length > 0 ? panels : [...embeddable], unknown };
}

/** The element that shows these panels. `site` is the site's address, `link` what an address says of the recipe. */
export function frameOf(site: string, link: string, panels: readonly Embeddable[], title: string): string {
  const address = new URL(site);
  address.search = `?embed&panels=${panels.join(",")}`;
  address.hash = `#/?${link}`;
  return `<iframe src="${escaped(address.href)}" title="${escaped(title)}" width="100%" height="${HEIGHT}" style="border: 0"></iframe>`;
}

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
