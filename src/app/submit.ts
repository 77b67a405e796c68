import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { londonToday } from '../calendar/today.ts';
import { checkSubmit } from '../checks/before-submission.ts';
import { aboutFile, type Diagnostic, error } from '../diagnostics/diagnostic.ts';
import { sortDiagnostics } from '../diagnostics/format.ts';
import { ifThere } from '../files/if-there.ts';
import { codeOf } from '../files/seal.ts';
import { sha256 } from '../files/sha256.ts';
import { shownPath } from '../files/shown-path.ts';
import { writeFiles } from '../files/write-file.ts';
import { locate } from '../inputs/yaml/locate.ts';
import { type Difference, differencesBefore, namedIn, nameOf } from '../model/changed-since-sent.ts';
import { inputFiles, isReadable, type ReadableProject } from '../model/project.ts';
import type { Round } from '../model/round.ts';
import { type Correction, finalName, type Submission, submissionFile } from '../model/submission-record.ts';
import { appendixFindings, makeAppendices } from './appendices.ts';
import { bundleName, bundleOf } from './bundle.ts';
import { type Checked, readAndCheck } from './check.ts';
import { clockAgrees } from './clock.ts';
import { coveringEmail } from './covering-email.ts';
import { type Filled, keepSubmitted, makeFinal } from './final-report.ts';
import type { Job } from './job.ts';
import { inTheWay, othersInPack, type Pack, unfitForPack, unverifiable } from './pack.ts';
import { finishEntry, sealed } from './register.ts';
import { roundContext } from './round-sources.ts';
import { signedDrafts } from './signed-drafts.ts';
import { spreadsheetsOf } from './spreadsheets.ts';
import { openComments, unreviewed } from './unreviewed.ts';
import { examine } from './verify.ts';

/** From the signed draft to the file that the DfE gets, and to the sealed record of what it says. */

interface SubmitWish {
  /** The final is filled from this draft, although the inputs have moved on. */
  draft?: number | undefined;
  enteredLate?: string | undefined;
  /** Whether the comments that are still open have been seen. */
  commentsSeen?: boolean | undefined;
}

export interface Submitted {
  /** Rounds of the inputs folder. */
  known: string[];
  /** Why the report cannot be submitted, and warnings, which do not stop it. */
  diagnostics: Diagnostic[];
  /** What was written. */
  file?: string;
  record?: string;
  email?: string;
  bundle?: string;
  /** The seal for people. */
  code?: string;
  /** What the next report corrects, where the final is filled from an earlier draft. */
  corrections?: Correction[];
}

/** Makes the final report and its record, or says everything that stops it and writes nothing. */
export async function submit(job: Job, id: string, wish: SubmitWish = {}): Promise<Submitted> {
  const checked = await readAndCheck({ ...job, ids: [id] });
  const { project, known, sources } = checked;
  const examined = await examine(job, checked);
  // A final without a record may be that of a run that was stopped: `placeFor` looks at it.
  const mayBeOurs = shownPath(id, 'submission', finalName(id));
  const others = examined.diagnostics.filter(({ place }) => !place.file.endsWith(mayBeOurs));
  const found = wish.draft === undefined ? checked.diagnostics : [];
  // What a draft is warned of, and a submission must not lack, is an error below.
  const diagnostics = [...found.filter(({ code }) => code !== 'variance/reason-missing'), ...others];
  const refused = () => ({ known, diagnostics: sortDiagnostics(diagnostics) });
  const round = project.rounds.find((candidate) => candidate.id === id);
  if (!isReadable(project) || !round) return refused();
  if (round.submitted) return finish(job, checked, round, examined.diagnostics);
  const context = roundContext(project, round, job.today);
  if (!context) return refused();
  const final = { job, project, round, draft: wish.draft };
  const made = await makeFinal(final);
  diagnostics.push(...clockAgrees(job, `${round.folder}/report.yaml`, wish.enteredLate), ...made.diagnostics);
  const printed = made.filled?.printed ?? [];
  const { signatures, findings } = signedDrafts(job, project, round, printed);
  const ofAppendices = appendixFindings(job, project, round, error);
  // A file that is not there cannot be the one that was signed, nor an appendix that cannot be made; a field that cannot be read has not changed.
  const places = ofAppendices.flatMap(({ severity, where }) =>
    severity === 'error' ? [where, { file: where.file, path: ['appendices'] }] : [],
  );
  const said = places.map((where) => JSON.stringify(where));
  const unread = checked.found.filter(({ code }) => code.startsWith('yaml/')).map(({ where }) => where.file);
  const unsigned = findings.filter(
    ({ where }) => !said.includes(JSON.stringify(where)) && !unread.includes(where.file),
  );
  diagnostics.push(
    ...[...checkSubmit(context), ...ofAppendices, ...(made.filled ? unsigned : [])].map((one) =>
      locate(one, sources, job.inputs),
    ),
  );
  diagnostics.push(...(await unreviewed(job, [id])), ...(wish.commentsSeen ? [] : openComments(job, id)));
  if (!made.filled) return refused();
  const place = await placeFor(final, made.filled);
  const beside = await besideReport(job, project, round, made.filled);
  diagnostics.push(
    ...beside.diagnostics,
    ...unfitForPack(job, id),
    ...inTheWay(job, id, place === 'interrupted' ? [] : beside.pack),
  );
  if (place === 'taken') diagnostics.push(unrecorded(job, round));
  if (place === 'taken' || diagnostics.some(({ severity }) => severity === 'error')) return refused();
  return write(job, {
    ...{ checked, project, round, wish, signatures, place, diagnostics },
    filled: made.filled,
    beside: beside.pack,
  });
}

