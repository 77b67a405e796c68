import { holidayDates } from '../calendar/milestones.ts';
import { workingDaysBefore } from '../calendar/working-days.ts';
import type { IsoDate } from '../model/field-types.ts';
import type { Plan } from './due-today.ts';
import type { RunEntry } from './run-log.ts';

/** `health.json`: whether the scheduled runs are alive, for a monitor that looks from time to time. */
interface Health {
  program: string;
  last_run: HealthOfRun;
  /** The last one that ended with 0; null before the first. */
  last_good_run: HealthOfRun | null;
  /** The next day on which a run has something to do; null where no round or paper is to come. */
  next_due: { id: string; what: string; day: IsoDate } | null;
}

type HealthOfRun = Pick<RunEntry, 'run' | 'day' | 'exit'>;

export function healthOf({ log, rounds, papers, read }: Plan, entry: RunEntry): Health {
  const short = ({ run, day, exit }: RunEntry) => ({ run, day, exit });
  const good = [...log, entry].findLast(({ exit }) => exit === 0);
  const days = holidayDates(read.project?.holidays);
  const next = [
    ...rounds.flatMap(({ status: { id, collect, milestones, due } }) => [
      { id, what: 'collect', day: collect },
      // A run prepares a milestone on the working day before it.
      ...milestones.map(({ id: what, date }) => ({ id, what, day: workingDaysBefore(date, 1, days) })),
      { id, what: 'due', day: due },
    ]),
    ...papers.flatMap(({ status: { id, agenda } }) =>
      agenda ? [{ id, what: 'agenda', day: workingDaysBefore(agenda, 1, days) }] : [],
    ),
  ]
    .filter(({ day }) => day > entry.day)
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  return {
    program: entry.program,
    last_run: short(entry),
    last_good_run: good ? short(good) : null,
    next_due: next[0] ?? null,
  };
}
