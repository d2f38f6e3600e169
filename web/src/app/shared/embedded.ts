/** Within a page of somebody else's. */

/** Whether the site is to be shown within another page, by its address's query. */
export const isEmbedded = (query: string): boolean => new URLSearchParams(query).has("embed");
