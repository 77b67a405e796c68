import type { Command } from 'commander';
import { type Asked, askForUpdates, type FormMade } from '../app/ask-for-updates.ts';
import { commandLineOf } from '../app/job.ts';
import { countDiagnostics } from '../diagnostics/format.ts';
import { addSharedOptions, jobOf, roundArgument, type SharedOptions } from './options.ts';
import { exitFor, printResult, refuse, type Session } from './session.ts';
import { underLock } from './under-lock.ts';

/** The command `triannual ask`. */

export const help = `
Examples:
  triannual ask 2023-12            a form for each owner, into output/2023-12/forms
  triannual ask 2023-12 --json     for another program

Each owner gets a Word form, the same e-mail as a draft (.eml) and as text (.txt); nothing is sent. What has come already is
filled in. A form that was changed since it was written is never written over: take its answers with review first.`;

export function define(command: Command, session: Session): void {
  addSharedOptions(command, ['inputs', 'output', 'templates'])
    .argument('<round>', 'the round, for example 2023-12', roundArgument)
    .action((round: string, options: SharedOptions) =>
      underLock([options.output], session, () => ask(round, options, session)),
    );
}

/** Writes the forms, and prints what was written; the result is the exit status. */
async function ask(id: string, options: SharedOptions, session: Session): Promise<number> {
  const job = jobOf(options, session);
  const asked = await askForUpdates(job, id);
  const { forms, diagnostics, refused } = asked;
  if (refused) {
    const next = commandLineOf(job)('new', id);
    return refuse(
      session,
      refused === 'missing'
        ? `the round ${id} has no folder in ${options.inputs}/rounds: make it with ${next}`
        : `the report of ${id} has been submitted: nobody is asked for it any more`,
    );
  }
  printResult(session, options, { id, forms, diagnostics }, format(asked));
  return exitFor(diagnostics);
}

const outcomes: Record<FormMade['outcome'], string> = {
  written: 'written',
  current: 'up to date',
  kept: 'kept with the changes made to it',
};

function format({ forms, diagnostics }: Asked): string {
  const lines = forms.map(
    ({ file, outcome, owner, email, text }) =>
      `${file}: ${outcomes[outcome]}; ${email ? `to ${email}` : `${owner} has no address: copy the words of ${text}`}\n`,
  );
  const sent = forms.length > 0 ? 'Nothing has been sent: open the .eml drafts, or copy the texts.\n' : '';
  return `${lines.join('')}${sent}${countDiagnostics(diagnostics)}\n`;
}
