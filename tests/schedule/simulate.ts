import { openRounds, type RoundDates, roundDates } from '../../src/calendar/rounds.ts';
import type { Stage } from '../../src/calendar/stages.ts';
import { shiftDays } from '../../src/calendar/working-days.ts';
import type { Agreement } from '../../src/model/agreement.ts';
import type { Holidays } from '../../src/model/programme.ts';
import { type Done, dueFor, type Level } from '../../src/schedule/due-round.ts';

/** A council over the years, as scheduled runs find it: who begins, writes and submits when. */
export interface World {
  agreement: Agreement;
  holidays: Holidays | undefined;
  /** The first round that there is a folder for. */
  first: string;
  /** Whether the machine is on. Default: always. */
  isOn?(day: string): boolean;
  /** Whether the round's folder is there. Default: from the day on which updates are asked for. */
  isStarted?(dates: RoundDates, day: string): boolean;
  /** Errors in the round's inputs. Default: none. */
  errors?(dates: RoundDates, day: string): number;
  /** Stands for the inputs: another revision makes another draft. Default: they never change. */
  revision?(day: string): string;
  /** The day in the course of which it is submitted. Default: that of the milestone `submit`. */
  submits?(dates: RoundDates): string | undefined;
}

/** What a run did for a round. */
export interface Deed {
  day: string;
  round: string;
  stage: Stage;
  level: Level;
  left: number;
  announced: string[];
  draftFor?: string;
  /** Whether there was anything new to draft. */
  written?: boolean;
}

/** What runs do on each day, from one to another, each with what the runs before it have recorded. */
export function simulate(world: World, from: string, to: string): Deed[] {
  const { agreement, holidays, first } = world;
  const isOn = world.isOn ?? (() => true);
  const isStarted = world.isStarted ?? (({ collect }, day) => day >= collect);
  const submits =
    world.submits ?? (({ milestones }: RoundDates) => milestones.find(({ id }) => id === 'submit')?.date);
  const deeds: Deed[] = [];
  const done = new Map<string, { announced: Set<string>; drafts: Map<string, 'complete' | 'incomplete'> }>();
  const lastDraft = new Map<string, string>();
  const closed = new Set<string>();
  const datesOf = new Map<string, RoundDates>();
  for (let day = from; day <= to; day = shiftDays(day, 1)) {
    const open = openRounds(agreement, holidays, { first, closed }, day).map((id) => {
      const dates = datesOf.get(id) ?? roundDates(agreement, holidays, id);
      if (!dates) throw new Error(`no round ${id}`);
      datesOf.set(id, dates);
      return dates;
    });
    for (const dates of isOn(day) ? open : []) {
      const { id } = dates;
      const errors = world.errors?.(dates, day) ?? 0;
      const facts = { started: isStarted(dates, day), submitted: false, errors };
      const mine = done.get(id) ?? { announced: new Set(), drafts: new Map() };
      done.set(id, mine);
      const { stage, level, workingDaysLeft, announce, draft } = dueFor({
        dates,
        facts,
        done: mine satisfies Done,
        holidays,
        today: day,
      });
      const deed: Deed = {
        day,
        round: id,
        stage,
        level,
        left: workingDaysLeft,
        announced: announce.map(({ what }) => what),
      };
      for (const { what } of announce) mine.announced.add(what);
      if (draft) {
        const fingerprint = `${world.revision?.(day) ?? ''} ${errors}`;
        Object.assign(deed, { draftFor: draft.id, written: lastDraft.get(id) !== fingerprint });
        lastDraft.set(id, fingerprint);
        mine.drafts.set(draft.id, errors > 0 ? 'incomplete' : 'complete');
      }
      deeds.push(deed);
    }
    for (const dates of open) if (submits(dates) === day) closed.add(dates.id);
  }
  return deeds;
}
