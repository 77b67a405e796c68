/** Short forms in texts: `SEND`, `EHCP`, `DfE`, `C&YP`. A glossary may explain others too: `S151`, `Element 3`. */

export const shortFormPattern =
  /\b(?:[A-Z]{1,20}(?:&[A-Z]{1,20}){1,9}|[A-Z]{2,20}\d{0,9}|[A-Z][a-z]?[A-Z]{1,20})(?=s?\b)/g;

/** Those that everybody knows, and that nobody would write out. */
const known = new Set(
  'A&E BBC CEO COVID EU GCSE GP ICT ID IT MP NHS OK PDF PhD Q&A R&D TV UK USA VAT'.split(' '),
);
/** Another check reports these. */
const placeholders = new Set(['RAG', 'TBC', 'TBA', 'TBD', 'TODO', 'FIXME']);

export const needsExplaining = (short: string): boolean => !known.has(short) && !placeholders.has(short);

/** The short forms of a text, each once, in their order; addresses of the web and of mailboxes have none. */
export const shortFormsIn = (text: string): string[] => [
  ...new Set(withoutAddresses(text).match(shortFormPattern)?.filter(needsExplaining)),
];

/** The text with blanks for addresses, so that each place in it stays the same. */
export function withoutAddresses(text: string): string {
  const blank = (what: string) => ' '.repeat(what.length);
  return text
    .replace(/(?<=\])\([^)]{0,2000}\)/g, blank)
    .replace(/\b(?:https?:\/\/|www\.)\S+|(?<!\S)\S+@\S+/g, blank);
}

/** Three words or more in capitals, one after the other, are a heading that somebody typed so. */
const capitals = /(?<![\p{L}\p{N}])\p{Lu}[\p{Lu}'’&-]*(?:[ \t]+\p{Lu}[\p{Lu}'’&-]*){2,}(?![\p{L}\p{N}])/gu;

/** The text with blanks for words that are typed in capitals, less those that a glossary explains. */
export const withoutCapitals = (text: string, glossary: Readonly<Record<string, string>>): string =>
  text.replace(capitals, (run) =>
    run.replace(/[^ \t]+/g, (word) => (Object.hasOwn(glossary, word) ? word : ' '.repeat(word.length))),
  );
