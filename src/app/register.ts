import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { entryFor } from '../checks/records.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { ifThere } from '../files/if-there.ts';
import { codeOf, sealOf } from '../files/seal.ts';
import { shownPath } from '../files/shown-path.ts';
import { type FileToWrite, writeFiles } from '../files/write-file.ts';
import { editYaml, type YamlValue } from '../inputs/yaml/edit.ts';
import { inputFiles, type Project } from '../model/project.ts';
import { type RegisterEntry, reportsSent } from '../model/register.ts';
import type { Round } from '../model/round.ts';
import { type Submission, submissionFile } from '../model/submission-record.ts';
import type { Checked } from './check.ts';
import type { Job } from './job.ts';
import { hashesOf } from './verify.ts';

/** The register of what was sent and published, and the records that it names. */

const head = `# What was sent and published, in order of time. Written by triannual: do not change it.

entries:
`;

/** The register with more entries, after those that it has. */
export function withEntries(
  { inputs }: Job,
  { submissions }: Project,
  more: readonly RegisterEntry[],
): FileToWrite {
  const path = join(inputs, inputFiles.submissions);
  const text = ifThere(() => readFileSync(path, 'utf8')) ?? head;
  const edits = more.map((entry, i) => ({
    path: ['entries', submissions.length + i],
    value: { ...entry } as unknown as YamlValue,
  }));
  return { path, bytes: editYaml(text, edits), replace: true };
}

/** Records of version 0.1 that the register does not name yet, in order of time: it takes them in before the first sealed one. */
function oldEntries({ project, sources }: Checked): RegisterEntry[] {
  const seals = hashesOf(project.rounds, sources);
  const known = new Set(reportsSent(project.submissions).map(({ id }) => id));
  return project.rounds.flatMap(({ id, submission }) => {
    const hashes = seals.get(id);
    return submission && hashes && !submission.seal && !known.has(id)
      ? [entryFor(submission, hashes.text)]
      : [];
  });
}

/** A record with its seal, and the register with its entry, to be written in this order. */
export function sealed(
  job: Job,
  checked: Checked,
  round: { folder: string },
  record: Omit<Submission, 'previous' | 'seal'>,
): { record: Submission; text: string; files: FileToWrite[] } {
  const old = oldEntries(checked);
  const last = reportsSent([...checked.project.submissions, ...old]).at(-1);
  const previous = last?.seal ?? last?.sha256;
  const plain = printRecord({ ...record, ...(previous && { previous }) });
  // As it will be read: what YAML does to a value is sealed with it.
  const seal = sealOf(parse(plain) as object);
  const text = `${plain}seal: ${seal}\n`;
  const whole: Submission = { ...record, ...(previous && { previous }), seal };
  const entry = entryFor(whole, '');
  return {
    record: whole,
    text,
    files: [
      { path: join(job.inputs, submissionFile(round)), bytes: text },
      withEntries(job, checked.project, [...old, entry]),
    ],
  };
}

/** The entry of a sealed record that a run was stopped before; undefined where nothing, or something else, is missing. */
export async function finishEntry(
  job: Job,
  { project }: Checked,
  round: Round,
  found: readonly Diagnostic[],
): Promise<{ record: string; code: string } | undefined> {
  const { submission } = round;
  const isUnentered = found.length === 1 && found[0]?.code === 'submission/register';
  if (!submission?.seal || !isUnentered || project.submissions.some(({ id }) => id === round.id))
    return undefined;
  await writeFiles([withEntries(job, project, [entryFor(submission, '')])]);
  return { record: shownPath(job.inputs, submissionFile(round)), code: codeOf(submission.seal) };
}

function printRecord(record: Submission): string {
  const first = [
    `What the DfE was told in the report of ${record.round}. Written by triannual when the report was submitted: do not change it.`,
    'What turns out to be wrong is corrected in the next report, under "corrections:" in its report.yaml.',
  ];
  const text = stringify(record, { lineWidth: 0, blockQuote: 'literal' });
  return `${first.map((line) => `# ${line}\n`).join('')}\n${text}`;
}
