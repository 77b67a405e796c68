import type { Command } from 'commander';
import { record } from '../app/record.ts';
import { countDiagnostics } from '../diagnostics/format.ts';
import { addSharedOptions, dateArgument, jobOf, roundArgument, type SharedOptions } from './options.ts';
import { exitStatus, printResult, refuse, type Session } from './session.ts';
import { underLock } from './under-lock.ts';

/** The command `triannual record`. */

export const help = `
Examples:
  triannual record 2023-06 --sent 2023-06-15
  triannual record 2023-06 --sent 2023-06-15 --file "June report as sent.docx"

The round is closed, and its record says that it was sent by other means. A copy of the file is kept in the output folder.`;

interface RecordOptions extends SharedOptions {
  sent: string;
  file?: string;
}

export function define(command: Command, session: Session): void {
  addSharedOptions(command, ['inputs', 'output'])
    .argument('<round>', 'the round whose report was sent', roundArgument)
    .requiredOption('--sent <date>', 'the day on which it was sent', dateArgument)
    .option('--file <path>', 'what was sent')
    .action((round: string, options: RecordOptions) =>
      underLock([options.inputs, options.output], session, () => recordRound(round, options, session)),
    );
}

async function recordRound(id: string, options: RecordOptions, session: Session): Promise<number> {
  const made = await record(jobOf(options, session), id, options.sent, options.file);
  const { months, diagnostics, record: written, file, code } = made;
  if (!written && diagnostics.length === 0)
    return refuse(
      session,
      `the agreement has no report in the month of ${id}; its months are: ${months.join(', ')}`,
    );
  const copy = file ? `${file}: the copy of what was sent\n` : '';
  const words = written
    ? `${copy}${written}: the record, with the seal ${code}. ${id} is closed from now on.\n`
    : `${id} is not recorded, and nothing is written: ${countDiagnostics(diagnostics)}\n`;
  printResult(session, options, { id, record: written, file, seal: code, diagnostics }, words);
  return written ? exitStatus.done : exitStatus.problems;
}
