import { type Command, Option } from 'commander';
import { type Compared, compare } from '../app/compare-drafts.ts';
import { defaultFolders } from '../app/job.ts';
import { dateArgument, jobOf, type SharedOptions } from './options.ts';
import { exitStatus, printDiagnostics, printJson, type Session } from './session.ts';
import { underLock } from './under-lock.ts';

/** The command `triannual compare`. */

export const help = `
Examples:
  triannual compare 2023-06 2023-09                           the reports of two rounds
  triannual compare 2023-09/3 2023-09/5 --output changes.docx   two drafts of one report
  triannual compare 2023-09/1/board-summary 2023-09/2/board-summary
  triannual compare "From Ann.docx" "From Ben.docx"           any two Word files

Of a round alone, the report that was submitted is compared, or else the last draft. Accepted, the changes make the later file;
rejected, the earlier one. Page 1 says what is not compared.`;

interface CompareOptions extends Omit<SharedOptions, 'output'> {
  output?: string[];
}

export function define(command: Command, session: Session): void {
  const folder = (name: 'inputs' | 'templates') =>
    new Option(`--${name} <folder>`).default(defaultFolders[name]).hideHelp();
  const isFile = (name: string) => /\.docx$/i.test(name);
  command
    .argument('<earlier>', 'a round or meeting (2023-06), a draft of one (2023-06/2), or a Word file')
    .argument('<later>', 'what it has become')
    .option(
      '--output <file or folder>',
      'the Word file to write (.docx; default: one beside the later draft), or the folder of the drafts (default: "output"); may be given twice',
      (text: string, before: string[] = []) => [...before, text],
    )
    .addOption(folder('inputs'))
    .addOption(folder('templates'))
    .option('--today <date>', 'the date to take for today (default: the date in London)', dateArgument)
    .option('--json', 'print the result as JSON')
    .action((earlier: string, later: string, { output: named = [], ...options }: CompareOptions) => {
      const output = named.findLast((name) => !isFile(name)) ?? defaultFolders.output;
      const job = jobOf({ ...options, output }, session);
      return underLock([], session, async () =>
        report(await compare(job, [earlier, later], named.findLast(isFile)), options.json === true, session),
      );
    });
}

function report(result: Compared, isJson: boolean, session: Session): number {
  const { before, after, file, isCurrent, changes = 0, notCompared = [], notes, diagnostics } = result;
  const { stdout } = session;
  const status = diagnostics.length > 0 ? exitStatus.problems : exitStatus.done;
  if (isJson) {
    printJson(session, { before, after, file, changes, notCompared, notes, diagnostics });
    return status;
  }
  printDiagnostics(session, diagnostics);
  for (const note of notes) stdout.write(`${note}\n`);
  if (file === undefined) return status;
  const count =
    changes === 0 ? 'no changes' : changes === 1 ? '1 tracked change' : `${changes} tracked changes`;
  stdout.write(
    `${file}: ${isCurrent ? 'up to date' : 'written'}; ${count} from ${before} to ${after}\nNot compared: ${notCompared.join(', ')}.\n`,
  );
  return status;
}
