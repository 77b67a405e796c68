import { shortened } from '../diagnostics/characters.ts';
import type { Conflict, Edit, Refused, Said } from './edit-types.ts';
import type { Resolved } from './resolve.ts';
import { hunksBetween } from './splice.ts';
import { sameField } from './what-fields-take.ts';

/**
 * The edits of all files together: the same edit of two people is one, so are two of one text that change other words of it, and two
 * edits of the same thing are a conflict.
 */

type Unnumbered = Omit<Edit, 'number'>;
/** With the source of the text that it changes, if that may be changed in two places. */
type Mergeable = Unnumbered & Pick<Resolved, 'source'>;

export function merge(resolved: readonly Resolved[]): {
  edits: Edit[];
  refused: Refused[];
  conflicts: Conflict[];
} {
  const groups = new Map<string, Mergeable[]>();
  const keyOf = keysOf(resolved.flatMap(({ edit }) => edit ?? []));
  const conflicts: Conflict[] = [];
  const refused: Refused[] = [];
  for (const { edit, source, refused: no, differs } of resolved) {
    if (no) addRefused(refused, no);
    if (differs) addDiffering(conflicts, differs);
    if (!edit) continue;
    const key = ownOf(groups, keyOf(edit), edit);
    groups.set(key, [...(groups.get(key) ?? []), source === undefined ? edit : { ...edit, source }]);
  }
  const edits: Unnumbered[] = [];
  const outcomes = [...groups.values()].map((own) => ({ own, one: asOne(own) }));
  const splits = splitsOf(outcomes);
  const behind = new Set([...splits.values()].flat());
  for (const { own, one } of outcomes) {
    if (behind.has(own)) continue;
    if (one) {
      const { source: _, date: __, ...edit } = one;
      edits.push({ ...edit, ...together(own) });
      continue;
    }
    const [{ field, place }] = own as [Mergeable];
    const rest = splits.get(own)?.flat() ?? [];
    const versions = versionsOf(own).map((version) => saidIn(version, own, rest));
    conflicts.push({ field, place, reason: 'it was changed in two ways', versions });
  }
  return { edits: edits.map((edit, i) => ({ number: i + 1, ...edit })), refused, conflicts };
}

const versionsOf = (group: readonly Mergeable[]): Mergeable[] => [
  ...new Map(group.map((edit) => [JSON.stringify(edit.write), edit])).values(),
];

/** The edits of one thing as one edit; undefined where they are in conflict. */
function asOne(group: readonly Mergeable[]): Mergeable | undefined {
  const versions = versionsOf(group);
  return versions.reduce<Mergeable | undefined>(
    (whole, version) => (whole === version ? whole : whole && ofBoth(whole, version)),
    versions[0],
  );
}

/**
 * Of each group in conflict, what the same people put in behind its paragraph: whoever splits a paragraph changes it and adds the rest,
 * and the rest alone would be printed twice.
 */
function splitsOf(
  outcomes: ReadonlyArray<{ own: Mergeable[]; one: Mergeable | undefined }>,
): Map<Mergeable[], Mergeable[][]> {
  const groups = outcomes.map(({ own }) => own);
  return new Map(
    outcomes
      .filter(({ one }) => one === undefined)
      .map(({ own }) => [own, groups.filter((group) => group !== own && isBehind(group, own))]),
  );
}

/** Whether all of a group is put in behind a paragraph that a file of the group itself changes. */
const isBehind = (group: readonly Mergeable[], own: readonly Mergeable[]) =>
  group.every((added) =>
    own.some(
      (edit) =>
        sameField(edit.field, added.field) &&
        edit.files.some((file) => added.files.includes(file)) &&
        changedUnits(edit).some((unit) => unitsBefore(added).includes(unit)),
    ),
  );

/** The paragraphs that an edit changes, and those that it puts something in behind. */
const unitsOf = ({ write }: Mergeable) => ('units' in write ? write.units : []);
const changedUnits = (edit: Mergeable) => unitsOf(edit).flatMap((one) => ('unit' in one ? one.unit : []));
const unitsBefore = (edit: Mergeable) => unitsOf(edit).flatMap((one) => ('behind' in one ? one.behind : []));

/** Two edits of one text that change other words of it, as one. */
function ofBoth(a: Mergeable, b: Mergeable): Mergeable | undefined {
  const { source, before } = a;
  const after = withBoth(before, a.after, b.after);
  if (source === undefined || source !== b.source || after === undefined) return undefined;
  if ('value' in a.write && 'value' in b.write) {
    const value = withBoth(source, String(a.write.value ?? ''), String(b.write.value ?? ''));
    return value ? { ...a, after, write: { value } } : undefined;
  }
  if (!('units' in a.write && 'units' in b.write)) return undefined;
  const [[one, more], [other, others]] = [a.write.units, b.write.units];
  if (!one || !other || more || others || !('unit' in one)) return undefined;
  if (one.notes.length > 0 && other.notes.length > 0) return undefined;
  const put = withBoth(source, one.put ?? '', other.put ?? '');
  // What follows are the footnotes.
  const [words = ''] = before.split('\n');
  const printed = withBoth(words, one.printed[0] ?? '', other.printed[0] ?? '');
  if (!put || !printed) return undefined;
  const notes = [...one.notes, ...other.notes];
  return { ...a, after, write: { units: [{ unit: one.unit, put, notes, printed: [printed] }] } };
}

