import { definitionsIn, labelsIn } from '../word/markdown/notes.ts';
import { definitionOf, type Notes } from './markdown.ts';
import type { Unit } from './narrative.ts';

/** The source of a narrative with some of its paragraphs and cells changed. */

/** Which paragraph or cell of the source is written anew, or goes, or which lines go in behind one; -1 is the beginning. */
export type UnitEdit = {
  /** Footnotes that it adds, and others of the source whose words it changes. */
  notes: Notes['added'];
  /** What it prints. */
  printed: string[];
} & ({ unit: number; put: string | undefined } | { behind: number; put: string; kind: PartKind });

/** Items of a list follow each other, and rows of a table do; all else has blank lines around it. */
type PartKind = 'paragraph' | 'item' | 'row';

interface Part {
  /** Places among the paragraphs and cells that were there; none of a new one. */
  units: number[];
  /** The lines between it and the one before it, as they were. */
  gap: string[];
  own: string[];
  kind: PartKind;
  table?: number | undefined;
  /** What its first line had before the text. Without lines of its own it is gone. */
  was?: string;
}

export const isItemLead = (lead: string) => lead.trim() !== '' && !lead.includes('#');

/** The source with the changes in it. The lines of all other paragraphs stay as they are. */
export function withUnits(text: string, units: readonly Unit[], unlabelled: readonly UnitEdit[]): string {
  const lines = text.split('\n');
  const edits = withOwnLabels(unlabelled, labelsIn(text));
  const newBehind = (behind: number): Part[] =>
    edits.flatMap((edit) =>
      'behind' in edit && edit.behind === behind
        ? [{ units: [], gap: [], own: edit.put.split('\n'), kind: edit.kind }]
        : [],
    );
  const orphans: string[] = [];
  const parts: Part[] = newBehind(-1);
  for (const group of groupsOf(units)) {
    const first = units[group[0] as number] as Unit;
    const gap = lines.slice(units[(group[0] as number) - 1]?.lines[1] ?? 0, first.lines[0]);
    const changes = group.flatMap((i) => edits.filter((one) => 'unit' in one && one.unit === i));
    const isGone = changes.length > 0 && changes.every(({ put }) => put === undefined);
    if (isGone) {
      orphans.push(...gap.filter((line) => line.trim() !== ''));
      parts.push({ units: group, gap: [], own: [], kind: kindOf(first), was: first.lead });
    } else {
      const own = ownLines(lines, units, changes, first);
      parts.push({ units: group, gap, own, kind: kindOf(first), table: first.cell?.table, was: first.lead });
    }
    for (const i of group) parts.push(...newBehind(i));
  }
  const rest = lines.slice(units.at(-1)?.lines[1] ?? 0);
  const known = labelsIn(text);
  const notes = edits.flatMap((edit) => edit.notes);
  const defined = notes.filter(({ label }) => !known.has(label)).map(definitionOf);
  const left = renumbered(parts);
  const whole = left.flatMap((part, i) => [...gapBefore(part, left[i - 1]), ...part.own]);
  const added = defined.length + orphans.length > 0 ? ['', ...orphans, ...defined] : [];
  return withDefinitions([...whole, ...rest, ...added].join('\n'), text, notes);
}

const kindOf = ({ cell, lead }: Unit): PartKind => (cell ? 'row' : isItemLead(lead) ? 'item' : 'paragraph');

/** Cells of a row together, each paragraph by itself. */
function groupsOf(units: readonly Unit[]): number[][] {
  const groups: number[][] = [];
  units.forEach((unit, i) => {
    const last = units[i - 1];
    if (unit.cell && last?.cell && unit.lines[0] === last.lines[0]) groups.at(-1)?.push(i);
    else groups.push([i]);
  });
  return groups;
}

function ownLines(
  lines: readonly string[],
  units: readonly Unit[],
  changes: readonly UnitEdit[],
  first: Unit,
): string[] {
  const own = lines.slice(...first.lines);
  if (!first.cell) return changes[0]?.put?.split('\n') ?? own;
  let row = own[0] as string;
  for (const change of [...changes].reverse()) {
    const cell = 'unit' in change ? units[change.unit]?.cell : undefined;
    if (!cell) continue;
    const put = change.put ?? '';
    // A row may have fewer cells than the first.
    const missing = cell.from >= row.length && cell.from === cell.to;
    row = missing
      ? `${row.replace(/\s*\|?\s*$/, '')} | ${put} |`
      : row.slice(0, cell.from) + put + row.slice(cell.to);
  }
  return [row, ...own.slice(1)];
}

