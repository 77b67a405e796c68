import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inQuotes } from '../diagnostics/characters.ts';
import { error, type Finding, type Where } from '../diagnostics/diagnostic.ts';
import { list } from '../documents/house-formats.ts';
import { ifThere } from '../files/if-there.ts';
import { sha256 } from '../files/sha256.ts';
import { type Change, differences, isWording, ofTheDraft } from '../model/draft-differences.ts';
import { isOfAppendix, ofAppendix, originsIn, type Printed, printedSchema } from '../model/printed-list.ts';
import type { ReadableProject } from '../model/project.ts';
import type { Round } from '../model/round.ts';
import { type Submission, submittedDocument } from '../model/submission-record.ts';
import { keptDraft, type Manifest, manifestOf } from '../output/kept-drafts.ts';
import { commandLineOf, type Job } from './job.ts';

/** Which drafts were signed, and whether what would be sent is what they print. */

type Signature = Submission['signed'][number];

/** A draft that may be signed: it is there as it was written. */
export interface SignableDraft {
  number: number;
  manifest: Manifest;
  /** What it prints; undefined of one that an older version made. */
  printed: Printed[] | undefined;
}

/** A draft of the report as it was written, or why there is none, in words. */
export function signableDraft(job: Job, id: string, number: number): SignableDraft | string {
  const folder = join(job.output, id);
  const manifest = manifestOf(folder, submittedDocument, id, number);
  if (!manifest?.file || !manifest.sha256) return `there is no draft ${number} of the report`;
  const whole = manifest as Manifest;
  const isKept = keptDraft(folder, whole) !== undefined;
  const bytes = isKept ? undefined : ifThere(() => readFileSync(join(folder, whole.file)));
  if (!isKept && (!bytes || sha256(bytes) !== whole.sha256))
    return `draft ${number} of the report is not there as it was written`;
  const read = printedSchema.safeParse(manifest.printed);
  return { number, manifest: whole, printed: read.success ? read.data : undefined };
}

/** The signatures of a round, each with its draft, compared with what would be sent. */
export function signedDrafts(
  job: Job,
  project: ReadableProject,
  round: Round,
  sent: readonly Printed[],
): { signatures: Signature[]; findings: Finding[] } {
  const findings: Finding[] = [];
  const file = `${round.folder}/report.yaml`;
  const drafts = new Map<number, SignableDraft & { by: string[] }>();
  const signatures = project.programme.sign_offs.map(({ id, role }): Signature => {
    const { name = '', date = '', draft, ...rest } = round.report?.sign_offs?.[id] ?? {};
    const signature = { role, name, date, ...rest };
    // Missing names and dates have been said.
    if (!name || !date) return signature;
    const where = { file, path: ['sign_offs', id, 'draft'] };
    const found = draft === undefined ? '' : signableDraft(job, round.id, draft);
    if (draft === undefined || typeof found === 'string') {
      findings.push(unsignable(job, round.id, { id, role, where, why: String(found) }));
      return signature;
    }
    const day = found.manifest.day;
    if (typeof day === 'string' && date < day) {
      const message = `the ${role} signed draft ${draft} on ${date}, before it was made on ${day}`;
      findings.push(
        error(
          'submission/draft',
          { ...where, path: ['sign_offs', id, 'date'] },
          message,
          'write the day on which that draft was signed, or sign again',
        ),
      );
    }
    const before = drafts.get(draft);
    drafts.set(draft, { ...found, by: [...(before?.by ?? []), role] });
    return { ...signature, draft, sha256: found.manifest.sha256 };
  });
  findings.push(...compareDrafts([...drafts.values()], sent, file));
  return { signatures, findings };
}

function unsignable(
  job: Job,
  id: string,
  of: { id: string; role: string; where: Where; why: string },
): Finding {
  const sign = commandLineOf(job)('sign', id, of.id, '--name', '"…"');
  const message = of.why
    ? `the ${of.role} cannot have signed: ${of.why}`
    : `the signature of the ${of.role} does not say which draft was signed`;
  const help = `write the number of the draft after "draft:", for example "draft: 2", or enter the signature with: ${sign}`;
  return error('submission/draft', of.where, message, help);
}

function compareDrafts(
  drafts: ReadonlyArray<SignableDraft & { by: string[] }>,
  sent: readonly Printed[],
  file: string,
): Finding[] {
  const where = { file, path: ['sign_offs'], key: true };
  const unlisted = drafts.filter(({ printed }) => !printed);
  if (unlisted.length > 0)
    return unlisted.map(({ number, manifest }) => {
      const message = `draft ${number} was made by ${manifest.program}, which kept no list of what it prints: what would be sent cannot be compared with it`;
      return error(
        'submission/draft',
        where,
        message,
        'make a draft with this version, and have that one signed',
      );
    });
  const last = drafts.reduce<(typeof drafts)[number] | undefined>(
    (a, b) => (a && a.number > b.number ? a : b),
    undefined,
  );
  if (!last) return [];
  const apart = drafts.find(
    (draft) => causes(differences(draft.printed ?? [], last.printed ?? [])).length > 0,
  );
  if (apart) {
    const message = `${roles(apart.by)} signed draft ${apart.number}, ${roles(last.by)} draft ${last.number}, and they print different things`;
    const help = `have draft ${last.number} signed by all of them; \`sign\` shows what differs`;
    return [error('submission/unsigned-change', where, message, help)];
  }
  const changes = changesSince(last.printed ?? [], sent, file);
  const rest = changes.length - mostChanges;
  const more = `${rest} more values or texts than these have changed since draft ${last.number} was signed`;
  const [signedWith, sentWith] = [last.printed ?? [], sent].map((all) => all.filter(isOfAppendix));
  const isSentAsItWas = differences(signedWith ?? [], sentWith ?? [], notSaid).length === 0;
  const help = `have a new draft signed, or put it back${isSentAsItWas ? '; `submit --draft` sends the draft that was signed' : ''}`;
  return [
    ...changes.slice(0, mostChanges).map((change) => unsigned(change, last.number, where, help)),
    ...(rest > 0 ? [error('submission/unsigned-change', where, more, 'have a new draft signed')] : []),
  ];
}

