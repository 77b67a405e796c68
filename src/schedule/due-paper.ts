import { holidayDates } from '../calendar/milestones.ts';
import { workingDaysBefore } from '../calendar/working-days.ts';
import type { Holidays } from '../model/programme.ts';
import type { PaperStatus } from '../status/paper-status.ts';
import type { Announcement, Done, Level } from './due-round.ts';

/** What a scheduled run has to do for a paper: as for a milestone, from the working day before it goes out. */

export interface PaperDue {
  announce: Announcement[];
  /** Whether a draft is to be made. */
  draft: boolean;
  level: Level;
}

export interface PaperWithDue {
  status: PaperStatus;
  due: PaperDue;
}

interface PaperDueSource {
  status: PaperStatus;
  done: Done;
  holidays: Holidays | undefined;
  today: string;
}

export function dueForPaper({ status, done, holidays, today }: PaperDueSource): PaperDue {
  const { meeting, stage, agenda } = status;
  if (agenda === undefined || stage === 'published' || today > meeting)
    return { announce: [], draft: false, level: 'quiet' };
  const isNear = today >= workingDaysBefore(agenda, 1, holidayDates(holidays));
  const isNew = !done.announced.has('agenda');
  const made = done.drafts.get('agenda');
  return {
    announce: isNear && isNew ? [{ what: 'agenda', date: agenda }] : [],
    draft: isNear && (made !== 'complete' || today <= agenda),
    level: today >= agenda ? 'failure' : isNear ? 'warning' : 'quiet',
  };
}
