import type { Conflict, Edit, Refused, Said } from './edit.ts';
import type { Resolved } from './resolve.ts';

/** The edits of all files together: the same edit of two people is one, and two edits of one thing are a conflict. */

type Unnumbered = Omit<Edit, 'number'>;

export function merge(resolved: readonly Resolved[]): {
  edits: Edit[];
  refused: Refused[];
  conflicts: Conflict[];
} {
  const groups = new Map<string, Unnumbered[]>();
  const conflicts: Conflict[] = [];
  const refused: Refused[] = [];
  for (const { edit, refused: no, differs } of resolved) {
    if (no) addRefused(refused, no);
    if (differs) addDiffering(conflicts, differs);
    if (!edit) continue;
    const key = keyOf(edit);
    groups.set(key, [...(groups.get(key) ?? []), edit]);
  }
  const edits: Unnumbered[] = [];
  for (const group of groups.values()) {
    const [first] = group as [Unnumbered];
    const versions = [...new Map(group.map((edit) => [JSON.stringify(edit.write), edit])).values()];
    if (versions.length === 1) edits.push({ ...first, ...together(group) });
    else
      conflicts.push({
        field: first.field,
        place: first.place,
        reason: 'it was changed in two ways',
        versions: versions.map((one) => saidIn(one, group)),
      });
  }
  return { edits: edits.map((edit, i) => ({ number: i + 1, ...edit })), refused, conflicts };
}

/** What an edit changes: two edits with the same key cannot both be made. New paragraphs and entries go beside each other. */
function keyOf({ field, write, after }: Unnumbered): string {
  const at = [field.file, ...field.path];
  if ('value' in write) return JSON.stringify(at);
  if ('at' in write)
    return JSON.stringify([...at, write.at, ...(write.entry === undefined ? [] : ['new', after])]);
  const [first] = write.units;
  return JSON.stringify(
    first && 'unit' in first ? [...at, 'unit', first.unit] : [...at, 'behind', first?.behind, after],
  );
}

/** The edits of several people that are one. */
function together(group: readonly Unnumbered[]): Pick<Said, 'author' | 'files'> {
  const authors = [...new Set(group.map(({ author }) => author))];
  return { author: authors.join(' and '), files: [...new Set(group.flatMap(({ files }) => files))] };
}

/** A version of a conflict with all who have it. */
function saidIn(one: Unnumbered, group: readonly Unnumbered[]): Said {
  const same = group.filter(({ write }) => JSON.stringify(write) === JSON.stringify(one.write));
  const { before, after, date, tracked, under } = one;
  return { before, after, ...(date && { date }), tracked, under, ...together(same) };
}

function addRefused(refused: Refused[], no: Refused): void {
  const same = refused.find(
    ({ before, after, under, reason }) =>
      before === no.before && after === no.after && under === no.under && reason === no.reason,
  );
  if (!same) refused.push(no);
  else same.files = [...new Set([...same.files, ...no.files])];
}

function addDiffering(conflicts: Conflict[], { field, now, said }: NonNullable<Resolved['differs']>): void {
  conflicts.push({
    field,
    place: { file: field.file },
    reason: `it has been changed in its file too, and says now: ${now.length > 300 ? `${now.slice(0, 300)}…` : now}`,
    versions: [said],
  });
}
