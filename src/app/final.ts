import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { buildTriAnnualReport } from '../documents/tri-annual-report.ts';
import { ifThere } from '../files/if-there.ts';
import { sha256 } from '../files/sha256.ts';
import { shownPath } from '../files/shown-path.ts';
import { writeNewFile } from '../files/write-file.ts';
import type { IsoDate } from '../model/fields.ts';
import type { ReadableProject } from '../model/project.ts';
import type { Round } from '../model/round.ts';
import { submissionFile } from '../model/submission.ts';
import type { Template } from '../word/index.ts';
import { reportSource, submittedDocument } from './documents.ts';
import { commandLineOf, type Draft, type Job } from './job.ts';

/** The final report of a round: made once, and afterwards compared with the record of its submission. */

export const finalName = (id: string) => `${submittedDocument}-${id}-final.docx`;

/** The report as it is submitted: no draft, with the date. */
export async function fillFinal(
  project: ReadableProject,
  round: Round,
  submitted: IsoDate,
  template: Template,
) {
  const source = reportSource(project, round, []);
  if (!source) return undefined;
  const final = { ...source, submitted };
  return { source: final, ...(await template.fill(buildTriAnnualReport(final).context)) };
}

/** A file of a submission, compared with its record. */
export interface SubmittedFile {
  file: string;
  sha256: string;
  state: 'whole' | 'changed' | 'gone';
}

export async function compareSubmitted(output: string, { id, submission }: Round): Promise<SubmittedFile[]> {
  return Promise.all(
    (submission?.files ?? []).map(async ({ file, sha256: recorded }) => {
      const bytes = ifThere(() => readFileSync(join(output, id, file)));
      const state = !bytes ? 'gone' : sha256(bytes) === recorded ? 'whole' : 'changed';
      return { file, sha256: recorded, state };
    }),
  );
}

const flaws = {
  changed: {
    code: 'submission/changed',
    message: (on: string) => `the report is no longer the file that was submitted on ${on}`,
    help: () =>
      'put back the file that was sent to the DfE, from a backup or the e-mail; keep a marked-up copy under another name',
  },
  gone: {
    code: 'submission/lost',
    message: (on: string) => `the report that was submitted on ${on} is not there`,
    help: (build: string) =>
      `\`${build}\` makes it again while inputs, template and program are as they were; if they are not, put back the file that was sent to the DfE, from a backup or the e-mail`,
  },
} as const;

/** What is wrong with a submitted file, if anything is. */
export function flawOf(job: Job, round: Round, { file, state }: SubmittedFile): Diagnostic[] {
  if (state === 'whole') return [];
  const { code, message, help } = flaws[state];
  return [
    {
      severity: 'error',
      code,
      message: message(round.submission?.submitted ?? ''),
      place: { file: shownPath(job.output, round.id, file) },
      help: help(commandLineOf(job)('build', round.id)),
      note: {
        message: 'its SHA-256 is recorded here',
        place: { file: shownPath(job.inputs, submissionFile(round)) },
      },
    },
  ];
}

/** What is done for a round that has been submitted: its final file is made again if it was lost and the bytes are the same. */
export async function keepSubmitted(
  job: Job,
  project: ReadableProject,
  round: Round,
  template: Template | undefined,
): Promise<{ draft: Draft; diagnostics: Diagnostic[] }> {
  const { id, submission } = round;
  const draft: Draft = { id, document: submittedDocument, outcome: 'submitted', incomplete: false };
  if (!submission) return { draft, diagnostics: [] };
  const diagnostics: Diagnostic[] = [];
  for (const found of await compareSubmitted(job.output, round)) {
    draft.file = shownPath(job.output, id, found.file);
    if (found.state === 'gone' && template) {
      const made = await fillFinal(project, round, submission.submitted, template);
      if (made?.bytes && sha256(made.bytes) === found.sha256) {
        await writeNewFile(join(job.output, id, found.file), made.bytes);
        draft.outcome = 'restored';
        continue;
      }
    }
    diagnostics.push(...flawOf(job, round, found));
  }
  return { draft, diagnostics };
}
