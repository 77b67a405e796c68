import type { Command } from 'commander';
import { addSharedOptions } from './options.ts';
import { officeOption } from './pdf.ts';
import { addProjectsOption, forEachProject, type ProjectsOptions } from './projects.ts';
import { type DraftOptions, idsArgument, runDrafts } from './run-drafts.ts';
import type { Session } from './session.ts';
import { underLock } from './under-lock.ts';

/** The command `triannual build`. */

export const help = `
Examples:
  triannual build                                     everything in ./inputs, into ./output
  triannual build 2023-09 --pdf                       with a tagged PDF beside each draft, by LibreOffice
  triannual build 2023-06 2023-05-17                  one report and one paper
  triannual build --inputs "C:\\My council\\inputs"     another folder
  triannual build 2023-09 --sources                   with an annex that says where each figure comes from
  triannual build --projects "C:\\Councils"           every project below that folder, one after the other

A draft is never written over. When nothing has changed since the last draft, none is written.
A PDF is made once for each draft that nobody has changed; its hash is in the manifest of the draft.
A round that has been submitted is not built again: its file is compared with the record of the submission.`;

export function define(command: Command, session: Session): void {
  addProjectsOption(addSharedOptions(command, ['inputs', 'output', 'templates']))
    .argument(...idsArgument)
    .option('--pdf', 'write a PDF beside each draft, by LibreOffice')
    .option(...officeOption)
    .option('--strict', 'count warnings as problems')
    .option('--sources', 'with an annex that says which cell each figure comes from; never in a paper')
    .action((ids: string[] | undefined, options: DraftOptions & ProjectsOptions) =>
      forEachProject(options, session, (own, turn) =>
        underLock([own.output], turn, () => runDrafts('build', ids ?? [], own, turn)),
      ),
    );
}
