import type { IsoDate } from '../model/field-types.ts';
import type { Holidays, Programme } from '../model/programme.ts';
import { holidayDates } from './milestones.ts';
import { workingDaysBefore } from './working-days.ts';

/** The day on which the papers for a meeting go out; undefined where the programme does not say how long before it. */
export function agendaDay(
  programme: Pick<Programme, 'papers'> | undefined,
  holidays: Holidays | undefined,
  meeting: IsoDate,
): IsoDate | undefined {
  const before = programme?.papers?.agenda_working_days_before;
  return before === undefined ? undefined : workingDaysBefore(meeting, before, holidayDates(holidays));
}
