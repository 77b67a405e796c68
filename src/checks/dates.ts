import { error, type Finding, resting, warning } from '../diagnostics/diagnostic.ts';
import type { IsoDate } from '../model/field-types.ts';
import type { Holidays } from '../model/programme.ts';
import { inputFiles } from '../model/project.ts';
import { dayOfDraft, leftOut, timelineAt, wordsOf } from '../model/timeline.ts';
import { type RoundContext, reportFile, updateOf } from './context.ts';
import { ofUpdates, unknownIn } from './each-update.ts';

/** Dates lie inside their round, and follow each other. */

export const updatesInside = ofUpdates(
  'date/outside-round',
  ['updated'],
  'write the day on which this update was written',
  ({ updated, condition }, { window: { opens, closes } }) =>
    updated &&
    (updated < opens || updated > closes) &&
    `condition ${condition} was updated on ${updated}, outside the round (${opens} to ${closes})`,
);

export function signOffsInside({ project, round, window }: RoundContext): Finding[] {
  const known = project.programme.sign_offs.map(({ id }) => id);
  const unknown = unknownIn(round, 'sign_offs', known, (id) => ({
    message: `there is no sign-off "${id}" in programme.yaml`,
    help: `the sign-offs are: ${known.join(', ')}`,
  }));
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
    const where = { file, path: ['mitigation', 'by'] };
    const of = `the mitigation of condition ${update.condition}`;
    if (years > mostYears) {
      const message = `${of} is due on ${by}, ${years} years after this round`;
      return warning('date/order', where, message, 'see whether the year is right');
    }
    if (by >= (update.updated ?? window.opens)) return [];
    const help = 'give a date that is still to come, or say in the update what came of it';
    return warning('date/order', where, `${of} was due on ${by}, before this update`, help);
  });
}

/** Steps of timelines whose date has passed before the draft goes to its readers, without a new date or a word. */
export function timelinesKept({ round, milestones, calendar }: RoundContext): Finding[] {
  const day = dayOfDraft(milestones, calendar.deadline);
  return round.conditions.flatMap(({ file, update: { condition, timeline = [] } }) =>
    timelineAt(timeline, day, [], calendar.deadline).overdue.flatMap((i) => {
      const { what = '', by, done, note } = timeline[i] ?? {};
      if (note || !by || done) return [];
      const message = `"${what}" of condition ${condition} was due by ${by}, before the draft of ${day}, and is not done`;
      const help = 'write "done:" and its date, a new "by:" with "moved_from:", or a word after "note:"';
      const where = { file, path: ['timeline', i, 'done'], instead: ['timeline', i, 'by'] };
      return [warning('condition/timeline', where, message, help)];
    }),
  );
}

/** Steps that are there twice, far away, done after their report or before the last one said that they were open, or moved from the date that they have. */
export function stepDatesInOrder({ round, calendar: { deadline }, before }: RoundContext): Finding[] {
  return round.conditions.flatMap(({ file, update: { condition, timeline = [] } }) => {
    const last = updateOf(before, condition)?.update;
    return timeline.flatMap((one, i) => {
      const { what, by, done, moved_from } = one;
      const at = (field: string) => ({ file, path: ['timeline', i, field] });
      const step = `"${what}" of condition ${condition}`;
      const late = `${step} is done on ${done}, after the deadline of this report, ${deadline}`;
      const same = `${step} is moved from ${moved_from}, the date that it has`;
      const years = Number(by.slice(0, 4)) - Number(deadline.slice(0, 4));
      const far = `${step} is due on ${by}, ${years} years after this round`;
      const first = timeline.findIndex((other) => wordsOf(other) === wordsOf(one));
      const open = last?.timeline?.find((other) => !other.done && wordsOf(other) === wordsOf(one));
      const early = `${step} is done on ${done}, and was still open when the last report's update was written, ${last?.updated}`;
      return [
        ...(years > mostYears ? [warning('date/order', at('by'), far, 'see whether the year is right')] : []),
        ...(first < i
          ? [
              warning('date/order', at('what'), `${step} is here a second time`, {
                help: 'keep one of the two',
                note: { message: 'the first is here', where: { file, path: ['timeline', first, 'what'] } },
              }),
            ]
          : []),
        ...(done && open && last?.updated && done < last.updated
          ? [warning('date/order', at('done'), early, 'see whether the day and the year are right')]
          : []),
        ...(done && done > deadline
          ? [warning('date/order', at('done'), late, 'leave "done:" out until it is done, or mend its date')]
          : []),
        ...(moved_from === by
          ? [warning('date/order', at('moved_from'), same, 'write the date that it had before')]
          : []),
      ];
    });
  });
}

/** Steps that the last report promised, and that this one says nothing about. */
export function promisesKept({ round, before }: RoundContext): Finding[] {
  return round.conditions.flatMap(({ file, update: { condition, timeline = [], progress } }) => {
    const last = updateOf(before, condition);
    if (!last || !progress) return [];
    const promised = last.update.timeline ?? [];
    return leftOut(promised, timeline).flatMap((i) => {
      const { what = '', by = '' } = promised[i] ?? {};
      const message = `the timeline of condition ${condition} leaves out "${what}", which the last report promised by ${by}`;
      const found = warning('condition/step-missing', { file, path: ['timeline'], key: true }, message, {
        help: 'list it with "done:" and its date, or with a new "by:" and the old one after "moved_from:"',
        note: { message: 'it was promised here', where: { file: last.file, path: ['timeline', i, 'what'] } },
      });
      return [resting(found, { file: last.file, path: ['timeline'] })];
    });
  });
}

export function milestonesInOrder({ project, round, milestones, calendar }: RoundContext): Finding[] {
  const file = reportFile(round);
  const known = project.agreement.milestones.map(({ id }) => id);
  const unknown = unknownIn(round, 'milestones', known, (id) => ({
    message: `there is no milestone "${id}"`,
    help: `the milestones are: ${known.join(', ')}`,
  }));
  const disorder = milestones.flatMap(({ id, name, date }, i) => {
    const previous = milestones[i - 1];
    const where = { file, path: ['milestones', id] };
    if (date > calendar.deadline) {
      const message = `"${name}" is on ${date}, after the deadline of ${calendar.deadline}`;
      return error('date/order', where, message, 'write an earlier day');
    }
    if (!previous || date >= previous.date) return [];
    const message = `"${name}" is on ${date}, before "${previous.name}" on ${previous.date}`;
    return error('date/order', where, message, 'put the two in order');
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
