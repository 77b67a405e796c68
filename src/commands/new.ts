import type { Command } from 'commander';
import { type CommandLine, commandLineOf } from '../app/job.ts';
import { longDayName } from '../calendar/days.ts';
import { shownPath } from '../files/shown-path.ts';
import { isDifficultyId } from '../model/field-types.ts';
import { makeDifficulty } from '../new/make-difficulty.ts';
import { type MadeRound, makeRound } from '../new/make-round.ts';
import { addSharedOptions, jobOf, roundOrNoteArgument, type SharedOptions } from './options.ts';
import { exitFor, exitStatus, printResult, refuse, type Session } from './session.ts';
import { underLock } from './under-lock.ts';

/** The command `triannual new`. */

export const help = `
Examples:
  triannual new 2024-06                                     makes inputs/rounds/2024-06
  triannual new 2024-06 --inputs "C:\\My council\\inputs"     in another folder
  triannual new difficulty-2024-02-05                       the file of a difficulty note, by the day on which it was noticed

kpis.xlsx gets a column for its month, and dsg-plan.xlsx a sheet for its forecast, with the formats and formulas of the last and no
figures; every other part of them stays as it is. Ratings and texts are blank; what the last report said is in a comment above each field, and owners carry over.
A folder that is there already is left as it is.`;

export function define(command: Command, session: Session): void {
  addSharedOptions(command, ['inputs'])
    .argument(
      '<round>',
      'the round, for example 2024-06, or difficulty note, difficulty-2024-02-05',
      roundOrNoteArgument,
    )
    .action((round: string, options: SharedOptions) =>
      underLock([options.inputs], session, () =>
        isDifficultyId(round) ? newNote(round, options, session) : newRound(round, options, session),
      ),
    );
}

/** Makes the folder of a round, and says what it is made from; the result is the exit status. */
async function newRound(id: string, options: SharedOptions, session: Session): Promise<number> {
  const made = await makeRound(options.inputs, id);
  const { folder, files, dates, months, last, workbooks, diagnostics } = made;
  if (!dates && months.length > 0)
    return refuse(
      session,
      `the agreement has no report in the month of ${id}; its months are: ${months.join(', ')}`,
    );
  const commandLine = commandLineOf(jobOf(options, session));
  const words = files.length > 0 ? format(id, made, commandLine) : `${folder} is not made\n`;
  const { deadline } = dates ?? {};
  const result = { id, folder, files, quoted: last ?? null, deadline, workbooks, diagnostics };
  printResult(session, options, result, words);
  return exitFor(diagnostics);
}

/** Writes the blank file of a difficulty note; the result is the exit status. */
async function newNote(id: string, options: SharedOptions, session: Session): Promise<number> {
  const { file, diagnostics } = await makeDifficulty(options.inputs, id);
  const next = commandLineOf(jobOf(options, session))('build', id);
  const words = file ? `${file}: made\nnext: fill it in, and make the note with: ${next}\n` : '';
  const folder = shownPath(options.inputs, 'difficulties');
  const files = file ? [file] : [];
  printResult(session, options, { id, folder, files, quoted: null, workbooks: [], diagnostics }, words);
  return diagnostics.length > 0 ? exitStatus.problems : exitStatus.done;
}

function format(
  id: string,
  { folder, files, dates, last, before, workbooks }: MadeRound,
  commandLine: CommandLine,
): string {
  const gap = last && before && last !== before ? ` (there is no folder for ${before})` : '';
  const quoted = last
    ? `what was said in ${last} is quoted in them${gap}`
    : 'there is no earlier round to quote';
  return [
    `${folder}: made, with ${files.length} files; ${quoted}`,
    ...workbooks.map(({ file, said }) => `${file}: ${said}`),
    `to be sent to the DfE by ${longDayName(dates?.due ?? '')}`,
    `next: fill them in, and see what is missing with: ${commandLine('status', id)}`,
    '',
  ].join('\n');
}
