import { error, type Finding, resting, warning } from '../diagnostics/diagnostic.ts';
import { didYouMean, nearest } from '../diagnostics/nearest.ts';
import { lineKey } from '../model/figure.ts';
import { asKpi, inUnit, type Kpi, type KpiRow, kpisByName, kpisOf, matchKpis } from '../model/kpi.ts';
import { targetFor } from '../model/kpi-targets.ts';
import { rowOf } from '../model/plan.ts';
import { inputFiles } from '../model/project.ts';
import { monthName } from '../model/round.ts';
import { inRegister, type ProjectCheck, type RoundContext } from './context.ts';
import { isPossible } from './kpi-values.ts';
import { type Fault, faultsIn } from './plan-sums.ts';

/** The KPI register and the workbook: the same KPIs, and values that can be right. */

export const registerConsistent: ProjectCheck = ({ register, agreement }) => {
  const kpis = register.groups.flatMap(({ kpis: inGroup }, group) =>
    inGroup.map((kpi, i) => ({ kpi, path: ['groups', group, 'kpis', i] as Array<string | number> })),
  );
  const lines = agreement.plan.lines.map(({ id }) => id);
  const repeated = (['id', 'dfe_ref', 'forum_ref'] as const).flatMap((field) => {
    const firsts = new Map([...kpis].reverse().map((one) => [one.kpi[field], one]));
    return kpis.flatMap(({ kpi, path }) => {
      const first = firsts.get(kpi[field]);
      if (kpi[field] === undefined || !first || first.kpi === kpi) return [];
      const where = { file: inputFiles.register, path: [...path, field] };
      return error('kpi/register', where, `two KPIs have ${field} ${kpi[field]}`, {
        help: 'give each KPI its own',
        note: {
          message: `it is that of "${first.kpi.name}"`,
          where: { file: inputFiles.register, path: [...first.path, field] },
        },
      });
    });
  });
  const gaps = (['dfe_ref', 'forum_ref'] as const).flatMap((field) => {
    const numbered = kpis.filter(({ kpi }) => kpi[field] !== undefined);
    return numbered
      .filter(({ kpi }) => (kpi[field] ?? 0) > numbered.length)
      .map(({ kpi, path }) => {
        const where = { file: inputFiles.register, path: [...path, field] };
        const message = `${field} ${kpi[field]} is beyond the ${numbered.length} KPIs of the register that have one`;
        const found = error('kpi/register', where, message, `number them 1 to ${numbered.length}`);
        return resting(found, inRegister());
      });
  });
  const unknownLines = kpis.flatMap(({ kpi, path }) =>
    !kpi.plan_line || lines.includes(kpi.plan_line.line)
      ? []
      : error(
          'kpi/register',
          { file: inputFiles.register, path: [...path, 'plan_line', 'line'] },
          `the plan has no line "${kpi.plan_line.line}"`,
          `write one of: ${lines.join(', ')}`,
        ),
  );
  const otherUnits = kpis.flatMap(({ kpi: { unit, plan_line }, path }) => {
    if (!plan_line || unit === 'millions' || unit === 'pounds') return [];
    const where = { file: inputFiles.register, path: [...path, 'unit'] };
    const message = `a KPI that repeats a line of the plan is an amount of money, and its unit is "${unit}"`;
    return error('kpi/register', where, message, 'write millions or pounds, or take away its "plan_line"');
  });
  return [...repeated, ...gaps, ...unknownLines, ...otherUnits];
};

export const kpisPresent: ProjectCheck = ({ register, kpis }) => {
  if (!kpis) return [];
  const rows = matchKpis(register, kpis);
  const all = kpisOf(register);
  const missing = all.filter(({ id }) => !rows.has(id));
  // So many are there, and their headings are not.
  if (missing.length > 5) {
    const refs = missing.map((kpi) => kpi.dfe_ref).join(', ');
    const message = `${missing.length} of ${all.length} KPIs are not in a table with headings: ${refs}`;
    const help =
      'write above them the headings Ref, Data Source, Regularity and the months with their years, in one row, or add their rows';
    return [error('kpi/missing', kpis.cell, message, help)];
  }
  return missing.map((kpi) => {
    const message = `KPI ${kpi.dfe_ref} "${kpi.name}" is not in the workbook`;
    const help = `add a row with the Ref ${kpi.dfe_ref} under "${kpi.group}"`;
    return error('kpi/missing', kpis.cell, message, help);
  });
};