/** What a report that is submitted does not say. */
const notSaid = [...ofTheDraft, 'is_incomplete', 'gaps'];

/** What has changed since a draft was signed: an appendix that is made no more, or was not made then, is one change. */
function changesSince(signed: readonly Printed[], sent: readonly Printed[], file: string): Change[] {
  const documentsIn = (list: readonly Printed[]) => new Set(list.map(appendixOf));
  const [before, after] = [documentsIn(signed), documentsIn(sent)];
  const origin = { field: file, path: ['appendices'] };
  const whole = [...new Set([...before, ...after])].flatMap((document): Change[] => {
    if (!document || (before.has(document) && after.has(document))) return [];
    const [kind, side] = before.has(document)
      ? (['removed', 'before'] as const)
      : (['added', 'after'] as const);
    return [{ kind, name: `${ofAppendix}${document}`, [side]: document, origin, part: '' }];
  });
  const isOfBoth = (one: Printed) => !whole.some(({ name }) => name === `${ofAppendix}${appendixOf(one)}`);
  const others = differences(signed.filter(isOfBoth), sent.filter(isOfBoth), notSaid);
  const rest = causes(others);
  // The report's own list of appendices says it too.
  return [...(rest.some(({ name }) => name.startsWith('appendices.')) ? [] : whole), ...rest];
}

const roles = (all: readonly string[]) => list(all.map((role) => `the ${role}`));

/** The document that an entry belongs to, of those that go with the report. */
const appendixOf = (one: Printed) =>
  isOfAppendix(one) && one.name !== `${ofAppendix}file` ? one.name.split('.')[1] : undefined;

/** So many are named. */
const mostChanges = 20;

/** Changes without those that only follow from others: a movement follows from its rating. */
export function causes(changes: readonly Change[]): Change[] {
  const allRoots = ({ origin }: Change) =>
    originsIn(origin).flatMap((one) =>
      'field' in one ? [`${one.field} ${one.path.join('.')}`] : 'cell' in one ? [one.cell] : [],
    );
  const isDirect = ({ origin }: Change) => 'field' in origin || 'cell' in origin;
  const direct = new Set(changes.filter(isDirect).flatMap(allRoots));
  const entryOf = ({ name }: Change) => name.replace(/\.[^.]*$/, '');
  const entries = new Set(changes.filter((change) => allRoots(change).length > 0).map(entryOf));
  const seen = new Set<string>();
  return changes.filter((change) => {
    const roots = allRoots(change);
    if (!isDirect(change) && roots.some((root) => direct.has(root))) return false;
    // The program's own words beside what has changed, as the number of an entry that is new.
    if (roots.length === 0 && !isWording(change.origin) && entries.has(entryOf(change))) return false;
    const key = roots.length > 0 ? roots.join('\n') : `${change.name} ${change.before} ${change.after}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function unsigned(change: Change, draft: number, otherwise: Where, help: string): Finding {
  const { field, cell } = rootsOf(change);
  const [, file = '', sheet = '', address = ''] = /^(.+?) '(.*)'!(\w+)$/.exec(cell?.cell ?? '') ?? [];
  const inCell = file ? { file, sheet, cell: address } : otherwise;
  const where: Where = field ? { file: field.field, path: field.path } : inCell;
  const { what, was, is } = describe(change);
  const message = `${what} has changed since draft ${draft} was signed: it was ${was}, and ${is} would be sent`;
  return error('submission/unsigned-change', where, message, help);
}

function rootsOf({ origin }: Change) {
  const roots = originsIn(origin);
  return { field: roots.find((one) => 'field' in one), cell: roots.find((one) => 'cell' in one) };
}

/** A change in words: what it is of, and what is printed in both. */
export function describe(change: Change): { what: string; was: string; is: string } {
  const { field, cell } = rootsOf(change);
  const named = isWording(change.origin) ? 'the wording of the template' : `"${change.name}"`;
  const inField = field && `${field.path.join('.')} in ${field.field}`;
  const [before, after] = [change.before ?? '', change.after ?? ''].map((text) => text.replace(/\s+/g, ' '));
  return {
    what: inField ?? cell?.figure ?? cell?.cell ?? named,
    was: inQuotes(fromChange(before, after), 80),
    is: inQuotes(fromChange(after, before), 80),
  };
}

/** A text from some words before the first that differs from another. */
function fromChange(text = '', other = ''): string {
  let same = 0;
  while (same < text.length && text[same] === other[same]) same++;
  const from = text.lastIndexOf(' ', same - 30) + 1;
  return same < 50 || from === 0 ? text : `…${text.slice(from)}`;
}
