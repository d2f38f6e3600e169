/** Numbers, lists and plurals as a language writes them. */

/** The forms of a noun by the numbers that they go with; `other` is there in every language. */
type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** `language` is a BCP 47 tag. What is no number is not to come here. */
export function formatsFor(language: string) {
  const plurals = new Intl.PluralRules(language);
  const lists = new Intl.ListFormat(language);
  const choices = new Intl.ListFormat(language, { type: "disjunction" });
  const wholes = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const roughs = new Intl.NumberFormat(language, { maximumSignificantDigits: 1, useGrouping: false });
  const figures = new Intl.NumberFormat(language, {
    ...{ maximumSignificantDigits: 4, useGrouping: false },
    signDisplay: "negative", // a zero has no sign
  });
  const times = new Intl.DateTimeFormat(language, { dateStyle: "short", timeStyle: "short" });
  const decimals = Array.from({ length: 5 }, (_, digits) => {
    return new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  });

  /** Rounded to a whole number. */
  const count = (number: number) => wholes.format(number);

  /** With so many digits behind the point, 4 at the most. */
  const decimal = (number: number, digits: number) => (decimals[digits] as Intl.NumberFormat).format(number);

  return {
    count,
    decimal,

    /**
     * With up to four digits that count; what is very large or very small as a number from 1 to 10, an "e", and its power of
     * ten. A plain hyphen stands for minus in the power.
     */
    figure(number: number): string {
      const size = Math.abs(number);
      if (number === 0 || (size >= 1e-3 && size < 1e6)) return figures.format(number);
      const [mantissa = "", exponent = ""] = number.toExponential(3).split("e");
      return `${figures.format(Number(mantissa))}e${Number(exponent)}`;
    },

    /** With one digit that is not 0. */
    rough: (number: number) => roughs.format(number),

    /** A power of ten, and before it a number with so many digits behind the point. */
    scientific(number: number, digits: number): string {
      const [mantissa, exponent] = number.toExponential(digits).split("e");
      return `${decimal(Number(mantissa), digits)}e${exponent}`;
    },

    /** A day and the time of it, from milliseconds since 1970. */
    time: (time: number) => times.format(time),

    /** So many of something. */
    counted: (number: number, forms: Forms) => `${count(number)} ${forms[plurals.select(number)] ?? forms.other}`,

    list: (items: readonly string[]) => lists.format(items),

    /** As a list of which one is right, in parts: the items, and the words between them. */
    choice: (items: readonly string[]) => choices.formatToParts(items),
  };
}
