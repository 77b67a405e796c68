import { correctionsIn, type Difference } from '../model/changed-since-sent.ts';
import { inputFiles } from '../model/project.ts';
import { monthName } from '../model/round.ts';
import { submissionFile } from '../model/submission-record.ts';
import type { Fields } from './fields-of-files.ts';
import { formatKpi, kpiFields } from './kpis.ts';
import { as, cellAt, field, figure, fixed, type Given, workedOut } from './origins.ts';
import { missing, type ReportSource } from './report-source.ts';

export const correctionShape = {
  report: 'text',
  item: 'text',
  told: 'text',
  now: 'text',
  reason: 'text',
} as const;

type Corrections = Fields<NonNullable<NonNullable<ReportSource['round']['report']>['corrections']>>;

/** What earlier reports said wrongly, with what is right and why. `given` are the corrections of report.yaml. */
export function buildCorrections({ project, round }: ReportSource, given: Corrections | undefined) {
  return correctionsIn(project, round).map(({ difference, number }) => {
    const { round: of, reason } = given?.[number] ?? {};
    return {
      report: of ? as(of, () => monthName(difference.round.id)) : fixed(missing.text),
      item: itemOf(project, difference, given?.[number]),
      told: toldIn(difference),
      now: nowOf(difference),
      reason: reason ?? fixed(missing.text),
    };
  });
}

function itemOf(
  { agreement, register }: ReportSource['project'],
  difference: Difference,
  given: Corrections[number] | undefined,
): Given {
  if ('kpi' in difference) {
    const { dfe_ref, name } = kpiFields(register, difference.kpi);
    return workedOut(
      `KPI ${dfe_ref.value}, ${name.value}`,
      'the KPI that is corrected',
      given?.kpi,
      dfe_ref,
      name,
    );
  }
  if ('figure' in difference || 'text' in difference) {
    const [what, name] = 'figure' in difference ? ['Figure', difference.figure] : ['Text', difference.text];
    return workedOut(`${what}: ${name}`, 'what is corrected', given?.figure, given?.text);
  }
  const { condition } = difference;
  const at = agreement.conditions.findIndex(({ number }) => number === condition);
  const short = agreement.conditions[at]?.short;
  return workedOut(
    `Rating of condition ${condition}${short ? `, ${short}` : ''}`,
    'the condition that is corrected',
    given?.condition,
    short === undefined ? undefined : field(short, inputFiles.agreement, 'conditions', at, 'short'),
  );
}

/** The value that was sent last, which a later submission may have corrected. */
function toldIn(difference: Difference): Given {
  const path =
    'kpi' in difference
      ? ['kpis', difference.kpi.id]
      : 'condition' in difference
        ? ['ratings', String(difference.condition)]
        : ['figure' in difference ? 'figures' : 'fields'];
  return workedOut(difference.sent, 'as it was sent last', { field: submissionFile(difference.round), path });
}

function nowOf(difference: Difference): Given {
  if ('condition' in difference) {
    const { now, file } = difference;
    return now && file ? field(now, file, 'rating') : fixed(missing.text);
  }
  if ('text' in difference) return field(difference.now ?? missing.text, difference.file, ...difference.path);
  if ('figure' in difference) {
    const { now, cell, figure: name } = difference;
    return now !== undefined && cell ? figure(now, { cell }, name) : fixed(missing.value);
  }
  const { kpi, now, month } = difference;
  if (!now) return workedOut(missing.value, 'the cell is blank', cellAt(difference.cell));
  const name = `KPI ${kpi.dfe_ref} ${kpi.name}, ${monthName(month)}, corrected`;
  return figure(formatKpi(kpi, now), now, name);
}
