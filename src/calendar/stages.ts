import { differenceInBusinessDays } from 'date-fns/differenceInBusinessDays';
import { isWeekend } from 'date-fns/isWeekend';
import { parseISO } from 'date-fns/parseISO';
import type { IsoDate } from '../model/fields.ts';
import type { RoundDates } from './rounds.ts';
import { shiftDays } from './working-days.ts';

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
  if (today === date) return 0;
  const [from, to] = today < date ? [today, date] : [date, today];
  // The library counts the first day and not the last; here it is the other way about.
  const weekdays = differenceInBusinessDays(parseISO(shiftDays(to, 1)), parseISO(shiftDays(from, 1)));
  const free = [...holidays].filter((day) => day > from && day <= to && !isWeekend(parseISO(day)));
  const count = Math.max(1, weekdays - free.length);
  return today < date ? count : -count;
}
