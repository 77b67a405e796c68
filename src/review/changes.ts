import type { Origin } from '../model/printed.ts';
import type { Block, By } from '../word/read/block.ts';
import type { Compared } from './compare.ts';
import { type Entry, entryAt, textsFor } from './entries.ts';
import { type Field, sameField } from './fields.ts';
import { fieldOf, type Located, type LocatedBlocks } from './located.ts';
import { plain } from './narrative.ts';
import { hunksBetween } from './splice.ts';
import { valuesOf } from './values.ts';

/** What somebody changed in a draft, each change at what it changes: a value, a paragraph of a narrative, an entry of a list. */

/** `printed` is the narrative as the draft has it: its source with figures in the place of their references. */
export type NarrativeChange = { field: Field; printed: string } & (
  | { kind: 'reworded'; unit: number; was: Block; is: Block }
  | { kind: 'removed'; unit: number; was: Block }
  | { kind: 'added'; behind: number; is: Block }
  | { kind: 'moved'; unit: number; behind: number; was: Block; is: Block }
);

/** What was changed, as Word has it. */
export type Change =
  /** A value that is printed by itself. */
  | { kind: 'value'; field: Field; before: string; after: string; entry?: Entry }
  /** A paragraph of a narrative: reworded, removed, or new behind another one, -1 being the beginning. */
  | NarrativeChange
  /** An entry of a list, with its texts by the names of its fields; of a list of texts, the text alone. */
  | { kind: 'entry added'; field: Field; at: number; texts: Record<string, string> | string }
  | { kind: 'entry removed'; field: Field; at: number; texts: Record<string, string> | string }
  /** Anything that cannot be taken back. */
  | { kind: 'refused'; origin: Origin | undefined; before: string; after: string; why?: string };

export interface Found {
  change: Change;
  by: By | undefined;
  /** The heading that it is under. */
  under: string;
  /** The paragraph of the draft that it is in; of a new one, behind which it is. */
  at: number;
}

interface Task {
  before: readonly Block[];
  after: readonly Block[];
  located: LocatedBlocks;
  compared: Compared;
}

export function changesIn(task: Task): Found[] {
  const { before, after, compared } = task;
  const found: Found[] = [];
  const add = (change: Change, at: number, by: By | undefined) =>
    found.push({
      change,
      by,
      under: headingBefore(before, Math.max(0, at)),
      at: change.kind === 'added' || change.kind === 'entry added' ? at + 0.5 : at,
    });
  for (const [at, other] of compared.partners) {
    const [was, is] = [before[at] as Block, after[other] as Block];
    if (says(was) === says(is)) continue;
    for (const change of changesOfParagraph(was, is, task.located[at] ?? []))
      add(withEntry(task, at, change), at, editorOf(was, is));
  }
  const deletions = after.flatMap(({ deleted }) => deleted);
  compared.removed.forEach((places, i) => {
    const first = places[0] as number;
    const to = compared.moves.get(i);
    const text = places.map((at) => before[at]?.text ?? '').join('');
    const by = deletions.find((one) => text !== '' && isPartOf(squeezed(one.text), squeezed(text)));
    for (const change of changesOfRemoval(task, places, to === undefined ? undefined : compared.added[to]))
      add(change, first, by);
  });
  const moved = new Set(compared.moves.values());
  compared.added.forEach((one, i) => {
    const is = after[one.blocks[0] as number] as Block;
    const by = is.inserted ?? is.runs.find((run) => run.inserted)?.inserted;
    if (!moved.has(i) || !isNarrativeMove(task, i))
      for (const change of changesOfAddition(task, one)) add(change, one.behind, by);
  });
  return found.sort((a, b) => a.at - b.at);
}

/** What a paragraph says, with its footnotes. */
const says = ({ text, runs }: Block) =>
  [plain(text), ...runs.flatMap(({ note }) => (note === undefined ? [] : plain(note)))].join('\n');

const squeezed = (text: string) => text.replace(/[\s\u00A0]/g, '');

const isPartOf = (a: string, b: string) =>
  a.length > 0 && (a === b || (a.length > 8 && b.includes(a)) || a.includes(b));

const headingBefore = (blocks: readonly Block[], at: number) =>
  plain(blocks.slice(0, at + 1).findLast(({ style }) => /^(Heading|berschrift)/i.test(style))?.text ?? '');

/** Who changed a paragraph, if that was tracked: of what differs, the first that has a name. */
function editorOf(was: Block, is: Block): By | undefined {
  const names: By[] = [];
  for (const { after } of hunksBetween(was.text, is.text)) {
    let at = 0;
    for (const { text, inserted } of is.runs) {
      if (inserted && at < after[1] && at + text.length > after[0]) names.push(inserted);
      at += text.length;
    }
    names.push(...is.deleted.filter((one) => one.at >= after[0] && one.at <= after[1]));
  }
  const [first] = names;
  if (!first) return is.inserted;
  const others = [...new Set(names.map(({ author }) => author))];
  return { author: others.join(' and '), ...(first.date && { date: first.date }) };
}

