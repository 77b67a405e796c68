import { styleText } from 'node:util';
import type { Job } from '../app/job.ts';
import { londonToday } from '../calendar/today.ts';
import { formatDiagnostic } from '../diagnostics/format.ts';
import { readStatus } from '../status/read-status.ts';
import { formatMissed, formatStatus, type Paint } from '../status/screen.ts';
import { writeReminderFiles } from '../status/write-reminders.ts';
import { exitStatus, type Folders, type Terminal } from './terminal.ts';

/** The command `triannual status`. */

export interface StatusOptions extends Folders {
  today?: string;
  json?: boolean;
  chase?: boolean;
}

/** Prints where the open rounds stand, or writes the reminders; the result is the exit status. */
export async function runStatus(
  id: string | undefined,
  { today, json, chase, ...folders }: StatusOptions,
  program: string,
  terminal: Terminal,
): Promise<number> {
  const { stdout, stderr } = terminal;
  const job: Job = { ...folders, ids: [], program, today: today ?? londonToday(new Date()) };
  const { rounds, diagnostics } = await readStatus(job, id);
  for (const diagnostic of diagnostics) stderr.write(`${formatDiagnostic(diagnostic)}\n\n`);
  if (diagnostics.length > 0) {
    stderr.write('the inputs cannot be read: mend what stands above\n');
    return exitStatus.problems;
  }
  if (id !== undefined && rounds.length === 0) {
    stderr.write(`the agreement has no report in the month of ${id}\n`);
    return exitStatus.usage;
  }
  const written = chase ? (await writeReminderFiles(folders.output, rounds)).files : [];
  if (json) {
    stdout.write(`${JSON.stringify({ today: job.today, rounds, reminders: written }, null, 2)}\n`);
    return exitStatus.done;
  }
  if (chase) {
    for (const file of written) stdout.write(`${file}\n`);
    stdout.write(written.length > 0 ? `${written.length} reminders written\n` : 'nobody owes anything\n');
    return exitStatus.done;
  }
  const paint = painter(terminal);
  const old = id === undefined ? rounds.filter(({ stage }) => stage === 'missed').slice(0, -1) : [];
  for (const round of old) stdout.write(`${formatMissed(round, paint)}\n`);
  if (old.length > 0) stdout.write('\n');
  const shown = rounds.filter((round) => !old.includes(round));
  stdout.write(shown.map((round) => formatStatus(round, paint)).join('\n'));
  return exitStatus.done;
}

/** Colour on a terminal, unless the person has asked for none (no-color.org). */
function painter({ stdout, env }: Terminal): Paint {
  const wanted = stdout.isTTY === true && !env?.NO_COLOR && env?.TERM !== 'dumb';
  // Newer Nodes look at the process's own output by themselves, which may be another one.
  return wanted ? (colour, text) => styleText(colour, text, { validateStream: false }) : (_, text) => text;
}