/** What the program makes to go with the report: appendices and spreadsheets. */
async function besideReport(job: Job, project: ReadableProject, round: Round, { tables }: Filled) {
  const { pack, diagnostics } = await makeAppendices(job, project, round);
  return { pack: [...pack, ...(await spreadsheetsOf(round.id, tables))], diagnostics };
}

interface Ready {
  checked: Checked;
  project: ReadableProject;
  round: Round;
  wish: SubmitWish;
  filled: Filled;
  /** What the program makes to go with the report. */
  beside: Pack;
  signatures: Submission['signed'];
  place: 'free' | 'filled' | 'interrupted';
  diagnostics: Diagnostic[];
}

async function write(job: Job, ready: Ready): Promise<Submitted> {
  const { checked, project, round, wish, filled, beside, place, diagnostics } = ready;
  const { id } = round;
  const at = (...names: string[]) => join(job.output, id, ...names);
  const final = finalName(id);
  const ours = [{ file: final, bytes: filled.bytes }, ...beside];
  const others = othersInPack(job, id).filter(({ file }) => !ours.some((one) => one.file === file));
  const pack = [...ours, ...others];
  const differing = wish.draft === undefined ? [] : knownDifferences(project, round, filled);
  const { inputs, ...plain } = recordOf(job, ready, pack, differing);
  const { record, text, files } = sealed(job, checked, round, { ...plain, inputs });
  const { eml, txt } = coveringEmail(project, record, pack);
  const { template, printed } = filled;
  const bundle = await bundleOf(job, {
    record,
    text,
    pack,
    inputs,
    template,
    printed,
    findings: diagnostics,
  });
  const unread = await unverifiable(job, id, bundle);
  if (unread) return { known: checked.known, diagnostics: sortDiagnostics([...diagnostics, unread]) };
  // The record comes near the end: a final file without it has not been submitted. What an interrupted run left is replaced.
  await writeFiles([
    ...(place === 'filled'
      ? []
      : [{ path: at('submission', final), bytes: filled.bytes, replace: place === 'interrupted' }]),
    ...beside.map(({ file, bytes }) => ({ path: at('submission', file), bytes, replace: true })),
    { path: at('covering-email.eml'), bytes: eml, replace: true },
    { path: at('covering-email.txt'), bytes: txt, replace: true },
    { path: at(bundleName(id)), bytes: bundle, replace: true },
    ...files,
  ]);
  const corrections = differing.map((one) => ({ round: id, ...namedIn(one), reason: '…' }));
  return {
    known: checked.known,
    diagnostics: sortDiagnostics(diagnostics),
    file: shownPath(job.output, id, 'submission', final),
    record: shownPath(job.inputs, submissionFile(round)),
    email: shownPath(job.output, id, 'covering-email.eml'),
    bundle: shownPath(job.output, id, bundleName(id)),
    code: codeOf(record.seal ?? ''),
    ...(corrections.length > 0 && { corrections }),
  };
}

