import type { Agreement } from '../model/agreement.ts';
import type { IsoDate } from '../model/field-types.ts';
import type { Holidays } from '../model/programme.ts';
import { calendarOf, roundAfter, roundsOfCalendarYear } from '../model/round.ts';
import { holidayDates, type Milestone, milestonesOf, type OwnDates } from './milestones.ts';
import { workingDayOnOrBefore, workingDaysBefore } from './working-days.ts';

/** The dates of a round, from the day on which updates are asked for to the day on which the report is due. */
export interface RoundDates {
  /** `2023-06` */
  id: string;
  /** When updates are first asked for. */
  collect: IsoDate;
  milestones: Milestone[];
  /** The DfE's date. */
  deadline: IsoDate;
  /** The last working day on which the report can be sent: the deadline, or the working day before it. */
  due: IsoDate;
}

/** The dates of a round; undefined if the agreement has no report in that month. `own` are the round's own dates. */
export function roundDates(
  agreement: Agreement,
  holidays: Holidays | undefined,
  id: string,
  own: OwnDates = {},
): RoundDates | undefined {
  const calendar = calendarOf(agreement, id);
  if (!calendar) return undefined;
  const days = holidayDates(holidays);
  const due = workingDayOnOrBefore(calendar.deadline, days);
  return {
    id,
    collect: workingDaysBefore(due, agreement.collection.working_days_before, days),
    milestones: milestonesOf(agreement, calendar, holidays, own),
    deadline: calendar.deadline,
    due,
  };
}

/**
 * The rounds that are open on a day, in order: those whose deadline has passed without a submission, the one that comes
 * next, and any after it for which updates are asked already. `first` is the first round that there is a folder for, `closed`
 * are those that have been submitted. None lies before the first round of the agreement.
 */
export function openRounds(
  agreement: Agreement,
  holidays: Holidays | undefined,
  { first, closed }: { first: string | undefined; closed: ReadonlySet<string> },
  today: IsoDate,
): string[] {
  const isPast = (id: string) => (calendarOf(agreement, id)?.deadline ?? '') < today;
  const year = Number(today.slice(0, 4));
  const ahead = [...roundsOfCalendarYear(agreement, year), ...roundsOfCalendarYear(agreement, year + 1)];
  const open: string[] = [];
  const begin = agreement.first_round ?? first;
  let id = begin !== undefined && isPast(begin) ? begin : ahead.find((one) => !isPast(one));
  let next: string | undefined;
  while (id !== undefined) {
    if (next !== undefined && (roundDates(agreement, holidays, id)?.collect ?? '') > today) break;
    if (!closed.has(id) && id >= (agreement.first_round ?? '')) {
      open.push(id);
      if (!isPast(id)) next ??= id;
    }
    id = roundAfter(agreement, id);
  }
  return open;
}
