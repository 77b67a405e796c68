import type { RoundDates } from '../calendar/rounds.ts';
import type { Stage } from '../calendar/stages.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { IsoDate } from '../model/field-types.ts';
import { groupBy } from '../model/group-by.ts';
import { ownerOfCondition } from '../model/owners.ts';
import type { ReadableProject } from '../model/project.ts';
import { type Round, updateOf } from '../model/round.ts';
import type { KpiProgress } from './kpi-progress.ts';

/** Who still has to give what for a round, and by when. */
export interface Owed {
  /** A role. */
  owner: string;
  /** The next milestone, or the last day on which the report could be sent. */
  by: IsoDate;
  /** Whether that day has passed. */
  late: boolean;
  things: string[];
}

/** Whether a condition's update has come: complete, with something missing in it, or not at all. */
export type UpdateState = 'in' | 'incomplete' | 'unreadable' | 'missing';

interface ConditionState {
  number: number;
  name: string;
  owner: string;
  state: UpdateState;
  /** What is missing, in words. */
  lacks: string[];
}

/** Each condition of the agreement with the state of its update. */
export function updateStates(
  project: ReadableProject,
  round: Round,
  diagnostics: readonly Diagnostic[],
): ConditionState[] {
  return project.agreement.conditions.map((condition) => {
    const { number, short } = condition;
    const found = updateOf(round, number);
    const owner = ownerOfCondition(project, round, condition);
    // It has come: its owner is not asked for it again, and whoever looks after the files has to mend it.
    if (!found && round.unread.some((one) => one.number === number))
      return { number, name: short, owner, state: 'unreadable', lacks: [] };
    if (!found) {
      const lacks = [`the update of condition ${number} (${short})`];
      return { number, name: short, owner, state: 'missing', lacks };
    }
    const lacks = errorsIn(diagnostics, found.file);
    return { number, name: short, owner, state: lacks.length > 0 ? 'incomplete' : 'in', lacks };
  });
}

/** The errors in an input file, in words. A place names the file by the inputs folder and its path in it. */
function errorsIn(diagnostics: readonly Diagnostic[], file: string): string[] {
  const own = diagnostics.filter(
    ({ severity, place }) => severity === 'error' && `/${place.file}`.endsWith(`/${file}`),
  );
  return [...new Set(own.map(({ message }) => message))];
}

interface OwedSource {
  round: Round;
  /** The role that writes report.yaml. */
  reportOwner: string;
  dates: RoundDates;
  today: IsoDate;
  stage: Stage;
  states: readonly ConditionState[];
  kpis: KpiProgress;
  signed: ReadonlyArray<{ role: string; name: string | undefined; date: IsoDate | undefined }>;
  diagnostics: readonly Diagnostic[];
}

/** What is owed, by person, in the order of the form. Signatures are asked for once the board has the report. */
export function owedIn(source: OwedSource): Owed[] {
  const { round, reportOwner, dates, today, stage, states, kpis, signed, diagnostics } = source;
  const next = dates.milestones.find(({ date }) => date >= today)?.date ?? dates.due;
  const report = round.report ? errorsIn(diagnostics, `${round.folder}/report.yaml`) : [];
  const atBoard = stage === 'board' || stage === 'submit' || stage === 'missed';
  const entries: Array<[owner: string, things: string[]]> = [
    ...states.map(({ owner, lacks }): [string, string[]] => [owner, lacks]),
    ...kpis.missing.map(({ source: from, kpis: names }): [string, string[]] => [
      `Provider of KPI values, ${from}`,
      names.map((name) => `KPI ${name}`),
    ]),
    [reportOwner, [...report, ...round.unread.map(({ file }) => `a file that can be read: ${file}`)]],
    ...(atBoard ? unsigned(signed) : []).map(({ role }): [string, string[]] => [
      role,
      ['your sign-off, with its date'],
    ]),
  ];
  return [...groupBy(entries, ([owner]) => owner)]
    .map(([owner, own]) => ({
      owner,
      by: next,
      late: next < today,
      things: own.flatMap(([, things]) => things),
    }))
    .filter(({ things }) => things.length > 0);
}

/** Those who have not signed yet. */
export const unsigned = <One extends Partial<Record<'name' | 'date', string | undefined>>>(
  signed: readonly One[],
): One[] => signed.filter(({ name, date }) => !(name && date));
