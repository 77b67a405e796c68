import { holidayDates, type Milestone } from '../calendar/milestones.ts';
import type { RoundDates } from '../calendar/rounds.ts';
import { type Stage, stageOf } from '../calendar/stages.ts';
import { workingDaysBefore, workingDaysUntil } from '../calendar/working-days.ts';
import type { IsoDate } from '../model/field-types.ts';
import type { Holidays } from '../model/programme.ts';
import type { RoundStatus } from '../status/status.ts';

/**
 * What a scheduled run has to do for a round. A scheduler may be late, or the machine off for a week, so the question is
 * never what happens on a day, but what should have happened by that day and has not.
 */

/** What a run needs to know of a round. */
interface RoundFacts {
  /** Whether it has a folder. */
  started: boolean;
  /** Errors in its inputs. */
  errors: number;
}

/** What earlier runs have done for a round. */
export interface Done {
  /** What has been announced, by the names that `Announcement` has. */
  announced: ReadonlySet<string>;
  /** The milestones that a draft has been made for, by id, and whether anything was missing in it. */
  drafts: ReadonlyMap<string, 'complete' | 'incomplete'>;
}

/** Something that is said once. */
export interface Announcement {
  /** `collect`, the id of a milestone, or `holidays`: the list of bank holidays ends before the deadline. */
  what: string;
  date: IsoDate;
}

/**
 * How loud a run has to be. `quiet`: nobody need look. `warning`: something stops the report. `failure`: what
 * should be there by now is not, and the scheduler must show it.
 */
export type Level = 'quiet' | 'warning' | 'failure';

export interface Due {
  stage: Stage;
  /** To the last day on which the report can be sent. */
  workingDaysLeft: number;
  announce: Announcement[];
  draft: Milestone | undefined;
  /** Whether those who owe something are to be reminded. */
  reminders: boolean;
  level: Level;
}

export interface RoundDue {
  status: RoundStatus;
  due: Due;
}

interface DueSource {
  dates: RoundDates;
  facts: RoundFacts;
  done: Done;
  holidays: Holidays | undefined;
  today: IsoDate;
}

/** Of a round that has not been submitted. */
export function dueFor(source: DueSource): Due {
  const { dates, facts, done, holidays, today } = source;
  const days = holidayDates(holidays);
  const stage = stageOf(dates, today, false);
  const workingDaysLeft = workingDaysUntil(today, dates.due, days);
  // A milestone is seen to on the working day before it: whoever reads the draft has it on the morning of the day, whenever
  // in the day the scheduler runs, and there is a working day to mend what is missing.
  const reached = dates.milestones.filter(({ date }) => workingDaysBefore(date, 1, days) <= today);
  const forDraft = reached.findLast((milestone) => milestone.stage !== 'submit');
  return {
    stage,
    workingDaysLeft,
    announce: announcements(source, stage, reached),
    draft: facts.started && forDraft && isDraftDue(forDraft, facts, done, today) ? forDraft : undefined,
    reminders: facts.started && stage !== 'before',
    level: levelOf(stage, workingDaysLeft, facts),
  };
}

/**
 * Until the day of the milestone is over, its draft follows the inputs. Afterwards readers have it, and it stays, but for
 * one that was incomplete: once nothing is missing any more, they get one without gaps.
 */
function isDraftDue({ id, date }: Milestone, { errors }: RoundFacts, { drafts }: Done, today: IsoDate) {
  const made = drafts.get(id);
  return made === undefined || today <= date || (made === 'incomplete' && errors === 0);
}

/** What has come since the last run. That a deadline has been missed says more than the milestones before it. */
function announcements(
  { dates: { collect, deadline }, done: { announced }, holidays, today }: DueSource,
  stage: Stage,
  reached: readonly Milestone[],
): Announcement[] {
  const asked = today >= collect ? [{ what: 'collect', date: collect }] : [];
  const come = [...asked, ...reached.map(({ id, date }) => ({ what: id, date }))];
  const fresh = stage === 'missed' ? [] : come.filter(({ what }) => !announced.has(what));
  const ends = holidays && holidays.runs_out < deadline ? holidays.runs_out : undefined;
  // Half a year ahead, once is enough. From the day on which people are asked, the dates are wrong now.
  const said = stage === 'before' && announced.has('holidays');
  return ends && !said ? [...fresh, { what: 'holidays', date: ends }] : fresh;
}

function levelOf(stage: Stage, workingDaysLeft: number, { started, errors }: RoundFacts): Level {
  const open = !started || errors > 0;
  switch (stage) {
    case 'collect':
      return started ? 'quiet' : 'warning';
    case 'draft':
      return started ? (open ? 'warning' : 'quiet') : 'failure';
    case 'board':
    case 'submit':
      return open || workingDaysLeft <= 0 ? 'failure' : 'warning';
    case 'missed':
      return 'failure';
    default:
      return 'quiet';
  }
}
