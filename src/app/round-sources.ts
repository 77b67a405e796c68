import { milestonesOf, windowOf } from '../calendar/milestones.ts';
import type { RoundContext } from '../checks/index.ts';
import { changesSince } from '../documents/changes.ts';
import type { ReportSource } from '../documents/report-source.ts';
import { printedSchema } from '../model/printed-list.ts';
import type { ReadableProject } from '../model/project.ts';
import { calendarOf, type Round, roundBefore } from '../model/round.ts';

/** What the checks and the report of a round are made from. */

/** What a round's checks look at; undefined if the agreement has no report in that month. */
export function roundContext(
  project: ReadableProject,
  round: Round,
  today: string,
): RoundContext | undefined {
  const source = reportSource(project, round, []);
  if (!source) return undefined;
  const { agreement, rounds } = project;
  const { calendar, milestones } = source;
  const earlier = roundBefore(agreement, round.id);
  const before = rounds.find((other) => other.id === earlier);
  const window = windowOf(agreement, round.id);
  return { project, round, calendar, window, milestones, before, today };
}

/** What a report says that the draft of a manifest did not, in sentences. `printed` is the list of what it prints. */
export function changesBetween(
  project: ReadableProject,
  id: string,
  before: unknown,
  printed: unknown,
): string[] | undefined {
  const round = project.rounds.find((one) => one.id === id);
  const source = round && reportSource(project, round, []);
  const after = printedSchema.safeParse(printed);
  return source && after.success ? changesSince(before, after.data, source) : undefined;
}

/** What a round's report is built from; undefined if the agreement has no report in that month. */
export function reportSource(
  project: ReadableProject,
  round: Round,
  gaps: readonly string[],
): ReportSource | undefined {
  const { agreement, holidays, rounds } = project;
  const calendar = calendarOf(agreement, round.id);
  if (!calendar) return undefined;
  const milestones = milestonesOf(agreement, calendar, holidays, round.report?.milestones);
  return { project, rounds, round, calendar, milestones, gaps };
}
