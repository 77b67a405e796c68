import { join } from 'node:path';
import { milestonesOf } from '../../src/calendar/milestones.ts';
import type { ReportSource } from '../../src/documents/report-source.ts';
import { readProject } from '../../src/inputs/read-project.ts';
import { figuresIn, type Origin, type Printed } from '../../src/model/printed-list.ts';
import { isReadable, type ReadableProject } from '../../src/model/project.ts';
import {
  type ConditionUpdate,
  calendarOf,
  emptyRound,
  type ReportInput,
  type Round,
} from '../../src/model/round.ts';
import { Sourced } from '../../src/word/sourced.ts';

const { project } = await readProject(join(import.meta.dirname, '..', '..', 'inputs'));

/** The sample programme, to be changed as a test likes. */
export function sample(): ReadableProject {
  const copy = structuredClone(project);
  if (!isReadable(copy)) throw new Error('the sample programme cannot be read');
  return copy;
}

/** What the report of a round is built from. A round that the programme does not have is an empty one. */
export function sourceOf(id: string, from: ReadableProject = sample()): ReportSource {
  const calendar = calendarOf(from.agreement, id);
  if (!calendar) throw new Error(`the agreement has no report in the month of ${id}`);
  const round = from.rounds.find((candidate) => candidate.id === id) ?? emptyRound(id);
  const rounds = from.rounds.includes(round) ? from.rounds : [...from.rounds, round];
  const milestones = milestonesOf(from.agreement, calendar, from.holidays, round.report?.milestones);
  return { project: from, round, rounds, calendar, milestones, gaps: [] };
}

/** A context, or a part of one, as it is printed: without the origins of its values. */
export type Plain<T> =
  T extends Sourced<infer Value, unknown>
    ? Value
    : T extends ReadonlyArray<infer Item>
      ? Array<Plain<Item>>
      : T extends object
        ? { [Name in keyof T]: Plain<T[Name]> }
        : T;
export const plain = <T>(context: T): Plain<T> => JSON.parse(JSON.stringify(context));

/** Everything that a context may print, named as in the list of a manifest. */
export function printedFrom(context: unknown, name: readonly string[] = []): Printed[] {
  if (context instanceof Sourced) {
    const text = typeof context.value === 'string' ? context.value : JSON.stringify(context.value);
    return [{ name: name.join('.'), text, origin: context.origin as Origin, part: '', paragraph: 0 }];
  }
  if (typeof context !== 'object' || context === null) return [];
  return Object.entries(context).flatMap(([key, value]) => printedFrom(value, [...name, key]));
}

/** The figures of a context with their cells, each once. */
export function figuresOf(context: unknown) {
  const all = figuresIn(printedFrom(context));
  return [...new Map(all.map((figure) => [JSON.stringify(figure), figure])).values()];
}

export { emptyRound };

/** A round in which condition 1 has what is given. */
export function roundWith(id: string, update: Omit<ConditionUpdate, 'condition'>): Round {
  return { ...emptyRound(id), conditions: [{ file: 'a.yaml', update: { condition: 1, ...update } }] };
}

export function roundOf(project: ReadableProject, id: string): Round {
  const round = project.rounds.find((candidate) => candidate.id === id);
  if (!round) throw new Error(`no ${id} in the sample`);
  return round;
}

/** The sample with a round changed: conditions by number, and report.yaml. */
export function changed(
  id: string,
  {
    conditions = {},
    report = {},
  }: { conditions?: Record<number, Partial<ConditionUpdate>>; report?: ReportInput },
): ReadableProject {
  const project = sample();
  const round = roundOf(project, id);
  for (const { update } of round.conditions) Object.assign(update, conditions[update.condition]);
  Object.assign(round.report ?? {}, report);
  return project;
}
