import type { IsoDate } from '../model/field-types.ts';
import type { Milestone } from './milestones.ts';
import type { RoundDates } from './rounds.ts';

/**
 * How far a round is on a day: nobody has been asked yet (`before`); updates are collected; a milestone of the stage `draft`,
 * `board` or `submit` has been reached; the deadline has passed without a submission (`missed`); or it has been submitted.
 */
export type Stage = 'before' | 'collect' | 'draft' | 'board' | 'submit' | 'missed' | 'submitted';

export function stageOf(dates: RoundDates, today: IsoDate, submitted: boolean): Stage {
  if (submitted) return 'submitted';
  if (today > dates.deadline) return 'missed';
  return reachedOn(dates, today)?.stage ?? (today < dates.collect ? 'before' : 'collect');
}

/** The last milestone whose day has come; of two on one day, the later one in the agreement. */
export function reachedOn({ milestones }: RoundDates, today: IsoDate): Milestone | undefined {
  return milestones
    .filter(({ date }) => date <= today)
    .reduce<Milestone | undefined>((last, one) => (last && last.date > one.date ? last : one), undefined);
}