/** The record without its seal. */
function recordOf(job: Job, ready: Ready, pack: Pack, differing: readonly Difference[]) {
  const { checked, round, wish, filled, signatures } = ready;
  const work = checked.work.find(({ id }) => id === round.id);
  return {
    version: 1 as const,
    round: round.id,
    submitted: job.today,
    program: job.release,
    made: madeBy(job),
    ...(wish.enteredLate && { entered_late: wish.enteredLate }),
    signed: signatures,
    files: pack.map(({ file, bytes }) => ({ file, sha256: sha256(bytes) })),
    inputs: checked.files.filter(({ file }) => work?.uses(file) && file !== inputFiles.submissions),
    templates: [{ file: filled.template.file, sha256: sha256(filled.template.bytes) }],
    ...filled.told,
    ...(differing.length > 0 && { known: differing.map(nameOf) }),
  };
}

export const madeBy = ({ machine: { now, account, host } }: Job) => ({
  at: now.toISOString(),
  account,
  host,
});

/** What the inputs no longer say as the draft says it. */
function knownDifferences(project: ReadableProject, round: Round, { told }: Filled) {
  const submission = { ...told, files: [], signed: [], round: round.id, submitted: '', program: '' };
  const rounds = project.rounds.map((one) => (one.id === round.id ? { ...one, submission } : one));
  return differencesBefore({ ...project, rounds }).filter((one) => one.round.id === round.id);
}

/**
 * A round is submitted once. What a run was stopped before is done here: the register gets its entry, and a final file that has
 * been lost is made again, as `build` does.
 */
async function finish(
  job: Job,
  checked: Checked,
  round: Round,
  found: readonly Diagnostic[],
): Promise<Submitted> {
  const { project, known } = checked;
  const entered = await finishEntry(job, checked, round, found);
  const final = { file: shownPath(job.output, round.id, 'submission', finalName(round.id)) };
  if (entered) return { known, diagnostics: [], ...entered, ...final };
  if (isReadable(project)) {
    const draft = await keepSubmitted(job, project, round);
    if (draft.outcome === 'restored')
      return {
        known,
        diagnostics: [],
        record: shownPath(job.inputs, submissionFile(round)),
        ...(draft.file && { file: draft.file }),
      };
  }
  return { known, diagnostics: sortDiagnostics([...found, closed(checked, job, round)]) };
}

/**
 * What is in the place of the final file while there is no record of it. `filled`: the very file. `interrupted`: one that a
 * run wrote on an earlier day, and was stopped before its record, so that only the day differs. `taken`: somebody's file.
 */
async function placeFor(
  final: Parameters<typeof makeFinal>[0],
  { bytes }: Filled,
): Promise<Ready['place'] | 'taken'> {
  const { job, round } = final;
  const path = join(job.output, round.id, 'submission', finalName(round.id));
  const there = ifThere(() => sha256(readFileSync(path)));
  if (!there) return 'free';
  if (there === sha256(bytes)) return 'filled';
  const today = londonToday(statSync(path).mtime);
  const earlier = await makeFinal({ ...final, job: { ...job, today } });
  return earlier.filled && there === sha256(earlier.filled.bytes) ? 'interrupted' : 'taken';
}

function unrecorded(job: Job, { id }: Round): Diagnostic {
  const file = shownPath(job.output, id, 'submission', finalName(id));
  const message = `there is a final report of ${id} already, and it is not the one that the inputs make`;
  const help = 'there is no record that it was submitted: move it to another folder, and run this again';
  return aboutFile('submission/unrecorded', file, message, help);
}

export function closed({ sources }: Checked, job: Job, round: Round): Diagnostic {
  const on = round.submission?.submitted;
  const message = `the report of ${round.id} has been submitted already${on ? `, on ${on}` : ''}`;
  const help = 'what turns out to be wrong is corrected in the next report, under "corrections:"';
  const where = { file: submissionFile(round), ...(on ? { path: ['submitted'] } : {}) };
  return locate(error('submission/closed', where, message, help), sources, job.inputs);
}
