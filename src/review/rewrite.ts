import { escapeForRegExp } from '../diagnostics/characters.ts';
import type { Block } from '../word/read/block.ts';
import type { NarrativeChange } from './changes.ts';
import { type Caution, markdownOf, type Notes, withoutLead } from './markdown.ts';
import { type Narrative, plain, type Unit } from './narrative.ts';
import { spliceText } from './splice.ts';

/** A change to a narrative as a change to its source. */

/** Which paragraph of the source is written anew, or goes, or which lines go in behind one; -1 is the beginning. */
export type UnitEdit = { notes: Notes['added']; printed?: string } & (
  | { unit: number; put: string | undefined }
  | { behind: number; put: string; isItem: boolean }
);

export type Rewritten =
  | { edits: UnitEdit[] }
  /** The source says it already. */
  | { taken: true }
  /** What the source says now, where it is no longer what was printed. */
  | { differs: string }
  /** Figures of the text that would be typed over. */
  | { figures: string[] }
  | { why: string };

const figurePattern = /\{\{[^{}]*\}\}/;

/** Whether a text is what is printed of a source, whose references may print any figure. */
export function says(source: string, printed: string): boolean {
  if (!figurePattern.test(source)) return source === printed;
  const pattern = source.split(new RegExp(figurePattern, 'g')).map((words) => escapeForRegExp(words));
  return new RegExp(`^${pattern.join('(?:.{1,80}?)')}$`, 's').test(printed);
}

interface Source {
  narrative: Narrative;
  text: string;
  units: readonly Unit[];
}

export function rewrite(change: NarrativeChange, source: Source): Rewritten {
  const { narrative, units } = source;
  const printed = narrative.paragraphsOf(change.printed);
  const isSame =
    units.length === printed.length && units.every((unit, i) => says(unit.printed, printed[i] as string));
  const place = (at: number): number => {
    if (at < 0 || isSame) return at;
    const found = units.flatMap((unit, i) => (says(unit.printed, printed[at] as string) ? [i] : []));
    return found.length === 1 ? (found[0] as number) : Number.NaN;
  };
  const saysNow = (block: Block) => units.findIndex((unit) => says(unit.printed, plain(block.text)));
  const differs = { differs: units.map((unit) => unit.printed).join(' ¶ ') };
  const at = 'unit' in change ? place(change.unit) : 0;
  const behind = 'behind' in change ? place(change.behind) : 0;
  if (change.kind === 'removed') {
    if (Number.isNaN(at))
      return units.some((unit) => says(unit.printed, plain(change.was.text))) ? differs : { taken: true };
    return { edits: [{ unit: at, put: undefined, notes: [] }] };
  }
  const now = saysNow(change.is);
  if (change.kind === 'reworded') {
    if (Number.isNaN(at)) return now >= 0 ? { taken: true } : differs;
    return oneEdit(reworded(units[at] as Unit, change.was, change.is, source), (put) => ({ unit: at, put }));
  }
  if (change.kind === 'added') {
    if (!isSame && now >= 0) return { taken: true };
    if (Number.isNaN(behind)) return differs;
    return added(change.is, behind, source);
  }
  if (Number.isNaN(at) || Number.isNaN(behind)) return now >= 0 ? { taken: true } : differs;
  if (!isSame && now > behind && now <= behind + 1) return { taken: true };
  return moved(change, { at, behind }, source);
}

type Text = { text: string; notes: Notes['added'] } | Exclude<Rewritten, { edits: UnitEdit[] }>;

const oneEdit = (text: Text, edit: (put: string) => { unit: number; put: string }): Rewritten =>
  'text' in text ? { edits: [{ ...edit(text.text), notes: text.notes }] } : text;

const notesOf = ({ text }: Source): Notes => ({
  taken: new Set([...text.matchAll(/\[\^([^\]\s]{1,100})\]/g)].map(([, label]) => label as string)),
  added: [],
});

const cannot = { why: 'Markdown has no way of writing this text that prints the same' };

/** The paragraph with what was changed in it; where its marks are in the way, written anew. */
function reworded(unit: Unit, was: Block, is: Block, source: Source): Text {
  const wanted = plain(is.text);
  for (const caution of ['plain', 'careful'] as const) {
    const notes = notesOf(source);
    const spliced = spliceText(unit.text, was, is, { caution, notes });
    if (spliced?.figures.length) return { figures: spliced.figures };
    if (spliced && prints(source, spliced.text, wanted))
      return { text: unit.lead + spliced.text, notes: notes.added };
  }
  if (figurePattern.test(unit.text))
    return { why: 'it holds figures from a workbook, and its marks were changed too' };
  const isHeading = unit.lead.includes('#');
  return anew(is, source, isHeading ? { bold: true } : {}, unit.lead);
}

