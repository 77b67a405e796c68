import type { Block, Run } from '../word/read/block.ts';

/** Text from Word as Markdown that prints the same. */

/** How much is escaped: as little as can be, or all that could be a mark. */
export type Caution = 'plain' | 'careful';

/** Footnotes that are written with a text: their labels and their words. */
export interface Notes {
  taken: Set<string>;
  added: Array<{ label: string; text: string }>;
  /** Labels of those that the source has, by their words. */
  known?: ReadonlyMap<string, string>;
}

/** The words of a footnote, in a line of their own. */
export const definitionOf = ({ label, text }: Notes['added'][number]): string =>
  `[^${label}]: ${text.replace(/\s*\n\s*/g, ' ')}`;

type Look = Pick<Run, 'bold' | 'italic' | 'struck' | 'link'>;

export const sameLook = (a: Look | undefined, b: Look | undefined) =>
  (['bold', 'italic', 'struck', 'link'] as const).every((name) => a?.[name] === b?.[name]);

/** The runs between two places of a block's text. */
export function runsBetween({ runs }: Pick<Block, 'runs'>, from: number, to: number): Run[] {
  let at = 0;
  return runs.flatMap((run) => {
    const start = at;
    at += run.text.length;
    const text = run.text.slice(Math.max(0, from - start), Math.max(0, to - start));
    return text === '' ? [] : [{ ...run, text }];
  });
}

/** Runs as Markdown, those of one look together. `without` are looks that the place gives by itself. */
export function markdownOf(
  runs: readonly Run[],
  { caution, notes, without = {} }: { caution: Caution; notes: Notes; without?: Look },
): string {
  const joined: Run[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    if (last && sameLook(last, run) && last.note === undefined && run.note === undefined)
      last.text += run.text;
    else joined.push({ ...run });
  }
  return joined
    .map((run) => (run.note === undefined ? marked(run, caution, without) : noteMark(run.note, notes)))
    .join('');
}

function noteMark(text: string, { taken, added, known: there }: Notes): string {
  const label = there?.get(text);
  if (label !== undefined) return `[^${label}]`;
  const known = added.find((one) => one.text === text);
  if (known) return `[^${known.label}]`;
  let number = 1;
  while (taken.has(String(number))) number += 1;
  taken.add(String(number));
  added.push({ label: String(number), text });
  return `[^${number}]`;
}

/** Blanks at the ends of a bold text are outside of its marks, or they would be none. */
function marked(run: Run, caution: Caution, without: Look): string {
  const [, before = '', words = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(run.text) ?? [];
  if (words === '') return run.text.replaceAll('\n', '\\\n');
  let text = escaped(words, caution).replaceAll('\n', '\\\n');
  if (run.struck && !without.struck) text = `~~${text}~~`;
  if (run.italic && !without.italic) text = `*${text}*`;
  if (run.bold && !without.bold) text = `**${text}**`;
  if (run.link && !without.link && run.link !== words) text = `[${text}](${linkAddress(run.link)})`;
  return before.replaceAll('\n', '\\\n') + text + after.replaceAll('\n', '\\\n');
}

const linkAddress = (link: string) => (/[\s()]/.test(link) ? `<${link}>` : link);

const escaped = (text: string, caution: Caution): string =>
  caution === 'careful' ? text.replace(/[*_~[\]<>|]/g, '\\$&') : text;

/** The beginning of a paragraph that would be read as the mark of a list, a heading or a quotation. */
export function withoutLead(text: string): string {
  return text.replace(/^(\s*\(?\w{0,9})([.)\-+*#>•–—])/, '$1\\$2');
}

/** Ways of beginning a paragraph: what may be read as a mark beside others like it has none in the first. */
export const withStarts = (text: string): string[] => {
  const mayBeMark = /^\s*(\(?\w{1,9}[.)]|[-+*#>•–—])\s/.test(text);
  return mayBeMark ? [withoutLead(text), text] : [text, withoutLead(text)];
};
