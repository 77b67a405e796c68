import type { Command } from 'commander';
import { type DraftOptions, idsArgument, runDrafts } from './drafts.ts';
import { addExamples, addSharedOptions } from './options.ts';
import type { Session } from './session.ts';
import { underLock } from './under-lock.ts';

/** The command `triannual check`. */

const help = `
Examples:
  triannual check                   everything
  triannual check 2023-09 --strict  one round; warnings count as problems too
  triannual check --json            for another program`;

export function define(command: Command, session: Session): void {
  addSharedOptions(command, ['inputs', 'templates'])
    .argument(...idsArgument)
    .option('--strict', 'count warnings as problems')
    .action((ids: string[] | undefined, options: DraftOptions) =>
      underLock([], session, () => runDrafts('check', ids ?? [], options, session)),
    );
  addExamples(command, session, help);
}
