import { join, posix } from 'node:path';
import { stringify } from 'yaml';
import { checkSubmit } from './checks/submit.ts';
import { inputsAgree } from './checks/submissions.ts';
import { type Diagnostic, error } from './diagnostics/diagnostic.ts';
import { sortDiagnostics } from './diagnostics/format.ts';
import { recordOf } from './documents/submission.ts';
import { compareSubmitted, fillFinal, finalName, flawOf } from './final.ts';
import type { Job } from './job.ts';
import { isReadable, type ReadableProject } from './model/project.ts';
import type { Round } from './model/round.ts';
import { type Submission, submissionFile } from './model/submission.ts';
import { sha256 } from './output/drafts.ts';
import { writeNewFile } from './output/write-file.ts';
import { type Checked, check, locateInput } from './pipeline.ts';
import { locateTemplate, readTemplate } from './templates.ts';
import { checkAccessibility } from './word/index.ts';
import { roundContext } from './work.ts';

/** From the last draft to the file that the DfE gets, and to the record of what it says. */

export interface Submitted {
  /** Rounds of the inputs folder. */
  known: string[];
  /** Why the report cannot be submitted; warnings do not stand in the way. */
  diagnostics: Diagnostic[];
  /** The final file and the record of it, once they are written. */
  file?: string;
  record?: string;
}

/** Makes the final report and its record, or says everything that stands in the way and writes nothing. */
export async function submit(job: Job, id: string): Promise<Submitted> {
  const checked = await check({ ...job, ids: [id] });
  const { project, known } = checked;
  const diagnostics = [...checked.diagnostics];
  const refuse = (more: readonly Diagnostic[]) => ({
    known,
    diagnostics: sortDiagnostics([...diagnostics, ...more]),
  });
  const round = project.rounds.find((candidate) => candidate.id === id);
  if (!isReadable(project) || !round) return refuse([]);
  if (round.submitted) return refuse([closed(checked, job, round)]);
  const context = roundContext(project, round, job.today);
  if (!context) return refuse([]);
  diagnostics.push(...checkSubmit(context).map((finding) => locateInput(finding, checked.sources, job)));
  const made = await makeFinal(job, project, round);
  diagnostics.push(...made.diagnostics);
  if (!made.bytes || diagnostics.some(({ severity }) => severity === 'error')) return refuse([]);
  const file = finalName(id);
  const files = [{ file, sha256: sha256(made.bytes) }];
  const record = recordOf(made.source, job.today, job.program, files);
  const folder = join(job.output, id);
  // The record comes last: a final file without it has not been submitted, and the same one may stand there already.
  await writeNewFile(join(folder, file), made.bytes).catch(async (cause: NodeJS.ErrnoException) => {
    const [found] = await compareSubmitted(job.output, { ...round, submission: record });
    if (cause.code !== 'EEXIST' || found?.state !== 'whole') throw cause;
  });
  await writeNewFile(join(job.inputs, submissionFile(round)), printRecord(record));
  const under = (base: string, ...rest: string[]) => posix.join(base.replaceAll('\\', '/'), ...rest);
  return {
    known,
    diagnostics: sortDiagnostics(diagnostics),
    file: under(job.output, id, file),
    record: under(job.inputs, submissionFile(round)),
  };
}

function closed({ sources }: Checked, job: Job, round: Round): Diagnostic {
  const on = round.submission?.submitted;
  const message = `the report of ${round.id} has been submitted already${on ? `, on ${on}` : ''}`;
  const help = 'what turns out to be wrong is corrected in the next report, under "corrections:"';
  const where = { file: submissionFile(round), ...(on ? { path: ['submitted'] } : {}) };
  return locateInput(error('submission/closed', where, message, help), sources, job);
}

async function makeFinal(job: Job, project: ReadableProject, round: Round) {
  const { template, findings } = await readTemplate(job.templates, 'tri-annual-report');
  const diagnostics = findings.map((finding) => locateTemplate(finding, job.templates));
  if (!template) return { diagnostics };
  const made = await fillFinal(project, round, job.today, template);
  if (!made?.bytes) {
    diagnostics.push(...(made?.findings ?? []).map((finding) => locateTemplate(finding, job.templates)));
    return { diagnostics };
  }
  const flaws = await checkAccessibility(finalName(round.id), made.bytes, 'en-GB');
  diagnostics.push(...flaws.map((finding) => locateTemplate(finding, posix.join(job.output, round.id))));
  return { diagnostics, bytes: made.bytes, source: made.source };
}

function printRecord(record: Submission): string {
  const head = [
    `What the DfE was told in the report of ${record.round}. Written by triannual when the report was submitted: do not change it.`,
    'What turns out to be wrong is corrected in the next report, under "corrections:" in its report.yaml.',
  ];
  return `${head.map((line) => `# ${line}\n`).join('')}\n${stringify(record, { lineWidth: 0 })}`;
}

/** A submission compared with its record. */
export interface Verified {
  id: string;
  submitted: string;
  files: Array<{ file: string; state: 'whole' | 'changed' | 'gone' }>;
}

/** Compares every submission of the project: its files with their hashes, and the inputs with what was told. */
export async function verifySubmissions(
  job: Job,
): Promise<{ verified: Verified[]; diagnostics: Diagnostic[] }> {
  const checked = await check({ ...job, ids: [] });
  const { project, sources } = checked;
  const rounds = project.rounds.filter(({ submitted }) => submitted);
  const verified: Verified[] = [];
  const diagnostics = checked.diagnostics.filter(({ place }) =>
    rounds.some((round) => place.file.endsWith(submissionFile(round))),
  );
  for (const round of rounds) {
    const files = await compareSubmitted(job.output, round);
    verified.push({ id: round.id, submitted: round.submission?.submitted ?? '', files });
    diagnostics.push(...files.flatMap((file) => flawOf(job, round, file)));
  }
  if (isReadable(project))
    diagnostics.push(...inputsAgree(project).map((finding) => locateInput(finding, sources, job)));
  return { verified, diagnostics: sortDiagnostics(diagnostics) };
}
