import type { Job } from '../app/job.ts';
import { submit, type Verified, verifySubmissions } from '../app/submit.ts';
import { londonToday } from '../calendar/today.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { countDiagnostics, formatDiagnostic } from '../diagnostics/format.ts';
import { unknownIds } from './drafts.ts';
import { exitStatus, type Folders, type Terminal } from './terminal.ts';

/** The command `triannual submit`. */

export interface SubmitOptions extends Folders {
  today?: string;
  json?: boolean;
  verify?: boolean;
}

/** Submits a round, or verifies what has been submitted; the result is the exit status. */
export async function runSubmit(
  id: string | undefined,
  { today, json, verify, ...folders }: SubmitOptions,
  program: string,
  { stdout, stderr }: Terminal,
): Promise<number> {
  const job: Job = { ...folders, ids: [], program, today: today ?? londonToday(new Date()) };
  if (verify) {
    const { verified, diagnostics } = await verifySubmissions(job);
    if (json) stdout.write(`${JSON.stringify({ verified, diagnostics }, null, 2)}\n`);
    else {
      report(diagnostics);
      stdout.write(printVerified(verified));
      stdout.write(`${countDiagnostics(diagnostics)}\n`);
    }
    return statusOf(diagnostics);
  }
  if (id === undefined) {
    stderr.write('name the round to submit, for example 2023-06, or give --verify\n');
    return exitStatus.usage;
  }
  const { known, diagnostics, file, record } = await submit(job, id);
  if (!known.includes(id)) {
    stderr.write(`${unknownIds([id], known, folders.inputs)}\n`);
    return exitStatus.usage;
  }
  if (json) stdout.write(`${JSON.stringify({ id, file, record, diagnostics }, null, 2)}\n`);
  else {
    report(diagnostics);
    if (file)
      stdout.write(
        `${file}: the final report of ${id}. Send it to the DfE.\n${record}: what the DfE is told in it. ${id} is closed from now on.\n`,
      );
    else stdout.write(`${id} is not submitted, and nothing is written: ${countDiagnostics(diagnostics)}\n`);
  }
  return file ? exitStatus.done : exitStatus.problems;

  function report(problems: readonly Diagnostic[]): void {
    for (const diagnostic of problems) stderr.write(`${formatDiagnostic(diagnostic)}\n\n`);
  }
}

const words = { whole: 'as submitted', changed: 'changed since', gone: 'not there' } as const;

function printVerified(verified: readonly Verified[]): string {
  if (verified.length === 0) return 'nothing has been submitted yet\n';
  return verified
    .map(({ id, submitted, files }) => {
      const lines = files.map(({ file, state }) => `  ${file}: ${words[state]}\n`);
      return `${id}  submitted on ${submitted || 'an unknown day'}\n${lines.join('')}`;
    })
    .join('');
}

function statusOf(diagnostics: readonly Diagnostic[]): number {
  return diagnostics.some(({ severity }) => severity === 'error') ? exitStatus.problems : exitStatus.done;
}
