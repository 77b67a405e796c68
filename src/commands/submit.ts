import type { Command } from 'commander';
import { submit } from '../app/submit.ts';
import { type Verified, verifySubmissions } from '../app/verify.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { countDiagnostics, formatDiagnostic } from '../diagnostics/format.ts';
import { unknownIds } from './drafts.ts';
import { addExamples, addSharedOptions, jobOf, roundArgument, type SharedOptions } from './options.ts';
import { exitStatus, printJson, type Session } from './session.ts';
import { underLock } from './under-lock.ts';

/** The command `triannual submit`. */

const help = `
Examples:
  triannual submit 2023-06          the final report, and the record of what it says
  triannual submit --verify         compares every submission with its record

It refuses while errors, illustrative content, missing sign-offs or placeholders remain, and names each.
Send the file to the DfE yourself: this command sends nothing.`;

interface SubmitOptions extends SharedOptions {
  verify?: boolean;
}

export function define(command: Command, session: Session): void {
  addSharedOptions(command, ['inputs', 'output', 'templates'])
    .argument('[round]', 'the round that is submitted', roundArgument)
    .option('--verify', 'compare every submission with its record, and write nothing')
    .action((round: string | undefined, options: SubmitOptions) =>
      options.verify
        ? underLock([], session, () => verify(options, session))
        : underLock([options.inputs, options.output], session, () => submitRound(round, options, session)),
    );
  addExamples(command, session, help);
}

/** Compares what has been submitted with its records; the result is the exit status. */
async function verify(options: SubmitOptions, session: Session): Promise<number> {
  const { verified, diagnostics } = await verifySubmissions(jobOf(options, session));
  if (options.json) printJson(session, { verified, diagnostics });
  else {
    printDiagnostics(diagnostics, session);
    session.stdout.write(`${formatVerified(verified)}${countDiagnostics(diagnostics)}\n`);
  }
  const errors = diagnostics.some(({ severity }) => severity === 'error');
  return errors ? exitStatus.problems : exitStatus.done;
}

/** Submits a round, or says why it cannot be; the result is the exit status. */
async function submitRound(
  id: string | undefined,
  options: SubmitOptions,
  session: Session,
): Promise<number> {
  const { stdout, stderr } = session;
  if (id === undefined) {
    stderr.write('name the round to submit, for example 2023-06, or give --verify\n');
    return exitStatus.usage;
  }
  const { known, diagnostics, file, record } = await submit(jobOf(options, session), id);
  if (!known.includes(id)) {
    stderr.write(`${unknownIds([id], known, options.inputs)}\n`);
    return exitStatus.usage;
  }
  if (options.json) printJson(session, { id, file, record, diagnostics });
  else {
    printDiagnostics(diagnostics, session);
    stdout.write(
      file
        ? `${file}: the final report of ${id}. Send it to the DfE.\n${record}: the record of what it says. ${id} is closed from now on.\n`
        : `${id} is not submitted, and nothing is written: ${countDiagnostics(diagnostics)}\n`,
    );
  }
  return file ? exitStatus.done : exitStatus.problems;
}

function printDiagnostics(diagnostics: readonly Diagnostic[], { stderr }: Session): void {
  for (const diagnostic of diagnostics) stderr.write(`${formatDiagnostic(diagnostic)}\n\n`);
}

const words = { whole: 'as submitted', changed: 'changed since', gone: 'not there' } as const;

function formatVerified(verified: readonly Verified[]): string {
  if (verified.length === 0) return 'nothing has been submitted yet\n';
  return verified
    .map(({ id, submitted, files }) => {
      const lines = files.map(({ file, state }) => `  ${file}: ${words[state]}\n`);
      return `${id}  submitted on ${submitted || 'an unknown day'}\n${lines.join('')}`;
    })
    .join('');
}
