import type { Place } from '../diagnostics/diagnostic.ts';
import type { YamlValue } from '../inputs/yaml/edit.ts';
import { originsIn } from '../model/printed-list.ts';
import type { Block } from '../word/read/block.ts';
import { type Change, type Found, type NarrativeChange, withNotes } from './changes.ts';
import type { Edit, EditKind, Refused, Said, Write } from './edit-types.ts';
import { wordsAsTypedIn } from './keyboard-signs.ts';
import { type Narrative, plain } from './narrative.ts';
import type { Inputs } from './open-inputs.ts';
import { rewrite } from './rewrite.ts';
import { asBlock, spliceText } from './splice.ts';
import { rowsOf } from './table-rows.ts';
import { isPrintedAs, typedFor } from './typed-values.ts';
import { type Field, isNeeded, kindOf } from './what-fields-take.ts';
import { figurePattern, says } from './write-anew.ts';

/** Changes from Word as changes to the inputs: what is written where, and why that cannot be, if so. */

/** What a change turns out to be. Without any of these, the inputs say it already. */
export interface Resolved {
  edit?: Omit<Edit, 'number'>;
  /** The source of the text that the edit changes, where others may have changed other words of it. */
  source?: string;
  refused?: Refused;
  /** The field has been changed in its file as well: what it says now. */
  differs?: { field: Field; place: Place; now: string; said: Said };
}

export interface ReviewOf {
  inputs: Inputs;
  narrative: Narrative;
  /** The folder of the round or paper, whose fields alone are written. */
  folder: string;
  /** As the person knows the folder of the inputs. */
  shown: string;
}

/** The same for each change of a file. */
export function resolve({ change }: Found, said: Omit<Said, 'before' | 'after'>, task: ReviewOf): Resolved {
  if (change.kind === 'refused') return { refused: refusedBecause(change, said, task) };
  const { field } = change;
  const texts = { ...said, ...textsOf(change) };
  if (!field.file.startsWith(`${task.folder}/`)) return { refused: { ...texts, ...elsewhere(field, task) } };
  const done = 'printed' in change ? ofNarrative(change, task) : ofValue(change, task);
  if ('taken' in done) return {};
  const own = 'write' in done ? (done.field ?? field) : field;
  const place = task.inputs.placeOf(own, done.words || firstWords(texts.before));
  if ('differs' in done) return { differs: { field, place, now: done.differs, said: texts } };
  if ('why' in done) return { refused: { ...texts, field, place, reason: done.why } };
  const isReworded = change.kind === 'reworded';
  const isEmpty = isReworded && texts.after === '';
  // A bullet on another level is in another item.
  const isMoved = isReworded && texts.before === texts.after;
  const kind = isEmpty ? 'removed' : isMoved ? 'moved' : kinds[change.kind];
  const edit = { ...texts, kind, field: own, place, write: done.write };
  return { edit, ...sourceOf(change, edit, task) };
}

/** A day, a word of a scale, a name and what has no more words than these are taken as a whole. */
const fewWords = 5;

function sourceOf(
  { kind }: Change,
  { field, write }: Pick<Edit, 'field' | 'write'>,
  { inputs, narrative }: ReviewOf,
): Pick<Resolved, 'source'> {
  const text = inputs.valueAt(field);
  const isProse =
    kindOf(field.file, field.path) === 'markdown' || String(text).split(/\s+/).length > fewWords;
  if (typeof text !== 'string' || !isProse) return {};
  if (kind === 'value') return { source: text };
  const [first] = 'units' in write ? write.units : [];
  if (kind !== 'reworded' || !first || !('unit' in first)) return {};
  const unit = narrative.unitsOf(text.trim())?.[first.unit];
  return unit ? { source: unit.lead + unit.text } : {};
}

const kinds: Record<Exclude<Change['kind'], 'refused'>, EditKind> = {
  value: 'changed',
  reworded: 'reworded',
  removed: 'removed',
  added: 'added',
  'rows added': 'added',
  moved: 'moved',
  'entry added': 'entry added',
  'entry removed': 'entry removed',
  'entry moved': 'moved',
};

/** Enough to find a paragraph in its field; typed text may have marks that the printed has not. */
const firstWords = (text: string) => /^[\p{L}\p{N}]+(?: [\p{L}\p{N}]+){0,3}/u.exec(text)?.[0];

