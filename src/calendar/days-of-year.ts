import type { Agreement } from '../model/agreement.ts';
import type { DifficultyNote } from '../model/difficulty.ts';
import type { IsoDate } from '../model/field-types.ts';
import type { ForwardPlan } from '../model/forward-plan.ts';
import { bodyOf, type Paper } from '../model/paper.ts';
import type { Holidays, Programme } from '../model/programme.ts';
import { monthName, type Round, roundsOfCalendarYear } from '../model/round.ts';
import { agendaDay } from './agenda.ts';
import { dayName, shortDayName } from './days.ts';
import { roundDates } from './rounds.ts';

/** A day on which something happens. */
export interface DayOfYear {
  /** The round, meeting or note, `2023-06`, `2023-05-17`, `difficulty-2024-02-05`, or `forward-plan`. */
  id: string;
  /** `June 2023 report` */
  of: string;
  date: IsoDate;
  /** The id of a milestone, or `collect`, `deadline`, `agenda`, `meeting`, `noticed`, `told`; of the forward plan `report-1-2`, by its places in the file. */
  what: string;
  /** `Draft to the Steering Group` */
  name: string;
  remark?: string;
}

interface Given {
  agreement: Agreement;
  programme: Pick<Programme, 'papers'> | undefined;
  holidays: Holidays | undefined;
  rounds: readonly Round[];
  papers: readonly Paper[];
  difficulties?: readonly DifficultyNote[];
  forwardPlan?: ForwardPlan | undefined;
}

/** The days that matter in a calendar year, in order of time within each round and meeting. */
export function daysOfYear(given: Given, year: number): DayOfYear[] {
  const { agreement, programme, holidays, rounds, papers, difficulties = [], forwardPlan } = given;
  const reports = roundsOfCalendarYear(agreement, year).map((id) => {
    const own = rounds.find((round) => round.id === id)?.report?.milestones;
    return daysOfRound(agreement, holidays, id, own);
  });
  const meetings = papers
    .filter(({ id }) => id.startsWith(`${year}-`))
    .map((paper) => daysOfMeeting(paper, agendaDay(programme, holidays, paper.meeting)));
  const first = ([day]: readonly DayOfYear[]) => day?.date ?? '';
  const inOrder = [...reports, ...meetings].sort((a, b) => (first(a) < first(b) ? -1 : 1));
  return [
    ...inOrder.flat(),
    ...difficulties.flatMap(daysOfNote).filter(({ date }) => date.startsWith(`${year}-`)),
    ...daysOfPlan(forwardPlan, year),
  ];
}

function daysOfRound(
  agreement: Agreement,
  holidays: Holidays | undefined,
  id: string,
  own: Record<string, IsoDate> | undefined,
): DayOfYear[] {
  const dates = roundDates(agreement, holidays, id, own);
  if (!dates) return [];
  const of = `${monthName(id)} report`;
  const { collect, milestones, deadline, due } = dates;
  const rolled = due === deadline ? {} : { remark: `no working day: send it by ${dayName(due)}` };
  return [
    { id, of, date: collect, what: 'collect', name: 'Updates asked for' },
    ...milestones.map(({ id: milestone, name, date }) => ({
      id,
      of,
      date,
      what: milestone,
      name,
      ...(own?.[milestone] ? { remark: "the round's own date" } : {}),
    })),
    { id, of, date: deadline, what: 'deadline', name: 'Deadline', ...rolled },
  ];
}

/** The day on which a difficulty was noticed, and that on which the DfE got the note. */
function daysOfNote({ id, noticed, note }: DifficultyNote): DayOfYear[] {
  const of = 'Difficulty note';
  const open = note?.told ? {} : { remark: 'not sent to the DfE yet' };
  return [
    { id, of, date: noticed, what: 'noticed', name: `Noticed: ${note?.title || 'no title yet'}`, ...open },
    ...(note?.told ? [{ id, of, date: note.told, what: 'told', name: 'Sent to the DfE' }] : []),
  ];
}

/** Reports to other bodies; papers and rounds of this project have their own days. */
function daysOfPlan(plan: ForwardPlan | undefined, year: number): DayOfYear[] {
  const days = (plan?.bodies ?? []).flatMap(({ body, reports = [] }, i) =>
    reports.flatMap(({ what, date, given, paper, round }, j): DayOfYear[] => {
      if (!date?.startsWith(`${year}-`) || paper !== undefined || round !== undefined) return [];
      const remark = given ? { remark: `given on ${shortDayName(given)}` } : {};
      return [
        {
          id: 'forward-plan',
          of: 'Forward plan',
          date,
          what: `report-${i + 1}-${j + 1}`,
          name: `${body}: ${what}`,
          ...remark,
        },
      ];
    }),
  );
  return days.sort((a, b) => (a.date < b.date ? -1 : 1));
}

function daysOfMeeting(paper: Paper, agenda: IsoDate | undefined): DayOfYear[] {
  const { id } = paper;
  const of = bodyOf(paper);
  const meeting = { id, of, date: paper.meeting, what: 'meeting', name: 'Meeting' };
  return agenda ? [{ id, of, date: agenda, what: 'agenda', name: 'Papers go out' }, meeting] : [meeting];
}
