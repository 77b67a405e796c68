import { meaningsOf } from './labels.ts';
import type { Label } from './tree.ts';

/** What a line may begin with to be an item of a list. */

export interface Mark {
  /** Columns before the mark. */
  indent: number;
  /** Marks with the same key belong to one level of a list. */
  key: string;
  /** What a number may mean; nothing for a bullet. */
  meanings: Label[];
  /** What speaks for an item: its glyph alone, Markdown, or only a second line like it. */
  evidence: 'glyph' | 'markdown' | 'second';
  rest: string;
}

/** Bullets of word processors, and those of their symbol fonts as other programs see them. */
const glyph = '[•‣◦▪▫●○■□⁃∙➢➤►▶❖✓✔\\uF000-\\uF0FF]';
/** The key of all lines that begin with an emoji. */
export const emoji = '✅';
const blank = '[ \\t\\u00A0\\u2000-\\u200A\\u202F\\u3000]';
const wide = `(?:[\\t\\u00A0\\u2002\\u2003]${blank}*| ${blank}+)`;
const lines = {
  markdown: /^([-*+]|\d{1,9}[.)])[ \t]+(?=\S)(.*)$/s,
  box: /^([☐☑☒])\s*(?=\S)(.*)$/s,
  glyph: new RegExp(`^(${glyph})${blank}*(?=\\S)(.*)$`, 's'),
  /** A letter of a symbol font, or a dash, with the tab or the blanks of a word processor. */
  spaced: new RegExp(`^([-*+‐‑–—·§oOvqØü])${wide}(?=\\S)(.*)$`, 's'),
  /** A dash or a letter with one blank, or a dash or star without: text begins so too. */
  second: new RegExp(
    `^(?:([‐‑–—·§o])${blank}|([-‐‑–—](?=\\p{L})|\\*(?=[\\p{L}\\p{N}£])(?!.*\\*)))${blank}*(?=\\S)(.*)$`,
    'su',
  ),
  /** A picture of a mark, which says something of its line: it stays. */
  emoji: new RegExp(`^(?=(\\p{Extended_Pictographic})\\uFE0F?${blank}*\\S)(.*)$`, 'su'),
  label: new RegExp(
    `^(\\(?(?:\\d{1,9}|[a-zA-Z]|[ivxlc]{1,7}|[IVXLC]{1,7})(?:\\)${blank}*|\\.(?:${blank}+|(?=\\p{L}\\p{L}))))(?=\\S)(.*)$`,
    'su',
  ),
};

/** The mark with which a line begins, if it may be an item. Rows of tables are none. */
export function markOf(line: string): Mark | undefined {
  if (/^\p{L}{2,}[\s,;:’'-]/u.test(line)) return undefined;
  const text = line.replace(/^[\s\u00A0]+/, '');
  if (text === '' || text[0] === '|' || /^[-+*_=\s]+$/.test(text)) return undefined;
  const indent = columns(line.slice(0, line.length - text.length));
  const found = (key: string, evidence: Mark['evidence'], rest: string): Mark => ({
    indent,
    key,
    meanings: meaningsOf(key),
    evidence,
    rest: rest.trimStart(),
  });
  const [, box, task = ''] = lines.box.exec(text) ?? [];
  if (box) return found('☐', 'glyph', `[${box === '☐' ? ' ' : 'x'}] ${task}`);
  const [, typed = '', item = ''] = lines.markdown.exec(text) ?? [];
  if (typed) return found(typed, 'markdown', item);
  const [, bullet = '', after = ''] = lines.glyph.exec(text) ?? lines.spaced.exec(text) ?? [];
  if (bullet) return found(bullet, 'glyph', after);
  const [, spaced, close, words = ''] = lines.second.exec(text) ?? [];
  if (spaced ?? close) return found((spaced ?? close) as string, 'second', words);
  if (lines.emoji.test(text)) return found(emoji, 'second', text);
  const [, label = '', labelled = ''] = lines.label.exec(text) ?? [];
  const mark = found(label.trim(), 'second', labelled);
  return mark.meanings.length > 0 ? mark : undefined;
}

/** A tab goes on to the next fourth column. */
function columns(blanks: string): number {
  let column = 0;
  for (const one of blanks) column += one === '\t' ? 4 - (column % 4) : 1;
  return column;
}
