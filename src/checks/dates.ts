import { error, type Finding, warning } from '../diagnostics/diagnostic.ts';
import type { IsoDate } from '../model/fields.ts';
import type { Holidays } from '../model/programme.ts';
import { inputFiles } from '../model/project.ts';
import { dayOfDraft, timelineAt } from '../model/timeline.ts';
import { type RoundContext, reportFile } from './context.ts';

/** Dates lie inside their round, and follow each other. */

export function updatesInside({ round, window }: RoundContext): Finding[] {
  return round.conditions.flatMap(({ file, update }) => {
    const { updated, condition } = update;
    if (!updated || (updated >= window.opens && updated <= window.closes)) return [];
    const message = `condition ${condition} was updated on ${updated}, outside the round (${window.opens} to ${window.closes})`;
    return [
      error(
        'date/outside-round',
        { file, path: ['updated'] },
        message,
        'write the day on which this update was written',
      ),
    ];
  });
}

export function signOffsInside({ project, round, window }: RoundContext): Finding[] {
  const known = project.programme.sign_offs.map(({ id }) => id);
  const unknown = Object.keys(round.report?.sign_offs ?? {})
    .filter((id) => !known.includes(id))
    .map((id) => {
      const where = { file: reportFile(round), path: ['sign_offs', id], key: true };
      return error(
        'yaml/unknown-key',
        where,
        `there is no sign-off "${id}" in programme.yaml`,
        `the sign-offs are: ${known.join(', ')}`,
      );
    });
  const outside = Object.entries(round.report?.sign_offs ?? {}).flatMap(([id, { date }]) => {
    if (!date || (date >= window.opens && date <= window.closes)) return [];
    const message = `a sign-off of ${date} lies outside the round (${window.opens} to ${window.closes})`;
    const where = { file: reportFile(round), path: ['sign_offs', id, 'date'] };
    return [error('date/outside-round', where, message, 'write the day on which this report was signed')];
  });
  return [...unknown, ...outside];
}

/** Later than any agreement lasts. */
const mostYears = 20;

export function mitigationsAhead({ round, window }: RoundContext): Finding[] {
  return round.conditions.flatMap(({ file, update }) => {
    const by = update.mitigation?.by;
    if (!by) return [];
    const years = Number(by.slice(0, 4)) - Number(window.closes.slice(0, 4));
    if (years > mostYears) {
      const message = `the mitigation of condition ${update.condition} is due on ${by}, ${years} years after this round`;
      return [
        warning('date/order', { file, path: ['mitigation', 'by'] }, message, 'see whether the year is right'),
      ];
    }
    if (by >= (update.updated ?? window.opens)) return [];
    const message = `the mitigation of condition ${update.condition} was due on ${by}, before this update`;
    const help = 'give a date that is still to come, or say in the update what came of it';
    return [warning('date/order', { file, path: ['mitigation', 'by'] }, message, help)];
  });
}

/** Steps of timelines whose date has passed before the draft goes to its readers, without a new date or a word. */
export function timelinesKept({ round, milestones, calendar }: RoundContext): Finding[] {
  const day = dayOfDraft(milestones, calendar.deadline);
  return round.conditions.flatMap(({ file, update: { condition, timeline = [] } }) =>
    timelineAt(timeline, day).overdue.flatMap((i) => {
      const { what = '', by, note } = timeline[i] ?? {};
      if (note || !by) return [];
      const message = `"${what}" of condition ${condition} was due by ${by}, before the draft of ${day}, and is not done`;
      const help = 'write "done:" and its date, a new "by:" with "moved_from:", or a word after "note:"';
      return [warning('condition/timeline', { file, path: ['timeline', i, 'by'] }, message, help)];
    }),
  );
}

export function milestonesInOrder({ project, round, milestones, calendar }: RoundContext): Finding[] {
  const file = reportFile(round);
  const own = round.report?.milestones ?? {};
  const known = project.agreement.milestones.map(({ id }) => id);
  const unknown = Object.keys(own)
    .filter((id) => !known.includes(id))
    .map((id) =>
      error(
        'yaml/unknown-key',
        { file, path: ['milestones', id], key: true },
        `there is no milestone "${id}"`,
        `the milestones are: ${known.join(', ')}`,
      ),
    );
  const disorder = milestones.flatMap(({ id, name, date }, i) => {
    const previous = milestones[i - 1];
    const where = { file, path: ['milestones', id] };
    if (date > calendar.deadline)
      return [
        error(
          'date/order',
          where,
          `"${name}" is on ${date}, after the deadline of ${calendar.deadline}`,
          'write an earlier day',
        ),
      ];
    if (previous && date < previous.date)
      return [
        error(
          'date/order',
          where,
          `"${name}" is on ${date}, before "${previous.name}" on ${previous.date}`,
          'put the two in order',
        ),
      ];
    return [];
  });
  return [...unknown, ...disorder];
}

export function holidaysReachDeadline({ project, calendar }: RoundContext): Finding[] {
  return holidaysReach(project.holidays, calendar.deadline);
}

/** Whether the list of bank holidays goes on until a day: after its end, working days are counted wrongly. */
export function holidaysReach(holidays: Holidays | undefined, deadline: IsoDate): Finding[] {
  const runsOut = holidays?.runs_out;
  if (runsOut === undefined || runsOut >= deadline) return [];
  const message = `the bank holidays run out on ${runsOut}, before the deadline of ${deadline}`;
  const help = 'add the later ones from GOV.UK, and change runs_out to the last day that they cover';
  return [warning('date/holidays-run-out', { file: inputFiles.holidays, path: ['runs_out'] }, message, help)];
}
