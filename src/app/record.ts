import { readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Diagnostic, error } from '../diagnostics/diagnostic.ts';
import { sortDiagnostics } from '../diagnostics/format.ts';
import { ifThere } from '../files/if-there.ts';
import { codeOf } from '../files/seal.ts';
import { sha256 } from '../files/sha256.ts';
import { shownPath } from '../files/shown-path.ts';
import { writeFiles } from '../files/write-file.ts';
import { locate } from '../inputs/yaml/locate.ts';
import { isReadable } from '../model/project.ts';
import { calendarOf, emptyRound, type Round } from '../model/round.ts';
import { submissionFile } from '../model/submission-record.ts';
import { type Checked, readAndCheck } from './check.ts';
import type { Job } from './job.ts';
import { othersInPack, type Pack, unfitForPack } from './pack.ts';
import { finishEntry, sealed } from './register.ts';
import { closed, madeBy } from './submit.ts';
import { examine } from './verify.ts';

/** Closes a round whose report was sent by other means than this program. */

interface Recorded {
  /** The months of the agreement's reports. */
  months: string[];
  diagnostics: Diagnostic[];
  record?: string;
  /** The copy of what was sent. */
  file?: string;
  code?: string;
}

export async function record(
  job: Job,
  id: string,
  sent: string,
  theirs: string | undefined,
): Promise<Recorded> {
  const checked = await readAndCheck({ ...job, ids: [] });
  const { project } = checked;
  const months = project.agreement?.reports.map(({ month }) => month) ?? [];
  if (!isReadable(project)) return { months, diagnostics: checked.diagnostics };
  if (!calendarOf(project.agreement, id)) return { months, diagnostics: [] };
  const round = project.rounds.find((one) => one.id === id) ?? emptyRound(id);
  const file = theirs === undefined ? undefined : theirFile(theirs);
  const { diagnostics: found } = await examine(job, checked);
  const entered = await finishEntry(job, checked, round, found);
  if (entered) return { months, diagnostics: [], ...entered };
  const refuse = (message: string, help: string) =>
    locate(
      error('submission/record', { file: submissionFile(round) }, message, help),
      checked.sources,
      job.inputs,
    );
  const diagnostics = [
    ...found.filter(({ severity }) => severity === 'error'),
    ...(round.submitted ? [closed(checked, job, round)] : []),
  ];
  if (sent > job.today) {
    const message = `the report cannot have been sent on ${sent}, which is after today, ${job.today}`;
    diagnostics.push(refuse(message, 'give the day on which it was sent'));
  }
  if (typeof file === 'string') diagnostics.push(refuse(file, 'name the file that was sent with --file'));
  if (typeof file === 'object' && isTaken(job, id, file)) {
    const message = `another file lies in ${shownPath(job.output, id, 'submission', file.name)} already`;
    const help = 'move it to another folder, or give the file that was sent another name';
    diagnostics.push(refuse(message, help));
  }
  if (!round.submitted) diagnostics.push(...unfitForPack(job, id));
  if (diagnostics.length > 0 || typeof file === 'string')
    return { months, diagnostics: sortDiagnostics(diagnostics) };
  return { months, diagnostics: [], ...(await write(job, checked, { round, sent, file })) };
}

/** A name that no system and no other program takes for something else. */
const plainName = (path: string) => basename(path).replace(/^[.~]+|[\\/:*?"<>|\p{Cc}]/gu, '-');

interface TheirFile {
  name: string;
  bytes: Uint8Array;
}

/** The file that was sent, or why it cannot be read. */
function theirFile(path: string): TheirFile | string {
  const there = path === '' ? undefined : statSync(path, { throwIfNoEntry: false });
  if (!there) return `there is no file "${path && shownPath(path)}"`;
  if (!there.isFile()) return `${shownPath(path)} is no file`;
  return { name: plainName(path), bytes: new Uint8Array(readFileSync(path)) };
}

/** What lies in its place already, if that is a file. */
const inPlace = ({ output }: Job, id: string, { name }: TheirFile) =>
  ifThere(() => sha256(readFileSync(join(output, id, 'submission', name))));

function isTaken(job: Job, id: string, file: TheirFile): boolean {
  const there = inPlace(job, id, file);
  return there !== undefined && there !== sha256(file.bytes);
}

interface ToRecord {
  round: Round;
  sent: string;
  /** What was sent. */
  file: TheirFile | undefined;
}

async function write(job: Job, checked: Checked, { round, sent, file }: ToRecord) {
  const pack: Pack = [
    ...(file ? [{ file: file.name, bytes: file.bytes }] : []),
    ...othersInPack(job, round.id, file?.name),
  ];
  const made = sealed(job, checked, round, {
    version: 1,
    round: round.id,
    submitted: sent,
    program: job.release,
    by_other_means: true,
    made: madeBy(job),
    signed: [],
    files: pack.map((one) => ({ file: one.file, sha256: sha256(one.bytes) })),
    ratings: {},
    kpis: {},
  });
  const path = join(job.output, round.id, 'submission', file?.name ?? '');
  const isThere = file && inPlace(job, round.id, file) !== undefined;
  await writeFiles([...(file && !isThere ? [{ path, bytes: file.bytes }] : []), ...made.files]);
  return {
    record: shownPath(job.inputs, submissionFile(round)),
    code: codeOf(made.record.seal ?? ''),
    ...(file && { file: shownPath(job.output, round.id, 'submission', file.name) }),
  };
}
