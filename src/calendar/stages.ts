import { differenceInCalendarDays } from 'date-fns/differenceInCalendarDays';
import { parseISO } from 'date-fns/parseISO';
import type { IsoDate } from '../model/fields.ts';
import type { RoundDates } from './rounds.ts';
import { isWorkingDay, shiftDays } from './working-days.ts';

/**
 * Where a round stands on a day: nobody has been asked yet; updates are collected; Delivery Group has the draft; the
 * board has it; it is to be sent; its deadline has passed without a submission; or it has been submitted.
 */
export type Stage = 'before' | 'collect' | 'draft' | 'board' | 'submit' | 'missed' | 'submitted';

export function stageOf(
  { collect, milestones, deadline }: RoundDates,
  today: IsoDate,
  submitted: boolean,
): Stage {
  if (submitted) return 'submitted';
  if (today > deadline) return 'missed';
  const reached = milestones.filter(({ date }) => date <= today).at(-1);
  if (reached) return reached.stage;
  return today < collect ? 'before' : 'collect';
}

/**
 * Working days from one day to another: 0 on the day itself alone, so 1 even from a Saturday to the Sunday; negative once it
 * has passed.
 */
export function workingDaysUntil(today: IsoDate, date: IsoDate, holidays: ReadonlySet<IsoDate>): number {
  const [from, to] = today < date ? [today, date] : [date, today];
  const days = Array.from({ length: differenceInCalendarDays(parseISO(to), parseISO(from)) }, (_, i) =>
    shiftDays(from, i + 1),
  );
  if (days.length === 0) return 0;
  const count = Math.max(1, days.filter((day) => isWorkingDay(day, holidays)).length);
  return today <= date ? count : -count;
}
