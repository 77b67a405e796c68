import type { IsoDate } from './field-types.ts';
import type { TimelineStep } from './round.ts';

/** What a condition promises by when, as it looks on a day: the day on which the round's draft goes to its first readers. */

/** How many of the steps to come a report prints, beside those whose date has moved. */
const next = 3;

/**
 * Steps by number in the file, each list in order of its dates: those done since the last report, those whose date has passed without
 * being done, and the next ones.
 *
 * @param before the steps of the same condition in the last report.
 * @param closes the last day of the round: what is done by then is done, also after the day of the draft.
 */
export function timelineAt(
  steps: readonly TimelineStep[],
  day: IsoDate,
  before: readonly TimelineStep[] = [],
  closes = day,
): { done: number[]; overdue: number[]; toCome: number[] } {
  const all = steps
    .map((step, i) => ({ step, by: step.by, moved: step.moved_from !== undefined, i }))
    .sort((a, b) => (a.by < b.by ? -1 : a.by > b.by ? 1 : a.i - b.i));
  const isDone = ({ done }: TimelineStep) => done !== undefined && done <= closes;
  const open = all.filter(({ step }) => !isDone(step));
  const earlier = before.flatMap((one) => (one.done ? (keptAs(one, before, steps) ?? []) : []));
  return {
    done: all.filter(({ step }) => isDone(step) && !earlier.includes(step)).map(({ i }) => i),
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

/** The steps, each with the date that the last report gave for it, where it has another now and nobody has said from which it was moved. */
export const withMoves = (steps: readonly TimelineStep[], before: readonly TimelineStep[]): TimelineStep[] =>
  steps.map(({ moved_from, ...step }) => {
    const was = before.find((one) => !one.done && wordsOf(one) === wordsOf(step));
    const from = moved_from ?? was?.by;
    return from === undefined || from === step.by ? step : { ...step, moved_from: from };
  });

/** What a step of the last report is in this one, if it is there. A step that keeps its words is no other step in new words. */
export function keptAs(
  step: TimelineStep,
  before: readonly TimelineStep[],
  now: readonly TimelineStep[],
): TimelineStep | undefined {
  const find = (steps: readonly TimelineStep[], one: TimelineStep) =>
    steps.find((other) => wordsOf(other) === wordsOf(one));
  return find(now, step) ?? now.find((one) => !find(before, one) && isSameStep(step, one));
}

/** Which steps of the last report this one leaves out. */
export const leftOut = (before: readonly TimelineStep[], now: readonly TimelineStep[]): number[] =>
  before.flatMap((step, i) => (step.done || keptAs(step, before, now) ? [] : [i]));

/** What a step is, whatever its dates. */
export const wordsOf = ({ what }: TimelineStep) =>
  what.trim().replace(/\s+/g, ' ').replace(/\.$/, '').toLowerCase();

/** The day on which a round's timelines are judged: that of its first milestone of the stage `draft`, or else its deadline. */
export const dayOfDraft = (
  milestones: ReadonlyArray<{ date: IsoDate; stage?: string }>,
  deadline: IsoDate,
): IsoDate => milestones.find(({ stage }) => stage === 'draft')?.date ?? deadline;