/** A text that is written from what Word has alone. */
function anew(is: Block, source: Source, without: { bold?: true }, lead: string): Text {
  const wanted = plain(is.text);
  const texts = (caution: Caution) => {
    const notes = notesOf(source);
    const text = markdownOf(is.runs, { caution, notes, without }).trim();
    return [text, withoutLead(text)].map((one) => ({ text: one, notes: notes.added }));
  };
  const found = [...texts('plain'), ...texts('careful')].find(({ text }) => prints(source, text, wanted));
  return found ? { ...found, text: lead + found.text } : cannot;
}

function prints({ narrative }: Source, text: string, wanted: string): boolean {
  const printed = narrative.paragraphsOf(text);
  return printed.length === 1 && says(printed[0] as string, wanted);
}

/** A new paragraph, or a new item in the looks of its neighbour. */
function added(is: Block, behind: number, source: Source): Rewritten {
  const isItem = is.list !== undefined && is.list.format !== 'continued';
  const lead = isItem ? leadBeside(is, behind, source.units) : '';
  const text = anew(is, source, {}, lead);
  return 'text' in text
    ? { edits: [{ behind, put: text.text, isItem, notes: text.notes, printed: plain(is.text) }] }
    : text;
}

const isItemLead = (lead: string) => lead.trim() !== '' && !lead.includes('#');

function leadBeside({ list }: Block, behind: number, units: readonly Unit[]): string {
  const wanted = list?.format === 'number' ? /\d/ : /^\s*[^\d\s]/;
  const isLike = (unit: Unit | undefined) =>
    unit !== undefined && isItemLead(unit.lead) && wanted.test(unit.lead);
  const beside = [units[behind], units[behind + 1]].find(isLike);
  const level = list?.level ?? 0;
  if (!beside) return `${'  '.repeat(level)}${list?.format === 'number' ? '1. ' : '- '}`;
  const isDeeper = level > 0 && !/^\s/.test(beside.lead);
  const lead = beside.lead.replace(/\d+/, (number) =>
    String(Number(number) + (beside === units[behind] ? 1 : 0)),
  );
  return isDeeper ? ' '.repeat(beside.lead.length) + lead : level === 0 ? lead.trimStart() : lead;
}

/** A paragraph that was moved keeps its source, with what was changed in it. */
function moved(
  change: Extract<NarrativeChange, { kind: 'moved' }>,
  { at, behind }: { at: number; behind: number },
  source: Source,
): Rewritten {
  const unit = source.units[at] as Unit;
  const text = reworded(unit, change.was, change.is, source);
  if (!('text' in text)) return text;
  const isItem = isItemLead(unit.lead);
  return {
    edits: [
      { unit: at, put: undefined, notes: [] },
      { behind, put: text.text, isItem, notes: text.notes, printed: plain(change.is.text) },
    ],
  };
}

interface Part {
  /** Its place among the paragraphs that were there; undefined of a new one. */
  unit?: number;
  /** The lines between it and the one before it, as they were. */
  gap: string[];
  own: string[];
  isItem: boolean;
}

/** The source with the changes in it. The lines of all other paragraphs stay as they are. */
export function withUnits(text: string, units: readonly Unit[], edits: readonly UnitEdit[]): string {
  const lines = text.split('\n');
  const newBehind = (behind: number): Part[] =>
    edits.flatMap((edit) =>
      'behind' in edit && edit.behind === behind
        ? [{ gap: [], own: edit.put.split('\n'), isItem: edit.isItem }]
        : [],
    );
  const orphans: string[] = [];
  const parts = newBehind(-1);
  units.forEach((unit, i) => {
    const gap = lines.slice(units[i - 1]?.lines[1] ?? 0, unit.lines[0]);
    const edit = edits.find((one) => 'unit' in one && one.unit === i);
    if (edit && edit.put === undefined) orphans.push(...gap.filter((line) => line.trim() !== ''));
    else {
      const own = edit?.put?.split('\n') ?? lines.slice(...unit.lines);
      parts.push({ unit: i, gap, own, isItem: isItemLead(unit.lead) });
    }
    parts.push(...newBehind(i));
  });
  const rest = lines.slice(units.at(-1)?.lines[1] ?? 0);
  const notes = edits
    .flatMap((edit) => edit.notes)
    .map(({ label, text: words }) => `[^${label}]: ${words.replace(/\s*\n\s*/g, ' ')}`);
  const whole = parts.flatMap((part, i) => [...gapBefore(part, parts[i - 1]), ...part.own]);
  return [...whole, ...rest, ...(notes.length + orphans.length > 0 ? ['', ...orphans, ...notes] : [])].join(
    '\n',
  );
}

/** Items of a list follow each other; between paragraphs is a blank line. What was together stays as it was. */
function gapBefore(part: Part, before: Part | undefined): string[] {
  const isBlank = (line: string) => line.trim() === '';
  if (before === undefined) return part.gap.filter((line) => !isBlank(line));
  const wasTogether = part.unit !== undefined && before.unit === part.unit - 1;
  if (wasTogether) return part.gap;
  if (part.isItem && before.isItem) return part.gap.filter((line) => !isBlank(line));
  if (part.gap.some(isBlank)) return part.gap;
  return ['', ...part.gap];
}
