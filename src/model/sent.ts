import type { CellPlace, Figure } from './figure.ts';
import { type Kpi, kpiDigits, kpisOf, matchKpis } from './kpi.ts';
import type { ReadableProject } from './project.ts';
import type { Round } from './round.ts';
import type { Correction } from './submission.ts';

/**
 * What the DfE was sent, compared with what the inputs say now. Where a later submission corrected a value, the corrected
 * one is what was sent last.
 */

/** A rating or value that the inputs no longer give as they were sent. `now` is absent where they give none. */
export type Difference =
  | { round: Round; condition: number; sent: string; now: string | undefined; file: string | undefined }
  | {
      round: Round;
      kpi: Kpi;
      month: string;
      sent: string;
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

/** Everything that was sent in rounds before one, or in any, and that the inputs no longer say. */
export function differencesBefore(project: ReadableProject, id?: string): Difference[] {
  const earlier = project.rounds.filter((round) => id === undefined || round.id < id);
  return earlier.flatMap((round) => [
    ...ratingDifferences(round, earlier),
    ...kpiDifferences(project, round, earlier),
  ]);
}

/** The value that was sent last: the submission's, or that of a later submission which corrected it. */
function lastSent<T>(
  round: Round,
  rounds: readonly Round[],
  first: T,
  take: (c: SentCorrection) => T | undefined,
): T {
  const later = rounds
    .filter(({ id }) => id > round.id)
    .flatMap(({ submission }) => submission?.corrections ?? [])
    .filter((correction) => correction.round === round.id);
  return later.reduce((sent, correction) => take(correction) ?? sent, first);
}
type SentCorrection = NonNullable<NonNullable<Round['submission']>['corrections']>[number];

function ratingDifferences(round: Round, rounds: readonly Round[]): Difference[] {
  return Object.entries(round.submission?.ratings ?? {}).flatMap(([number, first]) => {
    const condition = Number(number);
    const sent = lastSent(round, rounds, first, (c) => (c.condition === condition ? c.rating : undefined));
    const found = round.conditions.find(({ update }) => update.condition === condition);
    const now = found?.update.rating;
    return now === sent ? [] : [{ round, condition, sent, now, file: found?.file }];
  });
}

function kpiDifferences(project: ReadableProject, round: Round, rounds: readonly Round[]): Difference[] {
  const { register, kpis: sheet } = project;
  const rows = matchKpis(register, sheet);
  return kpisOf(register).flatMap((kpi) => {
    const first = round.submission?.kpis[kpi.id];
    if (!first || !sheet) return [];
    const { month } = first;
    const sent = lastSent(round, rounds, first, (c) =>
      c.kpi === kpi.id && c.value !== undefined ? { month, value: c.value, printed: c.printed } : undefined,
    );
    const row = rows.get(kpi.id);
    const now = row?.values[month];
    // A value that is printed alike was sent alike.
    const printed = (value: number) => value.toFixed(kpiDigits[kpi.unit]);
    if (now && printed(now.value) === printed(sent.value)) return [];
    return [{ round, kpi, month, sent: sent.printed, now, cell: row?.cells[month] ?? sheet.cell }];
  });
}

/** The corrections that a round's report makes, each with its place in their list, counted from 0, and what it corrects. */
export function correctionsIn(
  project: ReadableProject,
  { id, report }: Round,
): Array<{ number: number; reason: string; difference: Difference }> {
  const differences = differencesBefore(project, id);
  return (report?.corrections ?? []).flatMap((correction, number) => {
    const difference = differences.find((candidate) => corrects(correction, candidate));
    return difference && correction.reason ? [{ number, reason: correction.reason, difference }] : [];
  });
}
