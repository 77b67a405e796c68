import type { CommandLine } from '../app/job.ts';
import { shortDayName } from '../calendar/days.ts';
import { plural } from '../diagnostics/format.ts';
import type { IsoDate } from '../model/field-types.ts';
import { unsigned } from '../status/owed.ts';
import { paperTitle } from '../status/paper-screen.ts';
import type { PaperStatus } from '../status/paper-status.ts';
import { errorsToday } from '../status/snoozed.ts';
import type { RoundStatus } from '../status/status.ts';
import { distance } from '../status/status-rows.ts';
import type { Announcement, Due } from './due-round.ts';

/** What a scheduled run says of a round: what is new, and what stops the report. The nearer the deadline, the louder. */

/** What has come: asking for updates, a milestone, the end of the list of bank holidays. */
export function newsOf(status: RoundStatus, { what, date }: Announcement, today: IsoDate): string {
  const of = `${status.month} report (${status.id})`;
  const verb = date < today ? 'was' : 'is';
  if (what === 'collect') return `${of}: updates are asked for from ${shortDayName(date)} on`;
  const milestone = status.milestones.find(({ id }) => id === what);
  return `${of}: ${milestone?.name ?? what} ${verb} on ${shortDayName(date)}, ${distance(milestone?.working_days_left ?? 0)}`;
}

/** That the day on which a paper goes out has come. */
export const newsOfPaper = ({ id, body, working_days_left: left }: PaperStatus, { date }: Announcement) =>
  `${body} paper (${id}): it goes out on ${shortDayName(date)}, ${distance(left)}`;

/** What stops a paper, in words. */
export function alertOfPaper(status: PaperStatus, commandLine: CommandLine): string {
  const { id, problems, illustrative } = status;
  const open = [
    ...(problems.errors > 0
      ? [`${plural(problems.errors, 'error')} in its inputs (${commandLine('check', id)})`]
      : []),
    ...(illustrative > 0 ? [`illustrative content in ${plural(illustrative, 'place')}`] : []),
  ];
  const left = open.length > 0 ? open.join(', ') : `nothing is missing: ${commandLine('publish', id)}`;
  return `${paperTitle(status)}; ${left}`;
}

/** What stops a round's report, in words. */
export function alertOf(
  status: RoundStatus,
  { stage, workingDaysLeft }: Due,
  today: IsoDate,
  commandLine: CommandLine,
): string {
  const of = `${status.month} report (${status.id})`;
  const open = openThings(status, commandLine);
  const due = `${shortDayName(status.due)}, ${distance(workingDaysLeft)}`;
  if (stage === 'missed')
    return `${of}: DEADLINE MISSED. It was due on ${due}, and has not been submitted; ${open}. Tell the DfE when it will come`;
  if (workingDaysLeft <= 0)
    return today > status.due
      ? `${of}: LAST DAYS. ${shortDayName(status.due)} was the last working day before the deadline of ${shortDayName(status.deadline)}, and it has not been submitted; ${open}`
      : `${of}: LAST DAY. It is due today, and has not been submitted; ${open}`;
  if (stage === 'board' || stage === 'submit') {
    const only = workingDaysLeft === 1 ? 'ONLY 1 WORKING DAY' : `ONLY ${workingDaysLeft} WORKING DAYS`;
    return `${of}: ${only} LEFT, to ${shortDayName(status.due)}; not submitted: ${open}`;
  }
  return `${of}: due on ${due}; ${open}`;
}

/** What is still to be done, in a few words. */
function openThings(status: RoundStatus, commandLine: CommandLine): string {
  const { id, started, signed } = status;
  const errors = errorsToday(status);
  if (!started) return `there is no folder for it: ${commandLine('new', id)}`;
  const missing = unsigned(signed).length;
  const things = [
    ...(errors > 0 ? [`${plural(errors, 'error')} in its inputs (${commandLine('check', id)})`] : []),
    ...(missing > 0 ? [`${plural(missing, 'signature')} missing`] : []),
  ];
  return things.length > 0 ? things.join(', ') : `nothing is missing: ${commandLine('submit', id)}`;
}
