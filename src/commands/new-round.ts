import { longDayName } from '../calendar/days.ts';
import { formatDiagnostic } from '../diagnostics/format.ts';
import { type MadeRound, makeRound } from '../new/make-round.ts';
import { exitStatus, type Terminal } from './terminal.ts';

/** The command `triannual new`. */

export interface NewRoundOptions {
  inputs: string;
  json?: boolean;
}

/** Makes the folder of a round, and says what it is made from; the result is the exit status. */
export async function runNewRound(
  id: string,
  { inputs, json }: NewRoundOptions,
  { stdout, stderr }: Terminal,
): Promise<number> {
  const made = await makeRound(inputs, id);
  const { folder, files, dates, months, last, diagnostics } = made;
  if (!dates && months.length > 0) {
    stderr.write(`the agreement has no report in the month of ${id}; its months are: ${months.join(', ')}\n`);
    return exitStatus.usage;
  }
  if (json)
    stdout.write(
      `${JSON.stringify({ id, folder, files, quoted: last ?? null, deadline: dates?.deadline, diagnostics }, null, 2)}\n`,
    );
  else {
    for (const diagnostic of diagnostics) stderr.write(`${formatDiagnostic(diagnostic)}\n\n`);
    stdout.write(files.length > 0 ? print(id, made) : `${folder} is not made\n`);
  }
  const errors = diagnostics.some(({ severity }) => severity === 'error');
  return errors ? exitStatus.problems : exitStatus.done;
}

function print(id: string, { folder, files, dates, last, before }: MadeRound): string {
  const gap = last && before && last !== before ? ` (there is no folder for ${before})` : '';
  const quoted = last
    ? `what was said in ${last} is quoted in them${gap}`
    : 'there is no earlier round to quote';
  return [
    `${folder}: made, with ${files.length} files; ${quoted}`,
    `to be sent to the DfE by ${longDayName(dates?.due ?? '')}`,
    `next: fill them in, and see what is missing with: triannual status ${id}`,
    '',
  ].join('\n');
}
