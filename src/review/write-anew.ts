import { escapeForRegExp } from '../diagnostics/characters.ts';
import { labelsIn } from '../word/markdown/notes.ts';
import type { Block } from '../word/read/block.ts';
import type { UnitEdit } from './edit-units.ts';
import { asTypedIn } from './keyboard-signs.ts';
import { type Caution, markdownOf, type Notes, withStarts } from './markdown.ts';
import { asTyped, type Narrative, plain, type Unit } from './narrative.ts';

/** A paragraph or a cell of a narrative, written from what Word has alone. */

/** The source of a narrative, with the stretches that print its paragraphs. */
export interface Source {
  narrative: Narrative;
  text: string;
  units: readonly Unit[];
}

export type Rewritten =
  | { edits: UnitEdit[] }
  /** The source says it already. */
  | { taken: true }
  /** What the source says now, where it is no longer what was printed. */
  | { differs: string }
  /** Figures of the text that would be typed over. */
  | { figures: string[] }
  | { why: string };

export type Text = { text: string; notes: Notes['added'] } | Exclude<Rewritten, { edits: UnitEdit[] }>;

export const figurePattern = /\{\{[^{}]*\}\}/;

/** Whether a text is what is printed of a source, whose references may print any figure. */
export function says(source: string, printed: string): boolean {
  if (!figurePattern.test(source)) return source === printed;
  const pattern = source.split(new RegExp(figurePattern, 'g')).map((words) => escapeForRegExp(words));
  return new RegExp(`^${pattern.join('(?:.{1,80}?)')}$`, 's').test(printed);
}

export const cannot = { why: 'Markdown has no way of writing this text that prints the same' };

export const notesOf = ({ text }: Source, added: Notes['added'] = []): Notes => ({
  taken: new Set([...labelsIn(text), ...added.map(({ label }) => label)]),
  added: [...added],
});

/** How it is put into the source: as a paragraph behind its mark, or into a cell; in a heading all is bold. */
interface Manner {
  lead: string;
  isCell?: boolean;
  isBold?: boolean;
  /** Footnotes that are written with it already, and those that the source has. */
  notes?: Notes['added'];
  known?: Notes['known'];
}

export function anew(is: Block, source: Source, manner: Manner): Text {
  const wanted = plain(is.text);
  const without = manner.isBold ? { bold: true as const } : {};
  const texts = (caution: Caution) => {
    const notes = { ...notesOf(source, manner.notes), ...(manner.known && { known: manner.known }) };
    const text = markdownOf(asTypedIn(source.text, is.runs), { caution, notes, without }).trim();
    return withStarts(text).map((one) => ({ text: one, notes: notes.added }));
  };
  const found = [...texts('plain'), ...texts('careful')].find(({ text }) =>
    prints(source, text, wanted, manner),
  );
  return found ? { ...found, text: manner.lead + found.text } : cannot;
}

export function prints(
  { narrative }: Source,
  text: string,
  wanted: string,
  { lead, isCell }: Pick<Manner, 'lead' | 'isCell'>,
): boolean {
  if (isCell) return says(narrative.cellOf(text), wanted);
  const printed = narrative.paragraphsOf(asTyped(lead, text));
  return printed.length === 1 && says(printed[0] as string, wanted);
}