const numberedItem = /^(\s*\(?)(\d{1,9})(?=[.)]\s)/;

/** Items that were numbered one after the other still are, once some of them have gone or come. What is gone is left out. */
function renumbered(parts: readonly Part[]): Part[] {
  const levels = new Map<number, { last: number; shift: number }>();
  return parts.flatMap((part) => {
    const isNew = part.was === undefined;
    const [, before, number] = numberedItem.exec(isNew ? (part.own[0] ?? '') : `${part.was} `) ?? [];
    const isGone = part.own.length === 0;
    if (part.kind !== 'item' || before === undefined) {
      if (part.kind !== 'item') levels.clear();
      return isGone ? [] : [part];
    }
    for (const indent of levels.keys()) if (indent > before.length) levels.delete(indent);
    const level = levels.get(before.length);
    const follows = isNew || level?.last === Number(number) - 1;
    const shift = follows ? (level?.shift ?? 0) : 0;
    const last = isNew ? (level?.last ?? Number(number) - 1) : Number(number);
    levels.set(before.length, { last, shift: shift + (isGone ? -1 : isNew ? 1 : 0) });
    if (isGone) return [];
    const [first = '', ...others] = part.own;
    const own = first.replace(numberedItem, (_, start, typed) => `${start}${Number(typed) + shift}`);
    return [{ ...part, own: [own, ...others] }];
  });
}

/** Items of a list follow each other; between paragraphs is a blank line. What was together stays as it was. */
function gapBefore(part: Part, before: Part | undefined): string[] {
  const isBlank = (line: string) => line.trim() === '';
  if (before === undefined) return part.gap.filter((line) => !isBlank(line));
  const wasTogether = part.units[0] !== undefined && before.units.at(-1) === part.units[0] - 1;
  if (wasTogether) return part.gap;
  const isOther = part.table !== undefined && before.table !== undefined && part.table !== before.table;
  if (part.kind === before.kind && part.kind !== 'paragraph' && !isOther)
    return part.gap.filter((line) => !isBlank(line));
  if (part.gap.some(isBlank)) return part.gap;
  return ['', ...part.gap];
}

/** Each edit takes labels that the source does not have: of two edits, the second takes others. */
function withOwnLabels(edits: readonly UnitEdit[], taken: ReadonlySet<string>): UnitEdit[] {
  const given = new Set(taken);
  return edits.map((edit) => {
    const labels = new Map<string, string>();
    for (const { label } of edit.notes) {
      if (taken.has(label)) continue;
      let own = label;
      while (given.has(own)) own = String(Number(own) + 1);
      given.add(own);
      labels.set(label, own);
    }
    const put = edit.put?.replace(/\[\^([^\]\s]{1,100})\]/g, (typed, label) =>
      labels.has(label) ? `[^${labels.get(label)}]` : typed,
    );
    const notes = edit.notes.map(({ label, text }) => ({ label: labels.get(label) ?? label, text }));
    return { ...edit, put, notes } as UnitEdit;
  });
}

/**
 * The source with other words for some of its footnotes, and without those that nothing refers to any more: they would be printed as
 * text. `before` is the source as it was.
 */
function withDefinitions(text: string, before: string, notes: Notes['added']): string {
  const lines = text.split('\n');
  const now = labelsIn(text);
  const gone = new Set([...labelsIn(before)].filter((label) => !now.has(label)));
  for (const { label, from, to } of definitionsIn(text, new Set([...now, ...gone])).reverse()) {
    const change = notes.find((one) => one.label === label);
    if (gone.has(label)) lines.splice(from, to - from);
    else if (change) lines.splice(from, to - from, ...definition(change, lines.slice(from, to)));
  }
  return lines.join('\n').trimEnd();
}

/** The lines of a note, which go on with the indent that they had. */
function definition({ label, text }: Notes['added'][number], was: readonly string[]): string[] {
  const [first = '', ...others] = text.split('\n');
  const indent = /^\s*/.exec(was[1] ?? '    ')?.[0] ?? '';
  return [`[^${label}]: ${first}`, ...others.map((line) => indent + line.trim())];
}