/** The same that somebody has added twice is two additions. */
function ownOf(groups: ReadonlyMap<string, Unnumbered[]>, key: string, { write, files }: Unnumbered): string {
  const isAdded =
    'units' in write
      ? write.units.every((one) => 'behind' in one)
      : 'at' in write && write.entry !== undefined && write.from === undefined;
  let own = key;
  while (isAdded && groups.get(own)?.some((other) => other.files.some((file) => files.includes(file))))
    own += ' again';
  return own;
}

/**
 * What an edit changes: two edits with the same key cannot both be made. New paragraphs and entries go beside each other; what was
 * changed in an entry or a row that somebody else took out has the key of that.
 */
function keysOf(edits: readonly Unnumbered[]): (edit: Unnumbered) => string {
  const gone = new Map<string, string>();
  for (const edit of edits) {
    const { write } = edit;
    const isRemoval = 'units' in write ? write.units.length > 1 : 'at' in write && isOfEntry(write);
    if (isRemoval) for (const one of changedBy(edit)) gone.set(one, gone.get(one) ?? ownKey(edit));
  }
  return (edit) => {
    const around = 'value' in edit.write ? aroundOf(edit.field) : changedBy(edit);
    return around.map((one) => gone.get(one)).find((one) => one !== undefined) ?? ownKey(edit);
  };
}

/** The paragraphs of a narrative, or the entry of a list, that an edit changes or takes out. */
function changedBy({ field, write }: Unnumbered): string[] {
  const at = [field.file, ...field.path];
  if ('units' in write)
    return write.units.flatMap((one) => ('unit' in one ? [JSON.stringify([...at, 'unit', one.unit])] : []));
  return 'at' in write && isOfEntry(write) ? [JSON.stringify([...at, write.from ?? write.at])] : [];
}

/** Whether an entry that is there is taken out or moved. */
const isOfEntry = ({ entry, from }: Extract<Edit['write'], { at: number }>) =>
  entry === undefined || from !== undefined;

const aroundOf = ({ file, path }: Unnumbered['field']) =>
  path.map((_, i) => JSON.stringify([file, ...path.slice(0, i + 1)]));

function ownKey({ field, write, after }: Unnumbered): string {
  const at = [field.file, ...field.path];
  if ('value' in write) return JSON.stringify(at);
  // Of two new entries that are called the same, one is the other in other words.
  if ('at' in write)
    return JSON.stringify([...at, write.at, ...(write.entry === undefined ? [] : ['new', nameIn(after)])]);
  const [first] = write.units;
  return JSON.stringify(
    first && 'unit' in first ? [...at, 'unit', first.unit] : [...at, 'behind', first?.behind, after],
  );
}

const nameIn = (entry: string) => entry.split(' | ')[0]?.toLowerCase();

/** The edits of several people that are one. Who only saved a file in which somebody's tracked change was accepted did not make it. */
function together(group: readonly Unnumbered[]): Pick<Said, 'author' | 'date' | 'tracked' | 'files'> {
  const isSame = (one: Unnumbered, other: Unnumbered) =>
    JSON.stringify(one.write) === JSON.stringify(other.write);
  const made = group.filter(
    (one) => one.tracked || !group.some((other) => other.tracked && isSame(one, other)),
  );
  const [{ date, tracked }] = made as [Unnumbered];
  const author = [...new Set(made.map((one) => one.author))].join(' and ');
  return {
    ...{ author, tracked, files: [...new Set(group.flatMap(({ files }) => files))] },
    ...(date && { date }),
  };
}

/** A version of a conflict with all who have it, and what they put in behind it. */
function saidIn(one: Unnumbered, group: readonly Unnumbered[], behind: readonly Unnumbered[]): Said {
  const same = group.filter(({ write }) => JSON.stringify(write) === JSON.stringify(one.write));
  const added = behind.filter(({ files }) =>
    same.some((edit) => edit.files.some((file) => files.includes(file))),
  );
  const { before, under } = one;
  const after = [one.after, ...added.map((edit) => edit.after)].join('\n');
  return { before, after, under, ...together(same) };
}

function addRefused(refused: Refused[], no: Refused): void {
  const same = refused.find(
    ({ before, after, under, reason }) =>
      before === no.before && after === no.after && under === no.under && reason === no.reason,
  );
  if (!same) refused.push(no);
  else same.files = [...new Set([...same.files, ...no.files])];
}

type Differing = NonNullable<Resolved['differs']>;

function addDiffering(conflicts: Conflict[], { field, place, now, said }: Differing): void {
  conflicts.push({
    field,
    place,
    reason: `it has been changed in its file too, and says now: ${shortened(now, 300)}`,
    versions: [said],
  });
}

/** Both changes made to what was there; undefined where they change the same words, or put something into the same place. */
export function withBoth(was: string, one: string, other: string): string | undefined {
  const changes = [
    ...hunksBetween(was, one).map((hunk) => ({ hunk, put: one.slice(...hunk.after) })),
    ...hunksBetween(was, other).map((hunk) => ({ hunk, put: other.slice(...hunk.after) })),
  ].sort((a, b) => a.hunk.before[0] - b.hunk.before[0] || a.hunk.before[1] - b.hunk.before[1]);
  let text = '';
  let at = 0;
  let last: (typeof changes)[number] | undefined;
  for (const change of changes) {
    const [from, to] = change.hunk.before;
    const isSame = last && last.put === change.put && String(last.hunk.before) === String(change.hunk.before);
    if (isSame) continue;
    // What is put in beside words that somebody else changed may belong before or behind them.
    const isInsertion = from === to || last?.hunk.before[0] === last?.hunk.before[1];
    if (last && (from < at || (from === at && isInsertion))) return undefined;
    text += was.slice(at, from) + change.put;
    at = to;
    last = change;
  }
  return text + was.slice(at);
}
