import type { IsoDate } from './field-types.ts';
import type { TimelineStep } from './round.ts';

/** What a condition promises by when, as it looks on a day: the day on which the round's draft goes to its first readers. */

/** How many of the steps to come a report prints, beside those whose date has moved. */
const next = 3;

/**
 * Steps by number in the file, each list in order of its dates: those done since the last report, those whose date has passed without
 * being done, and the next ones.
 */
/** @param before the steps of the same condition in the last report. */
export function timelineAt(
  steps: readonly TimelineStep[],
  day: IsoDate,
  before: readonly TimelineStep[] = [],
): { done: number[]; overdue: number[]; toCome: number[] } {
  const all = steps
    .map((step, i) => ({ step, by: step.by, moved: step.moved_from !== undefined, i }))
    .sort((a, b) => (a.by < b.by ? -1 : a.by > b.by ? 1 : a.i - b.i));
  const isDone = ({ done }: TimelineStep) => done !== undefined && done <= day;
  const open = all.filter(({ step }) => !isDone(step));
  const wasDone = (step: TimelineStep) => before.some((one) => one.done && isSameStep(one, step));
  return {
    done: all.filter(({ step }) => isDone(step) && !wasDone(step)).map(({ i }) => i),
    overdue: open.filter(({ by }) => by < day).map(({ i }) => i),
    toCome: open
      .filter(({ by }) => by >= day)
      .filter(({ moved }, i) => i < next || moved)
      .map(({ i }) => i),
  };
}

/** A step keeps its words from report to report, or has new ones and says from which date it was moved. */
export const isSameStep = (before: TimelineStep, now: TimelineStep): boolean =>
  wordsOf(before) === wordsOf(now) || before.by === now.moved_from;

const wordsOf = ({ what }: TimelineStep) => what.trim().replace(/\s+/g, ' ').replace(/\.$/, '').toLowerCase();

/** The day on which a round's timelines are judged: that of its first milestone of the stage `draft`, or else its deadline. */
export const dayOfDraft = (
  milestones: ReadonlyArray<{ date: IsoDate; stage?: string }>,
  deadline: IsoDate,
): IsoDate => milestones.find(({ stage }) => stage === 'draft')?.date ?? deadline;
