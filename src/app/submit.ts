import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { londonToday } from '../calendar/today.ts';
import { checkSubmit } from '../checks/before-submission.ts';
import { type Diagnostic, error } from '../diagnostics/diagnostic.ts';
import { sortDiagnostics } from '../diagnostics/format.ts';
import { recordOf } from '../documents/submission.ts';
import { ifThere } from '../files/if-there.ts';
import { sha256 } from '../files/sha256.ts';
import { shownPath } from '../files/shown-path.ts';
import { writeFiles } from '../files/write-file.ts';
import { isReadable, type ReadableProject } from '../model/project.ts';
import type { Round } from '../model/round.ts';
import { type Submission, submissionFile } from '../model/submission.ts';
import { checkAccessibility } from '../word/index.ts';
import { type Checked, check, locateInput } from './build.ts';
import { roundContext, submittedDocument } from './documents.ts';
import { fillFinal, finalName, keepSubmitted } from './final.ts';
import type { Job } from './job.ts';
import { locateTemplate, readTemplate, withoutRepeats } from './templates.ts';

/** From the last draft to the file that the DfE gets, and to the record of what it says. */

export interface Submitted {
  /** Rounds of the inputs folder. */
  known: string[];
  /** Why the report cannot be submitted, and warnings, which do not stop it. */
  diagnostics: Diagnostic[];
  /** The final file and the record of it, once they are written. */
  file?: string;
  record?: string;
}

/** Makes the final report and its record, or says everything that stops it and writes nothing. */
export async function submit(job: Job, id: string): Promise<Submitted> {
  const checked = await check({ ...job, ids: [id] });
  const { project, known } = checked;
  const diagnostics = [...checked.diagnostics];
  const refused = () => ({ known, diagnostics: sortDiagnostics(diagnostics) });
  const round = project.rounds.find((candidate) => candidate.id === id);
  if (!isReadable(project) || !round) return refused();
  if (round.submitted) return restore(checked, job, project, round);
  const context = roundContext(project, round, job.today);
  if (!context) return refused();
  diagnostics.push(...checkSubmit(context).map((finding) => locateInput(finding, checked.sources, job)));
  const final: Final = { job, project, round };
  const made = await makeFinal(final);
  diagnostics.push(...made.diagnostics);
  if (!made.bytes) return refused();
  const file = finalName(id);
  const path = join(job.output, id, file);
  const place = await placeFor(path, made.bytes, final);
  if (place === 'taken') diagnostics.push(unrecorded(job, round));
  if (diagnostics.some(({ severity }) => severity === 'error')) return refused();
  const record = recordOf(made.source, job.today, job.release, [{ file, sha256: sha256(made.bytes) }]);
  // The record comes last: a final file without it has not been submitted.
  await writeFiles([
    ...(place === 'filled' ? [] : [{ path, bytes: made.bytes, replace: place === 'interrupted' }]),
    { path: join(job.inputs, submissionFile(round)), bytes: printRecord(record) },
  ]);
  return {
    known,
    diagnostics: sortDiagnostics(diagnostics),
    file: shownPath(job.output, id, file),
    record: shownPath(job.inputs, submissionFile(round)),
  };
}

/** A round is submitted once. A final file that has been lost since is made again here too, as `build` does. */
async function restore(
  checked: Checked,
  job: Job,
  project: ReadableProject,
  round: Round,
): Promise<Submitted> {
  const { template } = await readTemplate(job.templates, submittedDocument, project.agreement);
  const { draft, diagnostics } = await keepSubmitted(job, project, round, template);
  const known = checked.known;
  if (draft.outcome !== 'restored')
    return {
      known,
      diagnostics: sortDiagnostics([...checked.diagnostics, closed(checked, job, round), ...diagnostics]),
    };
  const record = shownPath(job.inputs, submissionFile(round));
  return { known, diagnostics, ...(draft.file && { file: draft.file }), record };
}

/**
 * What is in the place of the final file while there is no record of it. `filled`: the very file. `interrupted`: one that a
 * run wrote on an earlier day, and was stopped before its record, so that only the day differs. `taken`: somebody's file.
 */
async function placeFor(
  path: string,
  bytes: Uint8Array,
  final: Final,
): Promise<'free' | 'filled' | 'interrupted' | 'taken'> {
  const there = ifThere(() => sha256(readFileSync(path)));
  if (!there) return 'free';
  if (there === sha256(bytes)) return 'filled';
  const today = londonToday(statSync(path).mtime);
  const earlier = await makeFinal({ ...final, job: { ...final.job, today } });
  return earlier.bytes && there === sha256(earlier.bytes) ? 'interrupted' : 'taken';
}

function unrecorded(job: Job, { id }: Round): Diagnostic {
  return {
    severity: 'error',
    code: 'submission/unrecorded',
    message: `there is a final report of ${id} already, and it is not the one that the inputs make`,
    place: { file: shownPath(job.output, id, finalName(id)) },
    help: 'nothing records that it was submitted: move it to another folder, and run this again',
  };
}

function closed({ sources }: Checked, job: Job, round: Round): Diagnostic {
  const on = round.submission?.submitted;
  const message = `the report of ${round.id} has been submitted already${on ? `, on ${on}` : ''}`;
  const help = 'what turns out to be wrong is corrected in the next report, under "corrections:"';
  const where = { file: submissionFile(round), ...(on ? { path: ['submitted'] } : {}) };
  return locateInput(error('submission/closed', where, message, help), sources, job);
}

/** What a final report is made from. */
interface Final {
  job: Job;
  project: ReadableProject;
  round: Round;
}

async function makeFinal({ job, project, round }: Final) {
  const { template, findings } = await readTemplate(job.templates, submittedDocument, project.agreement);
  const diagnostics = findings.map((finding) => locateTemplate(finding, job.templates));
  if (!template) return { diagnostics };
  const made = await fillFinal(project, round, job.today, template);
  if (!made?.bytes) {
    diagnostics.push(...(made?.findings ?? []).map((finding) => locateTemplate(finding, job.templates)));
    return { diagnostics };
  }
  const flaws = await checkAccessibility(finalName(round.id), made.bytes, 'en-GB');
  diagnostics.push(
    ...withoutRepeats(flaws, findings).map((finding) =>
      locateTemplate(finding, shownPath(job.output, round.id)),
    ),
  );
  return { diagnostics, bytes: made.bytes, source: made.source };
}

function printRecord(record: Submission): string {
  const head = [
    `What the DfE was told in the report of ${record.round}. Written by triannual when the report was submitted: do not change it.`,
    'What turns out to be wrong is corrected in the next report, under "corrections:" in its report.yaml.',
  ];
  return `${head.map((line) => `# ${line}\n`).join('')}\n${stringify(record, { lineWidth: 0 })}`;
}
