import { reportSource, roundContext } from '../app/round-sources.ts';
import { holidayDates } from '../calendar/milestones.ts';
import { type RoundDates, roundDates } from '../calendar/rounds.ts';
import { reachedOn, stageOf } from '../calendar/stages.ts';
import { workingDaysUntil } from '../calendar/working-days.ts';
import { madeUpIn } from '../checks/before-submission.ts';
import { ratingMovement } from '../documents/conditions.ts';
import type { IsoDate } from '../model/field-types.ts';
import { reportOwnerOf } from '../model/owners.ts';
import { colourOf } from '../model/rating-colours.ts';
import { emptyRound, monthName, updateOf } from '../model/round.ts';
import { countByFile } from './count-problems.ts';
import { kpiProgress } from './kpi-progress.ts';
import { nextSteps } from './next-steps.ts';
import { owedIn, updateStates } from './owed.ts';
import { snoozedIn } from './snoozed.ts';
import type { RoundStatus, StatusSource } from './status.ts';

interface RoundSource extends StatusSource {
  id: string;
  openComments: number;
}

/** The status of a round; undefined if the agreement has no report in that month. */
export function roundStatus({
  project,
  id,
  today,
  diagnostics,
  drafts,
  openComments,
  commandLine,
}: RoundSource): RoundStatus | undefined {
  const found = project.rounds.find((candidate) => candidate.id === id);
  const round = found ?? emptyRound(id);
  const { agreement, holidays, programme } = project;
  const dates = roundDates(agreement, holidays, id, round.report?.milestones);
  const source = reportSource(project, round, []);
  if (!dates || !source) return undefined;
  const days = holidayDates(holidays);
  const left = (date: IsoDate) => workingDaysUntil(today, date, days);
  const stage = stageOf(dates, today, round.submitted);
  const states = updateStates(project, round, diagnostics);
  const kpis = kpiProgress(project, id);
  const reportOwner = reportOwnerOf(programme);
  const signed = programme.sign_offs.map(({ id: officer, role }) => {
    const { name, date } = round.report?.sign_offs?.[officer] ?? {};
    return { role, name, date };
  });
  const context = roundContext(project, round, today);
  const status: RoundStatus = {
    ...(dates satisfies RoundDates),
    month: monthName(id),
    stage,
    reached: reachedOn(dates, today),
    started: found !== undefined,
    milestones: dates.milestones.map((milestone) => ({
      ...milestone,
      working_days_left: left(milestone.date),
    })),
    working_days_left: left(dates.due),
    on_track: round.report?.on_track,
    conditions: states.map((state) => conditionStatus(source, state)),
    kpis,
    owed: [],
    problems: countByFile(diagnostics),
    snoozed: snoozedIn(round.report, diagnostics, { today, due: dates.due }),
    illustrative: context ? madeUpIn(context).length : 0,
    drafts,
    open_comments: openComments,
    signed,
    submitted: round.submission?.submitted,
    next: [],
  };
  if (stage === 'submitted') return status;
  const owed = owedIn({ round, reportOwner, dates, today, stage, states, kpis, signed, diagnostics });
  return { ...status, owed, next: nextSteps({ ...status, owed }, commandLine) };
}

function conditionStatus(
  source: NonNullable<ReturnType<typeof reportSource>>,
  { number, name, owner, state }: ReturnType<typeof updateStates>[number],
): RoundStatus['conditions'][number] {
  const { project, round } = source;
  const rating = updateOf(round, number)?.update.rating;
  const colour = colourOf(project.agreement.rating_scale, rating);
  return {
    number,
    name,
    owner,
    rating,
    colour,
    movement: ratingMovement(source, number).words.value,
    update: state,
  };
}