function textsOf(change: Exclude<Change, { kind: 'refused' }>): Pick<Said, 'before' | 'after'> {
  if (change.kind === 'value') return { before: plain(change.before), after: plain(change.after) };
  if (change.kind === 'entry added') return { before: '', after: inWords(change.texts) };
  if (change.kind === 'entry removed') return { before: inWords(change.texts), after: '' };
  if (change.kind === 'entry moved') return { before: inWords(change.texts), after: inWords(change.now) };
  const inRows = (rows: readonly Block[][]) =>
    rows.map((row) => row.map(({ text }) => plain(text)).join(' | ')).join('\n');
  if (change.kind === 'rows added') return { before: '', after: inRows(change.rows) };
  if (change.kind === 'removed') return { before: inRows(rowsOf(change.was)), after: '' };
  return {
    before: 'was' in change ? withNotes(change.was) : '',
    after: 'is' in change ? withNotes(change.is) : '',
  };
}

const inWords = (texts: Record<string, string> | string) =>
  typeof texts === 'string' ? texts : Object.values(texts).join(' | ');

/** `words` are those of the source where it is written or would be. */
type Done = ({ write: Write; field?: Field } | { taken: true } | { differs: string } | { why: string }) & {
  words?: string;
};

function ofNarrative(change: NarrativeChange, { inputs, narrative }: ReviewOf): Done {
  const now = inputs.valueAt(change.field);
  if (now !== undefined && typeof now !== 'string') return { differs: String(now) };
  const text = (now ?? '').trim();
  const units = narrative.unitsOf(text);
  if (!units)
    return {
      why: 'its text has a form of its own, so a paragraph of it cannot be written by itself',
    };
  const found = rewrite(change, { narrative, text, units });
  const words = (at: number | undefined) => units[at ?? -1]?.text.split('\n', 1)[0] ?? '';
  if ('figures' in found)
    return { ...figuresChanged(found.figures), words: words('unit' in change ? change.unit : undefined) };
  if (!('edits' in found)) return found;
  const [first] = found.edits;
  return {
    write: { units: found.edits },
    words: words(first && 'unit' in first ? first.unit : first?.behind),
  };
}

type EntryChange = Extract<Change, { kind: 'entry added' | 'entry removed' | 'entry moved' }>;
type ValueChange = Extract<Change, { kind: 'value' }> | EntryChange;

function ofValue(change: ValueChange, task: ReviewOf): Done {
  if (change.kind !== 'value') return ofEntry(change, task);
  const { before } = change;
  const field = fieldNow(change, task);
  const after = plain(change.after);
  const now = task.inputs.valueAt(field);
  const text = now === undefined ? '' : String(now);
  if (figurePattern.test(text)) return withReferences(text, change, field);
  const typed = typedFor(field, wordsAsTypedIn(text, after), task);
  if ('why' in typed) return typed;
  if (typed.value === undefined && text !== '' && isNeeded(field))
    return { why: 'it cannot be empty: write what belongs there; an entry goes with its whole row' };
  if (typed.value === text || isPrintedAs(field, text, after)) return { taken: true };
  if (!isPrintedAs(field, text, before)) return { differs: plain(text) };
  // A full stop that the document leaves out stays.
  const stop = /[.\s]+$/.exec(text.trim())?.[0].trim() ?? '';
  const isCut =
    stop !== '' && !plain(before).endsWith(stop) && typeof typed.value === 'string' && typed.value !== '';
  return { field, write: { value: isCut ? `${typed.value}${stop}` : typed.value } };
}

/** A text of which references print figures keeps them. */
function withReferences(
  text: string,
  { before, after }: { before: string; after: string },
  field: Field,
): Done {
  const [was, is] = [plain(before), plain(after)];
  if (!says(plain(text), was)) return says(plain(text), is) ? { taken: true } : { differs: plain(text) };
  const notes = { taken: new Set<string>(), added: [] };
  const spliced = spliceText(text, asBlock(was), asBlock(is), { caution: 'plain', notes });
  if (spliced?.figures.length) return figuresChanged(spliced.figures);
  if (!spliced || !says(plain(spliced.text), is))
    return {
      why: 'it holds figures from a workbook, and its words cannot be put beside them: change it in its file',
    };
  return { field, write: { value: spliced.text } };
}

const figuresChanged = (figures: readonly string[]) => ({
  why: `it changes a figure that the text takes from a workbook, ${figures.join(' and ')}: change the workbook`,
});

/** The field, whose entry of a list may have another number by now: it is the one that is most like it. */
function fieldNow(change: Extract<ValueChange, { kind: 'value' }>, { inputs }: ReviewOf): Field {
  const { field, entry, after } = change;
  const now = entry && inputs.valueAt(entry.list);
  if (!entry || !Array.isArray(now)) return field;
  const { list, at, texts } = entry;
  const alike = now.map(
    (one: unknown) =>
      fieldsOf(texts).filter(([key, text]) =>
        [text, ...(key === field.path.at(-1) ? [after] : [])].some((words) => holds(list, one, key, words)),
      ).length,
  );
  const most = Math.max(0, ...alike);
  const place = alike[at] === most ? at : alike.indexOf(most);
  return most === 0
    ? field
    : { ...field, path: [...list.path, place, ...field.path.slice(list.path.length + 1)] };
}

