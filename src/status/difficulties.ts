import { shortDayName } from '../calendar/days.ts';
import { holidayDates } from '../calendar/milestones.ts';
import { isWorkingDay, workingDaysUntil } from '../calendar/working-days.ts';
import type { DifficultyNote } from '../model/difficulty.ts';
import type { IsoDate } from '../model/field-types.ts';
import type { ReadableProject } from '../model/project.ts';
import { distance } from './status-rows.ts';

/** Difficulty notes that the DfE has not got. */

export interface DifficultyStatus {
  id: string;
  title: string;
  noticed: IsoDate;
  /** The day on which the DfE got it; of one that is asked for by its id. */
  told?: IsoDate;
  /** Since it was noticed: 0 on that day, then negative. */
  working_days_left: number;
}

/** Those that have been noticed and not sent, or the one with this id, sent or not. */
export const difficultiesIn = (
  { difficulties, holidays }: ReadableProject,
  today: IsoDate,
  id?: string,
): DifficultyStatus[] =>
  difficulties
    .filter((one) => (id === undefined ? isOpen(one, today) : one.id === id))
    .map(({ id: own, noticed, note }) => ({
      id: own,
      title: note?.title ?? '',
      noticed,
      ...(note?.told && { told: note.told }),
      working_days_left: workingDaysUntil(today, noticed, holidayDates(holidays)),
    }));

const isOpen = ({ noticed, note }: DifficultyNote, today: IsoDate) => noticed <= today && !note?.told;

/** Those that a scheduled run warns of: on working days after the one on which each was noticed. */
export const unsentDifficulties = (project: ReadableProject, today: IsoDate): DifficultyStatus[] =>
  isWorkingDay(today, holidayDates(project.holidays))
    ? difficultiesIn(project, today).filter(({ noticed }) => noticed < today)
    : [];

/** `difficulty-2024-02-05 "Works have stopped": noticed on Mon 5 Feb 2024, 2 working days ago, and not sent to the DfE` */
export function difficultyWords({ id, title, noticed, told, working_days_left }: DifficultyStatus): string {
  const of = title === '' ? id : `${id} "${title}"`;
  const when = `noticed on ${shortDayName(noticed)}, ${distance(working_days_left)}`;
  return told
    ? `${of}: noticed on ${shortDayName(noticed)}, sent to the DfE on ${shortDayName(told)}`
    : `${of}: ${when}, and not sent to the DfE`;
}
