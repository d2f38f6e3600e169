/** What the engine and the worker say, which is English. */

/** What there is to read of a setting. */
export interface SaidOfSetting {
  title: string;
  help: string;
  allowed?: string;
  choices?: { name: string; title?: string }[];
  settings?: SaidOfSetting[];
}

export const engine = {
  /** A description of settings, in the language that the page speaks. */
  described: <Description extends { settings: SaidOfSetting[] }>(description: Description): Description => description,
  /** A message, or a part of one, likewise. */
  inWords: (message: string): string => message,
};
