import type { Found } from './found.ts';

/** A text without what hides words from a search, and where each of its characters was before. */
export interface PlainText {
  text: string;
  /** A match in `text` as a find in the text that was given. */
  found(kind: Found['kind'], start: number, end: number): Found;
}

const entities: Record<string, string> = { nbsp: ' ', shy: '', amp: '&', commat: '@', lt: '<', gt: '>' };

const widthless = String.raw`[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFE00-\uFE0F\uFEFF]`;
const isWidthless = new RegExp(`^${widthless}$`, 'u');

/**
 * What is not read as it is written: marks of Markdown and HTML, characters without a width, entities, what addresses of links
 * escape ("%40"), and characters outside ASCII. A star between two figures multiplies; an underscore inside a word or an address belongs to it.
 */
const changed = new RegExp(
  [
    String.raw`&(?:#(\d{1,6})|#x([\da-f]{1,5})|(nbsp|shy|amp|commat|lt|gt));`,
    String.raw`<\/?(?:a|b|i|em|strong|span|sub|sup|u|s|br|p|font|mark|small|big|del|ins|code)\b[^<>]{0,200}>`,
    widthless,
    String.raw`\\(?=[!-/:-@[-\x60{-~])`,
    '%(2[0bde89]|3[0-9]|40)',
    // The words of a link: what follows them, its address, is read too.
    String.raw`\[(?=[^\][\n]{1,300}\]\()`,
    String.raw`\*\*|~~|\x60|(?<!\d)\*|\*(?!\d)|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])`,
    String.raw`([\t-\r\u0080-\u{10FFFF}])`,
  ].join('|'),
  'giu',
);

/** A line ends for good before a blank line, an item of a list, a quotation, a heading or a row of a table. */
const hardBreak = /^\s*(?:\n|$|[-+*\u2022\u00B7>#|]|\d{1,3}[.)]\s)/;

/** A stretch of the plain text, from `at`, and what it was in the text that was given; `same` where that is the same words. */
interface Stretch {
  at: number;
  start: number;
  end: number;
  same: boolean;
}

/**
 * Reads a text as a reader sees it: without marks and characters that have no width, with plain blanks, hyphens and figures.
 * A line that only wraps goes on after a blank. The text may be of any length and hold anything.
 */
export function plainText(given: string): PlainText {
  let text = '';
  const stretches: Stretch[] = [];
  const add = (words: string, start: number, end: number, same = false) => {
    if (words !== '') stretches.push({ at: text.length, start, end, same });
    text += words;
  };
  let last = 0;
  for (const match of given.matchAll(changed)) {
    add(given.slice(last, match.index), last, match.index, true);
    last = match.index + match[0].length;
    const character = match[5];
    add(
      character === undefined ? entity(match) : plainCharacter(given, match.index, character),
      match.index,
      last,
    );
  }
  add(given.slice(last), last, given.length, true);
  return {
    text,
    found(kind, start, end) {
      const first = stretchAt(stretches, start);
      const final = stretchAt(stretches, end - 1);
      const from = first.start + (first.same ? start - first.at : 0);
      const to = final.same ? final.start + end - final.at : final.end;
      return { kind, start: from, end: to, words: given.slice(from, to) };
    },
  };
}

function stretchAt(stretches: readonly Stretch[], index: number): Stretch {
  let [low, high] = [0, stretches.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((stretches[middle] as Stretch).at <= index) low = middle;
    else high = middle;
  }
  return stretches[low] as Stretch;
}

function plainCharacter(given: string, at: number, character: string): string {
  if (character === '\n') {
    const isRow = given
      .slice(Math.max(0, at - 80), at)
      .trimEnd()
      .endsWith('|');
    return isRow || given[at - 1] === '\n' || hardBreak.test(given.slice(at + 1, at + 80)) ? '\n' : ' ';
  }
  if (/\s/.test(character)) return ' ';
  if (/[\u2010-\u2015\u2212\uFE63\uFF0D]/.test(character)) return '-';
  return /[\u00B2\u00B3\u00B9\u2070-\u209F]/.test(character) ? character : character.normalize('NFKC');
}

function entity([, decimal, hex, name, escaped]: RegExpMatchArray): string {
  if (escaped) return String.fromCharCode(Number.parseInt(escaped, 16));
  if (name) return entities[name.toLowerCase()] ?? '';
  if (!decimal && !hex) return '';
  const point = decimal ? Number(decimal) : Number.parseInt(hex as string, 16);
  const character = String.fromCodePoint(Math.min(point, 0x10ffff));
  return isWidthless.test(character) ? '' : /\s/.test(character) ? ' ' : character.normalize('NFKC');
}
