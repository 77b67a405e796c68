import type { Amount, Content } from './sheet.ts';

/** Numbers, and words in the place of numbers, as people type them into cells as text. */

/** What may stand behind a number without being part of it: "*", "¹", "[2]", "[note 1]", "(p)" for provisional. */
const footnote =
  /(?: ?(?:[*†‡§¹²³⁴-⁹₀-₉]|\[(?:\d{1,2}|note ?\d{1,2}|[abd-wy])\]|\((?:p|r|provisional|revised)\)))+$/i;

/** No number is typed with more characters, marks and all. */
const longest = 60;

const digits = String.raw`[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,2}(?: \d{3})+|\d+`;
const unit = '(%|m|k|million|thousand)?';
const number = new RegExp(
  String.raw`^(£?) ?(\(?)(£?) ?([+-]?) ?(£?) ?((?:${digits})?(?:\.\d+)?) ?${unit} ?(\)?) ?${unit}$`,
  'i',
);

/**
 * The number that a text means: "9,512", "£24,310", "−0.3", "(1.2)", "18.6%", "£1.250m", "12*". A comma or space
 * has three digits after it: "1,2" may mean two different numbers, and is none. More than 15 digits would not come back
 * as they were typed.
 */
export function parseAmount(text: string): Amount | undefined {
  if (text.length > longest) return undefined;
  const plain = text
    .replace(/\s+/g, ' ')
    .replace(/[\u2010-\u2015\u2212\uFE63\uFF0D]/g, '-')
    .trim()
    .replace(footnote, '');
  const [found, a = '', open = '', b = '', sign = '', c = '', size = '', inner = '', close = '', outer = ''] =
    number.exec(plain) ?? [];
  if (found === undefined || size === '') return undefined;
  const pounds = a + b + c;
  const mark = (inner + outer).slice(0, 1).toLowerCase().replace('t', 'k') as '' | '%' | 'm' | 'k';
  const figures = size.replace(/[, ]/g, '');
  if (pounds.length > 1 || (open === '(') !== (close === ')') || (open && sign) || (inner && outer))
    return undefined;
  if ((mark === '%' && pounds) || figures.replace(/^0+|\./g, '').length > 15) return undefined;
  const value = open || sign === '-' ? -Number(figures) : Number(figures);
  // Minus nought is nought.
  return mark ? { value: value + 0, mark } : { value: value + 0 };
}

/** The number that a cell holds, or that its text means. */
export function amountIn(content: Content | undefined): Amount | undefined {
  if (content?.kind === 'number') return content;
  return content?.kind === 'text' ? parseAmount(content.text) : undefined;
}

/** What may be said of a number that is a target: "≤ 35", "at most 35", "35 or fewer". */
const bound =
  /^(?:[<>≤≥]=?|(?:at|no) (?:most|least|more than|fewer than|less than)|up to|(?:fewer|less|more) than|under|below|over|above|max(?:imum)?\.?(?: of)?|min(?:imum)?\.?(?: of)?)\s*(?=[£\d.-])|(?<=[\d%mk])\s*(?:or (?:fewer|less|more|below|under|above|over|higher|lower)|\(?max(?:imum)?\.?\)?|\(?min(?:imum)?\.?\)?)$/gi;

/** The number of a target that is typed with words. One without any number, "to be agreed", is no target yet. */
export const targetText = (text: string): string | undefined =>
  /\d/.test(text) ? text.trim().replace(bound, '') : undefined;

const ratio = /^0*(\d{1,6}(?:\.\d{1,6})?) ?(?::|\u2236|to) ?0*(\d{1,6}(?:\.\d{1,6})?)$/i;

/** "1:2.1" or "1 to 2.1": its text, and what the second number is to one of the first. */
export function parseRatio(text: string): { value: number; typed: string } | undefined {
  const [, first = '', second = ''] = ratio.exec(text.trim()) ?? [];
  if (first === '' || Number(first) === 0) return undefined;
  return { value: Number((Number(second) / Number(first)).toFixed(9)), typed: `${first}:${second}` };
}

/**
 * Words that say that there is a number and it is not told, or that there can be none, as they are printed. They are not
 * nought, and not blank, which is a number that is still to come. (The signs are those of official statistics:
 * analysisfunction.civilservice.gov.uk, "Symbols in tables".)
 */
const withheld: Array<{ when: RegExp; print: string }> = [
  { when: /^(?:-|\[?z\]?|n\/?a|n\.a\.|not applicable)$/i, print: 'Not applicable' },
  { when: /^(?:\.\.|:|\[?x\]?|not available)$/i, print: 'Not available' },
  { when: /^(?:\*|\[?c\]?|not shown|suppressed)$/i, print: 'Not shown' },
];

/** How a suppressed value is printed; undefined if the text is none: "c" is `Not shown`, "< 5" is `<5`. */
export function withheldWords(text: string): string | undefined {
  const plain = text.replace(/[\u2010-\u2015\u2212]/g, '-');
  const [, limit] = /^(?:<|less than|fewer than) ?(\d{1,3})$/i.exec(plain) ?? [];
  return limit === undefined ? withheld.find(({ when }) => when.test(plain))?.print : `<${limit}`;
}
