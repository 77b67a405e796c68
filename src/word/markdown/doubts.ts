import { takeNotes } from './notes.ts';
import { asMarkdown } from './pasted.ts';

/** What a narrative holds that may not be printed as its writer means it. It needs no Markdown parser. */

export type Kind =
  | 'item'
  | 'text'
  | 'continued'
  | 'bullets'
  | 'footnote'
  | 'html'
  | 'entity'
  | 'cells'
  | 'bars'
  | 'tabs'
  | 'code'
  | 'rule'
  | 'stars'
  | 'reference'
  | 'caption'
  | 'link';

interface Found {
  kind: Kind;
  /** The words, and where in the text they begin. */
  words: string;
  index: number;
}

/** Marks that are printed as they were typed. A backslash before one says that this is meant. */
const marks: ReadonlyArray<readonly [Kind, RegExp]> = [
  ['footnote', /(?<!\\)\[\^[^\]\s]{1,100}\]/g],
  [
    'html',
    /<\/?(?:a|b|br|del|div|em|font|h[1-6]|i|img|li|ol|p|s|span|strong|sub|sup|table|td|th|tr|u|ul)(?:\s[^<>\n]{0,500})?\s?\/?>/gi,
  ],
  [
    'entity',
    /&(?:amp|nbsp|lt|gt|quot|apos|pound|euro|[nm]dash|[lr][sd]quo|hellip|bull|middot|[a-z](?:acute|grave|circ|uml|cedil)|#\d{2,6}|#x[\da-f]{2,5});/gi,
  ],
  ['code', /^\s*(?:```|~~~)|(?<![`\\])`[^`\n]{1,500}`/g],
  ['rule', /^\s*(?:[-_*=]\s*){3,}$/g],
  ['stars', /(?<![^\s])\*\*(?!\S)/g],
  ['reference', /(?<!\\)\[[^\]\n[]{1,500}\]\[[^\]\n]{1,100}\]|^\s*\[(?!\^)[^\]\n]{1,100}\]:\s+\S+/g],
  ['bullets', /(?<=\S[ \t])[•‣◦▪●][ \t]\S.{0,1000}?[ \t][•‣◦▪●][ \t]\S.*/g],
];

/** A link that leads to no web or e-mail address. */
const link =
  /(?<![!\\])\[([^[\]\n]{1,500})\]\((?!https?:\/\/|mailto:|<https?:\/\/)([^()\n]{0,500}(?:\([^()\n]{0,100}\))?[^()\n]{0,100})\)/gi;

export function findDoubts(text: string): Found[] {
  const lines = text.split('\n');
  const starts: number[] = [];
  for (let at = 0, i = 0; i < lines.length; at += (lines[i] as string).length + 1, i++) starts.push(at);
  const { notes } = takeNotes(text);
  const found: Found[] = asMarkdown(text).doubts.map(({ line, printed }) => {
    const typed = lines[line] ?? '';
    const words = typed.trim().slice(0, 60).trim();
    return { kind: printed, words, index: (starts[line] ?? 0) + typed.indexOf(words) };
  });
  for (const [i, line] of lines.entries()) {
    if (!/[[<&`*•‣◦▪●]|[-_=~]{3}|(?:[-_*=] ){2}/.test(line)) continue;
    const isUnderline = /^[-=]{3,}\s*$/.test(line) && isHeading(lines, i - 1);
    for (const [kind, pattern] of [...marks, ['link', link] as const]) {
      if (isUnderline || (kind === 'bullets' && isSplit(line))) continue;
      for (const [words, { index }] of [...line.matchAll(pattern)].map(
        (match) => [match[0].trim(), match] as const,
      ))
        if (kind !== 'footnote' || !isNote(words, notes))
          found.push({ kind, words, index: (starts[i] ?? 0) + index });
    }
  }
  return [...found, ...unpaired(text), ...alone(text), ...tables(lines, starts)].sort(
    (a, b) => a.index - b.index,
  );
}

/** A caption that is none, as no table or picture follows it. */
const alone = (text: string): Found[] =>
  [
    ...text.matchAll(
      /(?<=^|\n[ \t]*\n)(?:Table(?: \d+)?[ \t]*:[ \t]+\S[^\n]*(?!\n\s*\|)|Figure(?: \d+)?[ \t]*:[ \t]+\S[^\n]*(?!\n\s*!\[))(?=\n|$)/g,
    ),
  ].map(({ 0: words, index }) => ({ kind: 'caption', words, index }));

/** Whether a mark refers to a note that the text has. */
const isNote = (mark: string, notes: ReadonlyMap<string, string>) => notes.has(mark.slice(2, -1));

/** A line by itself with a line of dashes below it. */
const isHeading = (lines: readonly string[], i: number) =>
  /^[^|>#\s]/.test(lines[i] ?? '') && (lines[i - 1] ?? '').trim() === '';

/** Whether bullets in one line are made a list. */
const isSplit = (line: string) => asMarkdown(line).lines.length > 1;

/** Two stars that open or close bold text, and have no others to go with. */
function unpaired(text: string): Found[] {
  let at = 0;
  return text.split(/(\n\s*\n)/).flatMap((paragraph): Found[] => {
    const start = at;
    at += paragraph.length;
    const stars = [...paragraph.matchAll(/(?<![\\*])\*\*(?!\*)/g)].filter(({ index }) => {
      const around = `${paragraph[index - 1] ?? ' '}${paragraph[index + 2] ?? ' '}`;
      return around.trim() !== '' && !/^\d\d$/.test(around);
    });
    const last = stars.at(-1);
    if (!last || stars.length % 2 === 0) return [];
    return [{ kind: 'stars', words: '**', index: start + last.index }];
  });
}

const isRow = (line = '') => /^\|[^\n]+\|$/.test(line.trim());
const isRuled = (line = '') => line.includes('|') && /^\|?(?:\s*:?-+:?\s*(?:\||$))+$/.test(line.trim());
const cellsOf = (row: string) =>
  row
    .trim()
    .replace(/^\||\\\||\|$/g, '')
    .split('|').length;
/** Words with a tab between them, in no item of a list. */
const isTabbed = (line = '') =>
  /^[^\t]{2,}\t+\s*\S/.test(line) && !/^\s*(?:[-*+•]|\(?\w{1,3}[.)])\t/.test(line);

/** Tables that are none to Markdown, and rows with more cells than their table has columns: it leaves the others out. */
function tables(lines: readonly string[], starts: readonly number[]): Found[] {
  const at = (kind: Kind, i: number): Found[] => {
    const words = (lines[i] ?? '').trim().slice(0, 60).trim();
    return [{ kind, words, index: (starts[i] ?? 0) + (lines[i] ?? '').indexOf(words) }];
  };
  let columns = 0;
  return lines.flatMap((line, i) => {
    if (isRuled(line)) columns = cellsOf(line);
    else if (line.trim() === '') columns = 0;
    const isFirst = (is: (line?: string) => boolean) => is(line) && is(lines[i + 1]) && !is(lines[i - 1]);
    if (isFirst(isTabbed)) return at('tabs', i);
    if (isFirst(isRow) && !isRuled(lines[i + 1]) && !isRuled(line)) return at('bars', i);
    return columns > 0 && line.includes('|') && cellsOf(line) > columns ? at('cells', i) : [];
  });
}
