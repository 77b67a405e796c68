import { type Origin, originsIn } from '../model/printed-list.ts';
import { type Block, type By, isHeadingStyle } from '../word/read/block.ts';
import { valuesOf } from './changed-values.ts';
import { besideFields, type Entry, entryAt, textsFor } from './list-entries.ts';
import { fieldOf, type Located } from './locate-entries.ts';
import { plain } from './narrative.ts';
import {
  type Addition,
  isInCell,
  isNarrativeMove,
  narrativeAt,
  placeInNarrative,
  type Task,
} from './narrative-places.ts';
import { isOnOtherLevel, isOtherForm, keepsLists, withoutAutoCorrect } from './reformed.ts';
import { editorOf, insertedBy } from './saved-by.ts';
import { isWhole, isWholeTable, rowAt, rowsOf } from './table-rows.ts';
import { type Field, noField, sameField } from './what-fields-take.ts';

/** What somebody changed in a draft, each change at what it changes: a value, a paragraph of a narrative, an entry of a list. */

/** `printed` is the narrative as the draft has it: its source with figures in the place of their references. */
export type NarrativeChange = {
  field: Field;
  printed: string;
} /** `isReformed`: it is an item of a list now and was none, or the other way round. */ & (
  | { kind: 'reworded'; unit: number; was: Block; is: Block; isReformed?: true }
  /** A paragraph, or the cells of a row or a table. */
  | { kind: 'removed'; units: number[]; was: Block[] }
  /** Where the paragraph before it is in a table, it is in the same cell, or comes after that table. */
  | { kind: 'added'; behind: number; is: Block; isBehindCell: boolean }
  /** Rows of cells: of the table that is there, or a table of their own. */
  | { kind: 'rows added'; behind: number; rows: Block[][]; isTable: boolean }
  | { kind: 'moved'; unit: number; behind: number; was: Block; is: Block; isReformed?: true }
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
  /** An entry that is before another one of its list now; `now` is what it says. */
  | (Omit<Entry, 'list' | 'at'> & {
      kind: 'entry moved';
      field: Field;
      from: number;
      at: number;
      now: Entry['texts'];
    })
  /** Anything that cannot be taken back; `why` in words, or `line` of a line of the template. */
  | { kind: 'refused'; origin: Origin | undefined; before: string; after: string; why?: string };

export interface Found {
  change: Change;
  by: By | undefined;
  /** The heading that it is under. */
  under: string;
  /** The paragraph of the draft that it is in; of a new one, behind which it is. */
  at: number;
}

export function changesIn(task: Task): Found[] {
  const { before, after, compared } = task;
  const found: Found[] = [];
  /** What is new is between the paragraph `at` and the next, in the order of `came`: its place in the file that came back. */
  const add = (change: Change, at: number, by: By | undefined, came?: number) =>
    found.push({
      change,
      by,
      under: headingBefore(before, Math.max(0, at)),
      at: came === undefined ? at : at + (came + 1) / (after.length + 1),
    });
  const hasLists = keepsLists(task);
  for (const [at, other] of compared.partners) {
    const [was, is] = [before[at] as Block, after[other] as Block];
    const isOtherLevel = hasLists && isOnOtherLevel(was, is) && narrativeAt(task, at) !== undefined;
    if (!isOtherLevel && withoutAutoCorrect(withNotes(was)) === withoutAutoCorrect(withNotes(is))) continue;
    for (const change of changesOfParagraph(was, is, task.located[at] ?? [])) {
      const isReformed = change.kind === 'reworded' && hasLists && (isOtherLevel || isOtherForm(was, is));
      add(withEntry(task, at, isReformed ? { ...change, isReformed } : change), at, editorOf(was, is));
    }
  }
  const deletions = after.flatMap(({ deleted }) => deleted);
  for (const { places, movedTo } of removalsIn(task)) {
    const text = places.map((at) => before[at]?.text ?? '').join('');
    const by =
      deletions.find((one) => text !== '' && isPartOf(squeezed(one.text), squeezed(text))) ??
      whoJoined(after, text);
    for (const change of changesOfRemoval(task, places, movedTo))
      add(change, movedTo?.behind ?? (places[0] as number), by, movedTo?.blocks[0]);
  }
  for (const one of additionsIn(task)) {
    const by = insertedBy(after[one.blocks[0] as number] as Block);
    for (const change of changesOfAddition(task, one)) add(change, one.behind, by, one.blocks[0]);
  }
  return found.sort((a, b) => a.at - b.at);
}

/** Who deleted the mark of a paragraph, so that its words are in the next one. */
const whoJoined = (after: readonly Block[], text: string): By | undefined =>
  after
    .find((block) => squeezed(text) !== '' && squeezed(block.text).includes(squeezed(text)))
    ?.deleted.find((one) => one.text === '');

/** What a paragraph says, with its footnotes. */
export const withNotes = ({ text, runs }: Block) =>
  [plain(text), ...runs.flatMap(({ note }) => (note === undefined ? [] : plain(note)))].join('\n');

const squeezed = (text: string) => text.replace(/[\s\u00A0]/g, '');

const isPartOf = (a: string, b: string) =>
  a.length > 0 && (a === b || (a.length > 8 && b.includes(a)) || a.includes(b));

const headingBefore = (blocks: readonly Block[], at: number) =>
  plain(blocks.slice(0, at + 1).findLast(({ style }) => isHeadingStyle(style))?.text ?? '');

export function changesOfParagraph(was: Block, is: Block, located: readonly Located[]): Change[] {
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
  if (plain(was.text) === plain(is.text)) return [refusal(undefined, withNotes(was), withNotes(is))];
  return valuesOf(was.text, is.text, located).map(({ located: one, before, after }): Change => {
    const field = one && fieldOf(one.entry);
    return field ? { kind: 'value', field, before, after } : refusal(one?.entry.origin, before, after);
  });
}

/** A value of an entry of a list, with the entry: others may have come before it since. */
function withEntry({ before, located }: Task, at: number, change: Change): Change {
  if (change.kind !== 'value') return change;
  const row = rowAt(before, at).flatMap((one) => located[one] ?? []);
  const entry = entryAt(row.filter((one) => fieldOf(one.entry)));
  return entry && entry.list.file === change.field.file ? { ...change, entry } : change;
}

export const refusal = (
  origin: Origin | undefined,
  before: string,
  after: string,
): Extract<Change, { kind: 'refused' }> => ({
  kind: 'refused',
  origin,
  before: plain(before),
  after: plain(after),
});

const isMove = (task: Task, places: readonly number[], to: Addition): boolean =>
  isNarrativeMove(task, places, to) || entryMoved(task, places, to) !== undefined;

/** An entry of a list that went and came again in the same list. */
function entryMoved(task: Task, places: readonly number[], to: Addition) {
  const entry = entryOf(task, places);
  const [come] = entry ? changesOfAddition(task, to) : [];
  if (!entry || come?.kind !== 'entry added' || !sameField(come.field, entry.list)) return undefined;
  const { list: field, at: from, texts } = entry;
  return { kind: 'entry moved', field, from, at: come.at, texts, now: come.texts } as const;
}

const entryOf = ({ before, located }: Task, places: readonly number[]) =>
  isWhole(before, places) ? entryAt(places.flatMap((at) => located[at] ?? [])) : undefined;

/** What went, a whole table of a narrative as one; and where it is now, if it was moved in its narrative. */
function removalsIn(task: Task): Array<{ places: number[]; movedTo: Addition | undefined }> {
  const { before, compared } = task;
  const left = new Set([...compared.partners.keys()].map((at) => before[at]?.cell?.table));
  const tables = new Map<number, number[]>();
  const found: Array<{ places: number[]; movedTo: Addition | undefined }> = [];
  compared.removed.forEach((places, i) => {
    const table = before[places[0] as number]?.cell?.table;
    const to = compared.added[compared.moves.get(i) ?? -1];
    const whole = table === undefined || left.has(table) ? undefined : tables.get(table);
    if (whole) whole.push(...places);
    else {
      const own = [...places];
      if (table !== undefined && narrativeAt(task, own[0] as number)) tables.set(table, own);
      found.push({ places: own, movedTo: to && isMove(task, places, to) ? to : undefined });
    }
  });
  return found;
}

/** What came, a whole table as one, without what was only moved in its narrative. */
function additionsIn(task: Task): Addition[] {
  const { after, compared } = task;
  const there = new Set([...compared.partners.values()].map((at) => after[at]?.cell?.table));
  const moved = new Map([...compared.moves].map(([from, to]) => [to, compared.removed[from] as number[]]));
  const found: Addition[] = [];
  compared.added.forEach((one, i) => {
    const places = moved.get(i);
    if (places && isMove(task, places, one)) return;
    const table = after[one.blocks[0] as number]?.cell?.table;
    const last = found.at(-1);
    const isSame =
      last && after[last.blocks[0] as number]?.cell?.table === table && last.behind === one.behind;
    if (table !== undefined && !there.has(table) && isSame) last.blocks.push(...one.blocks);
    else found.push({ ...one, blocks: [...one.blocks] });
  });
  return found;
}

function changesOfRemoval(task: Task, places: readonly number[], movedTo: Addition | undefined): Change[] {
  const { before, after, located } = task;
  const was = places.map((at) => before[at] as Block);
  const inside = places.flatMap((at) => narrativeAt(task, at) ?? []);
  const [one] = inside;
  if (one && inside.length === places.length && inside.every(({ field }) => sameField(field, one.field))) {
    const to = movedTo && placeInNarrative(task, movedTo.behind, after[movedTo.blocks[0] as number] as Block);
    const { field, printed, unit } = one;
    if (movedTo && to) {
      const is = after[movedTo.blocks[0] as number] as Block;
      const isReformed = keepsLists(task) && isOtherForm(was[0] as Block, is);
      const moved = {
        kind: 'moved',
        field,
        printed,
        unit,
        behind: to.behind,
        was: was[0] as Block,
        is,
      } as const;
      return [isReformed ? { ...moved, isReformed } : moved];
    }
    return [{ kind: 'removed', field, printed, units: inside.map((each) => each.unit), was }];
  }
  const move = movedTo && entryMoved(task, places, movedTo);
  if (move) return [move];
  const entry = entryOf(task, places);
  const text = was.map((block) => block.text).join(' | ');
  // With its entry a heading would take a text that is still there.
  if (entry && hasNarrativeLeft(task, entry))
    return [{ ...refusal(located[places[0] as number]?.[0]?.entry.origin, text, ''), why: textIsThere }];
  if (entry) return [{ kind: 'entry removed', field: entry.list, at: entry.at, texts: entry.texts }];
  if (plain(text) === '') return [];
  const values = places.flatMap((at) => located[at] ?? []);
  return [{ ...refusal(values[0]?.entry.origin, text, ''), why: 'line' }];
}

const textIsThere = 'the text under it is still there: take that out too, or give it another heading';

const hasNarrativeLeft = (task: Task, { list, at }: Entry) =>
  [...task.compared.partners.keys()].some((place) => {
    const { file, path = [] } = narrativeAt(task, place)?.field ?? {};
    return file === list.file && [...list.path, at].every((key, i) => path[i] === key);
  });

function changesOfAddition(task: Task, { blocks, behind }: Addition): Change[] {
  const { after, before, located } = task;
  const is = blocks.map((at) => after[at] as Block);
  const first = is[0] as Block;
  const said = is.map(({ text }) => plain(text));
  if (said.join('') === '') return [];
  const inside = placeInNarrative(task, behind, first);
  const isRow = first.cell !== undefined && !isInCell(task, blocks);
  const beside = inside && inside.behind >= 0 ? before[behind]?.cell : undefined;
  const isBehindCell = beside !== undefined;
  if (inside && !isRow)
    return is.map((block): Change => ({ kind: 'added', ...inside, is: block, isBehindCell }));
  const isTable = isWholeTable(after, blocks);
  if (inside && isTable !== isBehindCell)
    return [{ kind: 'rows added', ...inside, rows: rowsOf(is), isTable }];
  for (const at of [behind, behind + 1]) {
    const row = rowAt(before, at);
    const entry = entryAt(row.flatMap((one) => located[one] ?? []));
    if (!entry || !isRow !== (before[at]?.cell === undefined)) continue;
    const texts = textsFor(
      is,
      row.map((one) => ({ block: before[one] as Block, located: located[one] ?? [] })),
      entry.list,
    );
    if (texts !== undefined)
      return [
        { kind: 'entry added', field: entry.list, at: at === behind ? entry.at + 1 : entry.at, texts },
        ...besideFields(task, is, row).map(({ origin, text }) => refusal(origin, '', text)),
      ];
  }
  const beforeIt = rowAt(before, behind).flatMap((at) =>
    (located[at] ?? []).map(({ entry }) => entry.origin),
  );
  const near = beforeIt.find((origin) => originsIn(origin).some((one) => 'field' in one));
  return [{ ...refusal(near, '', said.join(' | ')), why: noField }];
}
