import { posix } from 'node:path';
import type { Draft, Job } from '../app/job.ts';
import { shownPath } from '../files/shown-path.ts';
import type { RoundStatus } from '../status/status.ts';
import type { PaperWithDue } from './due-paper.ts';
import type { Done, Due, RoundDue } from './due-round.ts';
import type { RoundEntry, RunEntry, WorkEntry } from './run-log.ts';

/** What the log says of earlier runs, and what is written into it of this one. */

/** What the log says has been done for a round or a paper. A draft that could not be made has not been. */
export function doneBy(entries: readonly WorkEntry[]): Done {
  const drafts = entries.flatMap(
    ({ draft_for: milestone, drafts: made }): Array<[string, 'complete' | 'incomplete']> => {
      if (milestone === undefined || !areMade(made)) return [];
      return [[milestone, made.some(({ incomplete }) => incomplete) ? 'incomplete' : 'complete']];
    },
  );
  return { announced: new Set(entries.flatMap(({ announced }) => announced)), drafts: new Map(drafts) };
}

export const areMade = (drafts: ReadonlyArray<{ outcome: string }>) =>
  drafts.length > 0 && drafts.every(({ outcome }) => outcome !== 'none');

export function roundEntryOf(
  job: Job,
  { status, due }: RoundDue,
  drafts: readonly Draft[],
  reminders: readonly string[],
): RoundEntry {
  const { draft, ...rest } = due;
  return {
    round: status.id,
    ...workEntry(job, { ...status, ...rest, working_days_left: due.workingDaysLeft }, drafts),
    ...(draft ? { draft_for: draft.id } : {}),
    reminders: reminders.filter((file) => file.startsWith(`${shownPath(job.output, status.id)}/`)).length,
  };
}

export function paperEntryOf(
  job: Job,
  { status, due }: PaperWithDue,
  drafts: readonly Draft[],
): RunEntry['papers'][number] {
  return {
    paper: status.id,
    ...workEntry(job, { ...status, ...due }, drafts),
    ...(due.draft ? { draft_for: 'agenda' } : {}),
  };
}

type DueWork = Pick<RoundStatus, 'id' | 'problems' | 'working_days_left'> &
  Pick<Due, 'announce' | 'level'> & { stage: string };

function workEntry(
  job: Job,
  { id, stage, problems, working_days_left, announce, level }: DueWork,
  drafts: readonly Draft[],
): WorkEntry {
  return {
    stage,
    working_days_left,
    level,
    announced: announce.map(({ what }) => what),
    drafts: drafts
      .filter((draft) => draft.id === id)
      .map(({ document, outcome, file, incomplete }) => ({
        document,
        outcome,
        ...(file ? { file: posix.relative(shownPath(job.output), file) } : {}),
        incomplete,
      })),
    errors: problems.errors,
    warnings: problems.warnings,
  };
}
