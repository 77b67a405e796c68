import type { CellPlace, Figure } from './figure.ts';
import { type Kpi, kpiDigits, kpisOf, matchKpis } from './kpi.ts';
import type { ReadableProject } from './project.ts';
import { type Round, updateOf } from './round.ts';
import { type Correction, entriesIn } from './submission-record.ts';
import { fieldOf, namedFigures, nameOfField, type ToldField, type ToldFigure } from './told-figures.ts';

/**
 * What the DfE was sent, compared with what the inputs say now. Where a later submission corrected a value, the corrected
 * one is what was sent last.
 */

/** Something that the inputs no longer say as it was sent. `now` is absent where they say nothing. */
export type Difference =
  | { round: Round; condition: number; sent: string; now: string | undefined; file: string | undefined }
  | {
      round: Round;
      kpi: Kpi;
      month: string;
      sent: string;
      now: Figure | undefined;
      cell: CellPlace | undefined;
    }
  | { round: Round; figure: string; sent: string; now: string | undefined; cell: CellPlace | undefined }
  | {
      round: Round;
      text: string;
      sent: string;
      now: string | undefined;
      file: string;
      path: ReadonlyArray<string | number>;
    };

type Named = Pick<Correction, 'round' | 'condition' | 'kpi' | 'figure' | 'text'>;

/** What a correction of a difference names: `condition: 4`, `kpi: ehcps-actual`, `text: report.yaml summary`. */
export function namedIn(difference: Difference): Pick<Named, 'condition' | 'kpi' | 'figure' | 'text'> {
  if ('kpi' in difference) return { kpi: difference.kpi.id };
  if ('figure' in difference) return { figure: difference.figure };
  if ('text' in difference) return { text: difference.text };
  return { condition: difference.condition };
}

/** The same as one text: `text report.yaml summary`. */
export const nameOf = (difference: Difference) => Object.entries(namedIn(difference)).flat().join(' ');

/** Whether a correction is of a difference. */
export function corrects(correction: Named, difference: Difference): boolean {
  // A figure is printed in several reports, and corrected once.
  if (correction.round !== difference.round.id && !('figure' in difference)) return false;
  return Object.entries(namedIn(difference)).every(([kind, name]) => correction[kind as 'kpi'] === name);
}

/** Everything that was sent in rounds before one, or in any, and that the inputs no longer say. */
export function differencesBefore(project: ReadableProject, id?: string): Difference[] {
  const earlier = project.rounds.filter((round) => id === undefined || round.id < id);
  // Working the names out takes long, and most rounds need them.
  const figures = earlier.some(({ submission }) => submission?.figures) ? namedFigures(project) : new Map();
  const rows = matchKpis(project.register, project.kpis);
  const all = earlier.flatMap((round) => [
    ...ratingDifferences(round, earlier),
    ...kpiDifferences(project, round, { rounds: earlier, rows }),
    ...figureDifferences({ project, round, rounds: earlier, figures }),
    ...textDifferences(round, earlier),
  ]);
  // The plan is printed in each report: the first that printed a figure is named. A KPI that is gone is gone in all months.
  const names = all.map((one) => {
    if (!('figure' in one)) return undefined;
    return one.now === undefined ? one.figure.replace(/^(kpi \S+) .*/, '$1') : one.figure;
  });
  return all.filter((_, i) => names[i] === undefined || names.indexOf(names[i]) === i);
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
  return Object.entries(round.submission?.ratings ?? {}).flatMap(([number, first]): Difference[] => {
    const condition = Number(number);
    const sent = lastSent(round, rounds, first, (c) => (c.condition === condition ? c.rating : undefined));
    const found = updateOf(round, condition);
    // A file that is there and cannot be read has an error of its own.
    if (!found && round.unread.some(({ number }) => number === condition || number === undefined)) return [];
    const now = found?.update.rating;
    return now === sent ? [] : [{ round, condition, sent, now, file: found?.file }];
  });
}

function kpiDifferences(
  { register, kpis: sheet }: ReadableProject,
  round: Round,
  { rounds, rows }: { rounds: readonly Round[]; rows: ReturnType<typeof matchKpis> },
): Difference[] {
  const known = kpisOf(register);
  const dropped = Object.entries(round.submission?.kpis ?? {}).filter(
    ([id]) => !known.some((kpi) => kpi.id === id),
  );
  const gone = dropped.map(
    ([id, { month, printed }]): Difference => ({
      round,
      figure: `kpi ${id} ${month}`,
      sent: printed,
      now: undefined,
      cell: undefined,
    }),
  );
  const changed = known.flatMap((kpi): Difference[] => {
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
  return [...gone, ...changed];
}

function figureDifferences(of: {
  project: ReadableProject;
  round: Round;
  rounds: readonly Round[];
  figures: ReturnType<typeof namedFigures>;
}): Difference[] {
  const { project, round, rounds, figures } = of;
  const { submission } = round;
  const { revised } = project.agreement.plan;
  const later = rounds.flatMap((one) => (one.id > round.id ? (one.submission?.corrections ?? []) : []));
  return entriesIn<ToldFigure>(submission?.figures).flatMap(([figure, first]): Difference[] => {
    const [kind, id = '', month] = figure.split(' ');
    if (kind === 'plan' && revised && (submission?.submitted ?? '') < revised) return [];
    // A workbook that cannot be read has an error of its own, and a KPI is given in the report of its month.
    if (kind === 'kpi' ? !project.kpis : !project.planRead) return [];
    if (kind === 'kpi' && rounds.some((one) => one.submission?.kpis[id]?.month === month)) return [];
    const sent = later.findLast((one) => one.figure === figure)?.printed ?? first;
    const now = figures.get(figure);
    return now?.value === sent ? [] : [{ round, figure, sent, now: now?.value, cell: now?.cell }];
  });
}

function textDifferences(round: Round, rounds: readonly Round[]): Difference[] {
  const isThere = (file: string) =>
    file === 'report.yaml'
      ? round.report
      : round.conditions.some((one) => one.file === `${round.folder}/${file}`);
  return entriesIn<ToldField>(round.submission?.fields).flatMap(([file, path, first]): Difference[] => {
    if (!isThere(file)) return [];
    const text = nameOfField(file, path);
    const sent = lastSent(round, rounds, first ?? '', (c) => (c.text === text ? c.printed : undefined));
    const now = fieldOf(round, file, path);
    return (now ?? '') === sent ? [] : [{ round, text, sent, now, file: `${round.folder}/${file}`, path }];
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