/** The texts of an entry by its fields; an entry that is a text is the field ''. */
const fieldsOf = (texts: Record<string, string> | string) =>
  Object.entries(typeof texts === 'string' ? { '': texts } : texts);

const inEntry = ({ file, path }: Field, key: string): Field => ({
  file,
  path: [...path, 0, ...(key === '' ? [] : [key])],
});

/** Whether a field of an entry of a list is printed so. */
const holds = (list: Field, entry: unknown, key: string, text: string) =>
  isPrintedAs(
    inEntry(list, key),
    String((key === '' ? entry : (entry as Record<string, unknown>)?.[key]) ?? ''),
    text,
  );

function ofEntry(change: EntryChange, task: ReviewOf): Done {
  const { inputs } = task;
  const { field, at, texts } = change;
  const now = inputs.valueAt(field);
  const list = Array.isArray(now) ? now : [];
  const isSame = (one: unknown) => fieldsOf(texts).every(([key, text]) => holds(field, one, key, text));
  const there = list.findIndex(isSame);
  if (change.kind === 'entry removed')
    return there < 0 ? { taken: true } : { write: { at: isSame(list[at]) ? at : there, entry: undefined } };
  if (change.kind === 'entry moved' && !isSame(list[change.from]))
    return there === at - Number(change.from < at) ? { taken: true } : { differs: `${list.length} entries` };
  if (change.kind === 'entry added' && there >= 0) return { taken: true };
  if (at > list.length) return { differs: `${list.length} entries` };
  const from = change.kind === 'entry moved' ? change.from : undefined;
  const said = change.kind === 'entry moved' ? change.now : texts;
  // What was moved and says the same is as it was, with what the document does not print.
  if (from !== undefined && JSON.stringify(said) === JSON.stringify(texts))
    return { write: { at, entry: list[from] as YamlValue, from } };
  const entry: Record<string, YamlValue | undefined> = {};
  for (const [key, text] of fieldsOf(said)) {
    const words = wordsAsTypedIn(JSON.stringify(list), text);
    const typed = typedFor(inEntry(field, key), words, task);
    if ('why' in typed) return typed;
    entry[key] = typed.value;
  }
  const whole = from === undefined ? entry : { ...(list[from] as object), ...entry };
  return {
    write: { at, entry: '' in entry ? (entry[''] as YamlValue) : whole, ...(from !== undefined && { from }) },
  };
}

/** Fields that are no answers of this round or paper. */
function elsewhere(field: Field, { inputs }: ReviewOf): Pick<Refused, 'reason' | 'place' | 'field'> {
  const place = inputs.placeOf(field);
  if (field.file === 'agreement.yaml')
    return { field, place, reason: 'it is wording of the agreement, which a report states as it is' };
  return { field, place, reason: 'other documents print it too: change it in its file' };
}

function refusedBecause(
  { origin, before, after, why }: Extract<Change, { kind: 'refused' }>,
  said: Omit<Said, 'before' | 'after'>,
  task: ReviewOf,
): Refused {
  const texts = { ...said, before, after };
  const [found] = origin ? originsIn(origin).filter((one) => 'cell' in one) : [];
  const cell = found && 'cell' in found ? found.cell : undefined;
  const [, file = '', inside] = /^(\S+) (.+)$/.exec(cell ?? '') ?? [];
  const [field] = origin ? originsIn(origin).flatMap((one) => ('field' in one ? one : [])) : [];
  const place = cell
    ? { place: { file: `${task.shown}/${file}`, ...(inside && { inside }) } }
    : field && { place: task.inputs.placeOf({ file: field.field, path: field.path }) };
  const because = (reason: string) => ({ ...texts, ...place, reason });
  if (why === 'line')
    return because(
      'the template prints this line: what it prints can be changed, and the line cannot be left out',
    );
  if (why !== undefined) return because(why);
  if (origin && 'cell' in origin) return because(`it is a figure: change ${cell}`);
  if (origin && 'workedOut' in origin)
    return because(`the program works it out: ${origin.workedOut}${cell ? `, from ${cell}` : ''}`);
  const isOfProgram = origin && 'fixed' in origin && origin.fixed === 'program';
  const template = 'it is wording of the template: change it there, for all documents';
  return { ...texts, reason: isOfProgram ? 'they are words of the program' : template };
}