function changesOfParagraph(was: Block, is: Block, located: readonly Located[]): Change[] {
  const narrative = located.find(
    ({ unit, from, to }) => unit !== undefined && from === 0 && to === was.text.length,
  );
  if (narrative) {
    const field = fieldOf(narrative.entry);
    const { text: printed } = narrative.entry;
    return [
      field
        ? { kind: 'reworded', field, printed, unit: narrative.unit as number, was, is }
        : refusal(narrative.entry.origin, was.text, is.text),
    ];
  }
  if (plain(was.text) === plain(is.text)) return [refusal(undefined, says(was), says(is))];
  return valuesOf(was.text, is.text, located).map(({ located: one, before, after }): Change => {
    const field = one && fieldOf(one.entry);
    return field ? { kind: 'value', field, before, after } : refusal(one?.entry.origin, before, after);
  });
}

/** A value of an entry of a list, with the entry: others may have come before it since. */
function withEntry({ before, located }: Task, at: number, change: Change): Change {
  if (change.kind !== 'value') return change;
  const row = rowAt(before, at).flatMap((one) => located[one] ?? []);
  const entry = entryAt(row);
  return entry && entry.list.file === change.field.file ? { ...change, entry } : change;
}

const refusal = (origin: Origin | undefined, before: string, after: string): Change => ({
  kind: 'refused',
  origin,
  before: plain(before),
  after: plain(after),
});

/** The narrative that a paragraph of the draft is in. */
function narrativeAt({ located }: Task, at: number) {
  const one = located[at]?.find(({ unit }) => unit !== undefined);
  const field = one && fieldOf(one.entry);
  return one && field ? { field, unit: one.unit as number, printed: one.entry.text } : undefined;
}

/** Where a new paragraph goes into a narrative: behind the paragraph before it, or at the beginning of what follows. */
function placeInNarrative(task: Task, behind: number, is: Block) {
  const before = narrativeAt(task, behind);
  if (before) return { field: before.field, printed: before.printed, behind: before.unit };
  const next = narrativeAt(task, behind + 1);
  const isBesideTable = (task.before[behind + 1]?.cell === undefined) !== (is.cell === undefined);
  return next?.unit === 0 && !isBesideTable
    ? { field: next.field, printed: next.printed, behind: -1 }
    : undefined;
}

const isNarrativeMove = (task: Task, added: number) => {
  const removed = [...task.compared.moves].find(([, to]) => to === added)?.[0];
  const places = removed === undefined ? undefined : task.compared.removed[removed];
  const one = task.compared.added[added];
  if (!places || !one) return false;
  const from = narrativeAt(task, places[0] as number);
  const to = placeInNarrative(task, one.behind, task.after[one.blocks[0] as number] as Block);
  return from !== undefined && to !== undefined && sameField(from.field, to.field);
};

function changesOfRemoval(
  task: Task,
  places: readonly number[],
  movedTo: Compared['added'][number] | undefined,
): Change[] {
  const { before, after, located } = task;
  const was = places.map((at) => before[at] as Block);
  const inside = places.map((at) => narrativeAt(task, at));
  if (inside.every((one) => one !== undefined))
    return inside.map((one, i): Change => {
      const gone = was[i] as Block;
      const is = movedTo && (after[movedTo.blocks[i] as number] as Block);
      const to = is && placeInNarrative(task, movedTo.behind, is);
      return to && sameField(to.field, one.field)
        ? { kind: 'moved', ...one, behind: to.behind, was: gone, is: is as Block }
        : { kind: 'removed', ...one, was: gone };
    });
  const entry = entryAt(places.flatMap((at) => located[at] ?? []));
  if (entry) return [{ kind: 'entry removed', field: entry.list, at: entry.at, texts: entry.texts }];
  const text = was.map((block) => block.text).join(' | ');
  if (plain(text) === '') return [];
  const values = places.flatMap((at) => located[at] ?? []);
  return [{ ...refusal(values[0]?.entry.origin, text, ''), why: 'line' } as Change];
}

function changesOfAddition(task: Task, { blocks, behind }: Compared['added'][number]): Change[] {
  const { after, before, located } = task;
  const is = blocks.map((at) => after[at] as Block);
  const first = is[0] as Block;
  if (plain(is.map(({ text }) => text).join('')) === '') return [];
  const inside = placeInNarrative(task, behind, first);
  if (inside) return is.map((block): Change => ({ kind: 'added', ...inside, is: block }));
  for (const at of [behind, behind + 1]) {
    const row = rowAt(before, at);
    const entry = entryAt(row.flatMap((one) => located[one] ?? []));
    if (!entry || (first.cell === undefined) !== (before[at]?.cell === undefined)) continue;
    const texts = textsFor(
      is,
      row.map((one) => ({ block: before[one] as Block, located: located[one] ?? [] })),
      entry.list,
    );
    if (texts !== undefined)
      return [{ kind: 'entry added', field: entry.list, at: at === behind ? entry.at + 1 : entry.at, texts }];
  }
  return [{ ...refusal(undefined, '', is.map(({ text }) => plain(text)).join(' | ')), why: 'new' } as Change];
}

/** The paragraphs of the row that one is in, or that paragraph by itself. */
function rowAt(blocks: readonly Block[], at: number): number[] {
  const cell = blocks[at]?.cell;
  if (!cell) return blocks[at] ? [at] : [];
  return blocks.flatMap((one, i) => (one.cell?.table === cell.table && one.cell.row === cell.row ? [i] : []));
}
