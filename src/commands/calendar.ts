import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { dayName } from '../calendar/days.ts';
import { type DayOfYear, daysOfYear } from '../calendar/days-of-year.ts';
import { holidaysReach } from '../checks/dates.ts';
import { countDiagnostics } from '../diagnostics/format.ts';
import { ifThere } from '../files/if-there.ts';
import { replaceFile } from '../files/write-file.ts';
import { readProjectTexts } from '../inputs/read-project.ts';
import { locate } from '../inputs/yaml/locate.ts';
import { addSharedOptions, jobOf, type SharedOptions, yearArgument } from './options.ts';
import { exitFor, exitStatus, printDiagnostics, printJson, refuse, type Session } from './session.ts';
import { underLock } from './under-lock.ts';

/** The command `triannual calendar`. */

export const help = `
Examples:
  triannual calendar                        the dates of this year
  triannual calendar 2024 --ics dates.ics   a file that Outlook and Google Calendar import

Working days are those of England: bank-holidays.yaml lists the holidays.`;

interface CalendarOptions extends SharedOptions {
  ics?: string;
}

export function define(command: Command, session: Session): void {
  addSharedOptions(command, ['inputs'])
    .argument('[year]', 'the year (default: this one)', yearArgument)
    .option('--ics <file>', 'write them as a calendar file')
    .action((year: number | undefined, options: CalendarOptions) =>
      underLock([], session, () => showCalendar(year, options, session)),
    );
}

/** Prints the days that matter in a year, or writes them as a calendar file; the result is the exit status. */
async function showCalendar(
  year: number | undefined,
  options: CalendarOptions,
  session: Session,
): Promise<number> {
  const { stdout, stderr } = session;
  const { inputs, today } = jobOf(options, session);
  const { project, findings, sources } = readProjectTexts(inputs);
  const { agreement, programme, holidays, rounds, papers, difficulties, forwardPlan } = project;
  const wanted = year ?? Number(today.slice(0, 4));
  const days = agreement
    ? daysOfYear({ agreement, programme, holidays, rounds, papers, difficulties, forwardPlan }, wanted)
    : [];
  const late = days.filter(({ what }) => what === 'deadline').map(({ date }) => date);
  const concerning = [
    ...findings.filter(({ where }) => !/^(rounds|forum|papers|difficulties)\//.test(where.file)),
    ...holidaysReach(holidays, late.at(-1) ?? ''),
  ];
  const diagnostics = concerning.map((finding) => locate(finding, sources, inputs));
  printDiagnostics(session, diagnostics);
  if (!agreement) {
    stderr.write(`${countDiagnostics(diagnostics)}; without the agreement there are no dates\n`);
    return exitStatus.problems;
  }
  if (options.ics !== undefined) {
    const { ics } = options;
    if (isOther(ics))
      return refuse(session, `${ics} is there already and is no calendar file: give another name to --ics`);
    const { writeIcs } = await import('../calendar/ics.ts');
    await replaceFile(ics, writeIcs(programme?.council ?? '', days, today));
    stdout.write(`${ics}: ${days.length} days written\n`);
  } else if (options.json) printJson(session, days);
  else stdout.write(format(days));
  return exitFor(diagnostics);
}

/** Whether there is a file that is no calendar, and so must not be written over. */
const isOther = (path: string): boolean =>
  ifThere(() => readFileSync(path, 'utf8'))?.startsWith('BEGIN:VCALENDAR') === false;

/** By round and meeting, with a blank line between them. */
function format(days: readonly DayOfYear[]): string {
  const ids = [...new Set(days.map(({ id }) => id))];
  const blocks = ids.map((id) => {
    const own = days.filter((day) => day.id === id);
    const lines = own.map(
      ({ date, name, remark }) => `  ${dayName(date)}  ${name}${remark ? ` (${remark})` : ''}`,
    );
    return [`${id}  ${own[0]?.of ?? ''}`, ...lines].join('\n');
  });
  return `${blocks.join('\n\n')}\n`;
}
