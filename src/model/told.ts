import type { CellPlace, Figure } from './figure.ts';
import { type Kpi, kpiDigits, kpisOf, matchKpis } from './kpi.ts';
import type { ReadableProject } from './project.ts';
import type { Round } from './round.ts';
import type { Correction } from './submission.ts';

/**
 * What the DfE was told, compared with what the inputs say now. A later submission that corrected a value counts: the
 * corrected one is what was told last.
 */

/** A rating or value that the inputs no longer give as it was told. `now` is absent where they give none. */
export type Difference =
  | { round: Round; condition: number; told: string; now: string | undefined; file: string | undefined }
  | {
      round: Round;
      kpi: Kpi;
      month: string;
      told: string;
      now: Figure | undefined;
      cell: CellPlace | undefined;
    };

type Named = Pick<Correction, 'round' | 'condition' | 'kpi'>;

/** Whether a correction is of a difference. */
export function corrects(correction: Named, difference: Difference): boolean {
  if (correction.round !== difference.round.id) return false;
  return 'kpi' in difference
    ? correction.kpi === difference.kpi.id
    : correction.condition === difference.condition;
}

/** Everything that was told in rounds before one, or in any, and that the inputs no longer say. */
export function differencesBefore(project: ReadableProject, id?: string): Difference[] {
  const earlier = project.rounds.filter((round) => id === undefined || round.id < id);
  return earlier.flatMap((round) => [
    ...ratingDifferences(round, earlier),
    ...kpiDifferences(project, round, earlier),
  ]);
}

/** The last of the values told: the submission's, or that of a later submission which corrected it. */
function lastTold<T>(round: Round, rounds: readonly Round[], first: T, take: (c: Told) => T | undefined): T {
  const later = rounds
    .filter(({ id }) => id > round.id)
    .flatMap(({ submission }) => submission?.corrections ?? [])
    .filter((correction) => correction.round === round.id);
  return later.reduce((told, correction) => take(correction) ?? told, first);
}
type Told = NonNullable<NonNullable<Round['submission']>['corrections']>[number];

function ratingDifferences(round: Round, rounds: readonly Round[]): Difference[] {
  return Object.entries(round.submission?.ratings ?? {}).flatMap(([number, first]) => {
    const condition = Number(number);
    const told = lastTold(round, rounds, first, (c) => (c.condition === condition ? c.rating : undefined));
    const found = round.conditions.find(({ update }) => update.condition === condition);
    const now = found?.update.rating;
    return now === told ? [] : [{ round, condition, told, now, file: found?.file }];
  });
}

function kpiDifferences(project: ReadableProject, round: Round, rounds: readonly Round[]): Difference[] {
  const { register, kpis: sheet } = project;
  const rows = matchKpis(register, sheet);
  return kpisOf(register).flatMap((kpi) => {
    const first = round.submission?.kpis[kpi.id];
    if (!first || !sheet) return [];
    const { month } = first;
    const told = lastTold(round, rounds, first, (c) =>
      c.kpi === kpi.id && c.value !== undefined ? { month, value: c.value, printed: c.printed } : undefined,
    );
    const row = rows.get(kpi.id);
    const now = row?.values[month];
    // A value that is printed in the same way was told in the same way.
    const printed = (value: number) => value.toFixed(kpiDigits[kpi.unit]);
    if (now && printed(now.value) === printed(told.value)) return [];
    return [{ round, kpi, month, told: told.printed, now, cell: row?.cells[month] ?? sheet.cell }];
  });
}

/** The corrections that a round's report makes, each with what it corrects. */
export function correctionsIn(
  project: ReadableProject,
  { id, report }: Round,
): Array<{ reason: string; difference: Difference }> {
  const differences = differencesBefore(project, id);
  return (report?.corrections ?? []).flatMap((correction) => {
    const difference = differences.find((candidate) => corrects(correction, candidate));
    return difference && correction.reason ? [{ reason: correction.reason, difference }] : [];
  });
}