/** Rows of the workbook against the register: names, numbers and, once for each heading, groups. */
export const kpiRowsMatch: ProjectCheck = ({ register, kpis }) => {
  if (!kpis) return [];
  const all = kpisOf(register);
  const byName = kpisByName(all);
  const rows = matchKpis(register, kpis);
  const byRow = new Map(all.map((kpi) => [rows.get(kpi.id), kpi]));
  const names = all.map(({ name }) => name);
  const byForum = kpis.rows.filter((row) => isForumRef(row, byName.get(lineKey(row.name))));
  const numbering = byForum.length >= 5 ? [forumNumbering(byForum, byName)] : [];
  const found = kpis.rows.flatMap((row, i): Finding[] => {
    const named = byName.get(lineKey(row.name));
    const kpi = named ?? byRow.get(row);
    if (!kpi) {
      const what = row.name === '' ? 'a row with values and without a name' : `"${row.name}"`;
      const message = `${what} is not in the KPI register${didYouMean(row.name, names)}`;
      const help = 'add it to kpis.yaml, or remove the row; its values are not printed';
      return [resting(warning('kpi/unknown', row.cell, message, help), inRegister({ name: row.name }))];
    }
    const first = rows.get(kpi.id);
    if (first && first !== row) {
      const message = `KPI ${kpi.dfe_ref} "${kpi.name}" is here a second time`;
      return [
        error('kpi/duplicate', row.cell, message, {
          help: 'keep one of the two rows; the values of the first are printed',
          note: { message: 'the first is here', where: first.cell },
        }),
      ];
    }
    return [
      ...checkName(row, kpi, all),
      ...(numbering.length > 0 && isForumRef(row, kpi) ? [] : checkRef(row, kpi, all)),
      ...(kpis.rows[i - 1]?.group === row.group ? [] : checkGroup(row, kpi)),
    ];
  });
  return [...numbering, ...found];
};

/** Whether a row has the number of its KPI in the Forum's list, where the DfE's is another. */
function isForumRef(row: KpiRow, kpi: Kpi | undefined): boolean {
  return kpi !== undefined && row.ref !== undefined && row.ref === kpi.forum_ref && row.ref !== kpi.dfe_ref;
}

/** Refs that are all the Forum's are reported once, with what each is: names say which KPI a row holds. */
function forumNumbering(rows: readonly KpiRow[], byName: ReadonlyMap<string, Kpi>): Finding {
  const pairs = rows.map((row) => `${byName.get(lineKey(row.name))?.dfe_ref} for ${row.ref}`);
  const message = `the Refs of ${rows.length} KPIs are those of the Forum's list; each value is read by its name`;
  const help = `write the DfE's numbers: ${pairs.join(', ')}`;
  return warning('kpi/reference', (rows[0] as KpiRow).refCell, message, help);
}

function checkName(row: KpiRow, kpi: Kpi, all: readonly Kpi[]): Finding[] {
  if (row.name === kpi.name) return [];
  const message = `the name "${row.name}" is not that of KPI ${kpi.dfe_ref}, "${kpi.name}"`;
  const help = 'copy the name from kpis.yaml; documents print the name of the register';
  // Spaces, dashes and capitals do no harm, nor does a slip in spelling; other words may mean another measure.
  const telling = (name: string) => name.replace(/[^\d<>%]/g, '');
  const names = all.map(({ name }) => name);
  const slip = telling(row.name) === telling(kpi.name) && nearest(row.name, names, 2) === kpi.name;
  const harmless =
    slip || [kpi.name, kpi.forum_name].some((name) => name && lineKey(name) === lineKey(row.name));
  return [
    harmless ? warning('kpi/name', row.cell, message, help) : error('kpi/name', row.cell, message, help),
  ];
}

function checkRef(row: KpiRow, kpi: Kpi, all: readonly Kpi[]): Finding[] {
  if (row.ref === kpi.dfe_ref) return [];
  const found = row.ref === undefined ? 'no Ref' : `the Ref ${row.ref}`;
  const forums = row.ref === kpi.forum_ref && all.some(({ dfe_ref }) => dfe_ref === row.ref);
  const message = `"${kpi.name}" has ${found}; it is KPI ${kpi.dfe_ref} in the DfE's list${forums ? `, and ${row.ref} in the Forum's` : ''}`;
  return [
    error('kpi/reference', row.refCell, message, `write ${kpi.dfe_ref}: the workbook uses the DfE's numbers`),
  ];
}

function checkGroup(row: KpiRow, kpi: Kpi & { group?: string }): Finding[] {
  if (row.group === undefined || lineKey(row.group) === lineKey(kpi.group ?? '')) return [];
  const message = `KPI ${kpi.dfe_ref} is under "${row.group}"; in the register it is under "${kpi.group}"`;
  return [warning('kpi/group', row.cell, message, 'move the row, or mend the group heading')];
}

