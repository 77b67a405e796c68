import type { Agreement, MilestoneStage } from '../model/agreement.ts';
import type { IsoDate } from '../model/field-types.ts';
import type { Holidays } from '../model/programme.ts';
import { calendarOf, type RoundCalendar, roundBefore } from '../model/round.ts';
import { shiftDays, workingDayOnOrBefore, workingDaysBefore } from './working-days.ts';

export interface Milestone {
  id: string;
  name: string;
  date: IsoDate;
  stage: MilestoneStage;
  /** Who has the report from this day on, as a sentence names them. */
  with?: string;
}

export type OwnDates = Readonly<Record<string, IsoDate>>;

export const holidayDates = (holidays: Holidays | undefined): ReadonlySet<IsoDate> =>
  new Set(holidays?.holidays.map(({ date }) => date));

/**
 * The milestones of a round, in the agreement's order: so many working days before the deadline, which counts from the
 * working day before it where it falls on a weekend or holiday. A date in `own`, by milestone id, wins.
 */
export function milestonesOf(
  agreement: Agreement,
  { deadline }: RoundCalendar,
  holidays: Holidays | undefined,
  own: OwnDates = {},
): Milestone[] {
  const days = holidayDates(holidays);
  const effective = workingDayOnOrBefore(deadline, days);
  return agreement.milestones.map(({ id, name, stage, working_days_before, with: whom }) => ({
    id,
    name,
    stage,
    ...(whom ? { with: whom } : {}),
    date: own[id] ?? workingDaysBefore(effective, working_days_before, days),
  }));
}

/** The days of a round: from the day after the deadline before it to its own deadline. */
export function windowOf(agreement: Agreement, id: string): { opens: IsoDate; closes: IsoDate } {
  const closes = calendarOf(agreement, id)?.deadline ?? `${id}-28`;
  const before = roundBefore(agreement, id);
  const previous = before && calendarOf(agreement, before)?.deadline;
  return { opens: previous ? shiftDays(previous, 1) : `${id}-01`, closes };
}
