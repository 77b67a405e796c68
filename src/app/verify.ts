import { inputsAgree } from '../checks/submissions.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { sortDiagnostics } from '../diagnostics/format.ts';
import { isReadable } from '../model/project.ts';
import { submissionFile } from '../model/submission.ts';
import { check, locateInput } from './build.ts';
import { compareSubmitted, flawOf } from './final.ts';
import type { Job } from './job.ts';

/** A submission compared with its record. */
export interface Verified {
  id: string;
  submitted: string;
  files: Array<{ file: string; state: 'whole' | 'changed' | 'gone' }>;
}

/** Compares every submission of the project: its files with their hashes, and the inputs with the record. */
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
