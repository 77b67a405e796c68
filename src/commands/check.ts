import type { Command } from 'commander';
import { addSharedOptions } from './options.ts';
import { addProjectsOption, forEachProject, type ProjectsOptions } from './projects.ts';
import { type DraftOptions, idsArgument, runDrafts } from './run-drafts.ts';
import type { Session } from './session.ts';
import { underLock } from './under-lock.ts';

/** The command `triannual check`. */

export const help = `
Examples:
  triannual check                   everything
  triannual check 2023-09 --strict  one round; warnings count as problems too
  triannual check --json            for another program`;

export function define(command: Command, session: Session): void {
  addProjectsOption(addSharedOptions(command, ['inputs', 'templates']))
    .argument(...idsArgument)
    .option('--strict', 'count warnings as problems')
    .action((ids: string[] | undefined, options: DraftOptions & ProjectsOptions) =>
      forEachProject(options, session, (own, turn) =>
        underLock([], turn, () => runDrafts('check', ids ?? [], own, turn)),
      ),
    );
}