export function kpiValuesGiven({ project, calendar }: RoundContext): Finding[] {
  const { kpis, register } = project;
  if (!kpis || kpisOf(register).length === 0) return [];
  const month = monthName(calendar.id);
  if (!kpis.periods.some(({ id }) => id === calendar.id)) {
    if (kpis.undated) return [];
    const message = `the workbook has no column for ${month}`;
    const near = kpis.others.find(({ id }) => id === calendar.id);
    const headings = kpis.periods.slice(-6).map(({ heading, cell }) => `"${heading}" (${cell.cell})`);
    return [
      error('kpi/period-missing', kpis.cell, message, {
        help: `add a column with the heading "${month}", or mend one of those there are: ${headings.join(', ')}`,
        ...(near && {
          note: {
            message: `"${near.heading}" is not read for this period: its heading has other words beside the month`,
            where: near.cell,
          },
        }),
      }),
    ];
  }
  const rows = matchKpis(register, kpis);
  const own = [...rows.values()];
  const { id } = calendar;
  // The column that `new` makes is missing as a whole, and not value by value. What the plan says is there before.
  const isTyped = ({ values, withheld, unread }: (typeof own)[number]) =>
    values[id]?.cell.file === kpis.cell.file || withheld[id] || unread.includes(id);
  if (!own.some(isTyped)) {
    const heading = kpis.periods.find((period) => period.id === id);
    const message = `no KPI has a value for ${month} yet`;
    const help =
      'type the values below this heading; if there are formulas, open the workbook in Excel, which works them out, and save it';
    return [error('kpi/period-missing', heading?.cell ?? kpis.cell, message, help)];
  }
  return kpisOf(register).flatMap((kpi) => {
    const row = rows.get(kpi.id);
    const cell = row?.cells[calendar.id];
    if (!row || !cell) return [];
    const given =
      kpi.regularity === 'Termly'
        ? [calendar.id]
        : kpis.periods.map(({ id }) => id).filter((id) => id <= calendar.id);
    if (given.some((id) => row.values[id] || row.withheld[id] || row.unread.includes(id))) return [];
    const message =
      kpi.regularity === 'Termly'
        ? `KPI ${kpi.dfe_ref} "${kpi.name}" has no value for ${month}`
        : `KPI ${kpi.dfe_ref} "${kpi.name}" is annual and has no value yet, up to ${month}`;
    return [error('kpi/value-missing', cell, message, `ask for it from its source: ${kpi.source}`)];
  });
}

/** KPIs that repeat a line of the plan or of the round's forecast agree with it to £0.001m. */
export function kpisAgreeWithPlan({ project, calendar }: RoundContext): Finding[] {
  const rows = matchKpis(project.register, project.kpis);
  return kpisOf(project.register).flatMap((kpi) => {
    const { plan_line } = kpi;
    const row = rows.get(kpi.id);
    const value = row?.values[calendar.id];
    if (!plan_line || !value || !isPossible(kpi, value, row, calendar.id)) return [];
    const table =
      plan_line.basis === 'plan'
        ? project.plan
        : project.forecasts.find(({ round }) => round === calendar.id);
    const line = project.agreement.plan.lines.find(({ id }) => id === plan_line.line);
    const figure = table && line && rowOf(table, line)?.values[calendar.financialYear];
    // A figure that makes a sum wrong is reported with the sum.
    const isFault = ({ cause, total }: Fault) => cause?.where === figure?.cell || total === figure;
    if (!figure || faultsIn(project.agreement, table).some(isFault)) return [];
    const wanted = asKpi(kpi, figure).value;
    if (Math.abs(wanted - value.value) <= inUnit(kpi.unit, 0.001) + 1e-9) return [];
    const message = `KPI ${kpi.dfe_ref} "${kpi.name}" is ${value.value}, and the ${plan_line.basis} has ${Number(wanted.toFixed(3))} for ${calendar.financialYear}`;
    return error('kpi/plan', value.cell, message, {
      help: 'find out which of the two is right, and mend the other',
      note: { message: `"${line?.name}" is ${figure.value}`, where: figure.cell },
    });
  });
}

/** A KPI that repeats a line of the plan has the agreed figure as its target; another that is typed for the year contradicts it. */
export function targetsAgreeWithPlan({ project, calendar }: RoundContext): Finding[] {
  const rows = matchKpis(project.register, project.kpis);
  return kpisOf(project.register).flatMap((kpi) => {
    const row = rows.get(kpi.id);
    const [used, agreed] = [row, undefined].map((from) => targetFor(project, kpi, from, calendar.id));
    const own = row?.targets.find(({ figure }) => figure === used);
    if (!row || !own || !agreed || own.month || !isPossible(kpi, own.figure, row, calendar.id)) return [];
    const { value, cell } = own.figure;
    if (Math.abs(agreed.value - value) <= inUnit(kpi.unit, 0.001) + 1e-9) return [];
    const message = `the target of KPI ${kpi.dfe_ref} "${kpi.name}" is ${value}, and the agreed plan has ${Number(agreed.value.toFixed(3))} for ${calendar.financialYear}`;
    return warning('kpi/plan', cell, message, {
      help: 'leave the cell blank, and the agreed figure is the target; or find out which of the two is right',
      note: { message: 'the agreed figure is here', where: agreed.cell },
    });
  });
}
