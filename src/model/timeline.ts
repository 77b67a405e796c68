import type { IsoDate } from './fields.ts';
import type { TimelineStep } from './round.ts';

/** What a condition promises by when, as it looks on a day: the day on which the round's draft goes to its first readers. */

/** How many of the steps to come a report prints, beside those whose date has moved. */
const next = 3;

/** Steps by number in the file: those whose date has passed without being done, and the next ones, in order of their dates. */
interface Timeline {
  overdue: number[];
  toCome: number[];
}

export function timelineAt(steps: readonly TimelineStep[], day: IsoDate): Timeline {
  const open = steps
    .map(({ by, done, moved_from }, i) => ({ by, done, moved: moved_from !== undefined, i }))
    .filter(({ done }) => done === undefined || done > day)
    .sort((a, b) => (a.by < b.by ? -1 : a.by > b.by ? 1 : a.i - b.i));
  return {
    overdue: open.filter(({ by }) => by < day).map(({ i }) => i),
    toCome: open
      .filter(({ by }) => by >= day)
      .filter(({ moved }, i) => i < next || moved)
      .map(({ i }) => i),
  };
}

/** The day on which a round's timelines are judged: that of its first milestone of the stage `draft`, or else its deadline. */
export const dayOfDraft = (
  milestones: ReadonlyArray<{ date: IsoDate; stage?: string }>,
  deadline: IsoDate,
): IsoDate => milestones.find(({ stage }) => stage === 'draft')?.date ?? deadline;
