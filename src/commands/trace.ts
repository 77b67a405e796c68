import type { Command } from 'commander';
import { traceFile } from '../app/trace/trace.ts';
import { cannotCompare, noWordFile, readReturned } from '../review/returned.ts';
import { addSharedOptions, jobOf, type SharedOptions, wordsArgument } from './options.ts';
import { exitStatus, printDiagnostics, printJson, type Session } from './session.ts';
import { csvOf, screenOf } from './trace-screen.ts';

/** The command `triannual trace`. */

export const help = `
Examples:
  triannual trace "draft 4.docx" 19.637                  the cell that a figure comes from, and what it holds now
  triannual trace "draft 4.docx" "£60.1m"                a rounded figure: finds £60.062m
  triannual trace "draft 4.docx" "Vacancies remain"      the line of the file that a sentence is in
  triannual trace "draft 4.docx" --table "Agreed plan" --row in-year --column 2022/23
  triannual trace "draft 4.docx" --csv                   everything, for a spreadsheet

The file may have been renamed, saved by another program or changed: it says what was changed in Word, and what the inputs
say now. It finds nothing that the document does not print, and then exits with 1.`;

interface TraceOptions extends SharedOptions {
  table?: string;
  row?: string;
  column?: string;
  csv?: boolean;
}

export function define(command: Command, session: Session): void {
  addSharedOptions(command, ['inputs', 'output'])
    .argument('<file>', 'a draft, or a copy of one')
    .argument('[text]', 'a figure or words of it; without it, everything', wordsArgument)
    .option('--table <words>', 'in the table below this heading, or with this number', wordsArgument)
    .option('--row <words>', 'in the rows that begin with these words', wordsArgument)
    .option('--column <words>', 'in the columns below these words', wordsArgument)
    .option('--csv', 'print the result as CSV')
    .action(async (file: string, text: string | undefined, options: TraceOptions) => {
      session.exitStatus = await runTrace(file, text, options, session);
    });
}

async function runTrace(path: string, text: string | undefined, options: TraceOptions, session: Session) {
  const { stdout, stderr } = session;
  const { table, row, column } = options;
  const { files, diagnostics } = readReturned([path]);
  const [file] = files;
  const wanted = { text, table, row, column };
  const trace = file && (await traceFile(jobOf(options, session), file, wanted));
  if (typeof trace === 'string') diagnostics.push(cannotCompare(path, trace));
  else if (trace && 'noWordFile' in trace) diagnostics.push(noWordFile(path, trace.noWordFile));
  const found = typeof trace === 'object' && 'found' in trace ? trace : undefined;
  if (options.json) printJson(session, { ...(found ?? { path, found: [] }), diagnostics });
  else {
    printDiagnostics(session, diagnostics);
    if (found && found.found.length > 0) stdout.write(options.csv ? csvOf(found) : `${screenOf(found)}\n`);
    else if (found)
      stderr.write(`the document prints nothing like that: try fewer words, or fewer decimals\n`);
  }
  return found && found.found.length > 0 ? exitStatus.done : exitStatus.problems;
}
