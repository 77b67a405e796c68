import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Docxtemplater from 'docxtemplater';
import ExcelJS from 'exceljs';
import { load } from 'js-yaml';
import PizZip from 'pizzip';

/**
 * The script that one would write without this program: YAML and workbooks in, three reports and their front sheets out, with docxtemplater,
 * exceljs and js-yaml. It checks nothing, prints Markdown as it was typed, shades no cell, and leaves the chart and the
 * table of contents as the template has them.
 *
 *     node script.js INPUTS TEMPLATE FRONT-SHEET OUTPUT
 */
const [inputs, templatePath, frontSheetPath, output] = process.argv.slice(2);
const yaml = (...path) => load(readFileSync(join(inputs, ...path), 'utf8'));
const rounds = ['2023-06', '2023-09', '2023-12'];
const months = { '2023-06': 'June 2023', '2023-09': 'September 2023', '2023-12': 'December 2023' };
const deadlines = { '2023-06': '2023-06-16', '2023-09': '2023-09-15', '2023-12': '2023-12-15' };
const years = [1, 2, 3, 4, 5, 6, 7];

const agreement = yaml('agreement.yaml');
const programme = yaml('programme.yaml');
const register = yaml('kpis.yaml');
const kpiSheet = await sheets('kpis.xlsx');
const kpiHeads = kpiSheet.KPIs.find((cells) => cells.some((cell) => /^target/i.test(String(cell)))) ?? [];
const targetColumn = kpiHeads.findIndex((cell) => /^target/i.test(String(cell)));
const planSheets = await sheets('dsg-plan.xlsx');
const conditionsOf = Object.fromEntries(
  rounds.map((round) => [
    round,
    readdirSync(join(inputs, 'rounds', round, 'conditions')).map((file) =>
      yaml('rounds', round, 'conditions', file),
    ),
  ]),
);
const template = readFileSync(templatePath);
const frontSheet = readFileSync(frontSheetPath);
mkdirSync(output, { recursive: true });
for (const round of rounds) {
  const context = withShortForms(contextOf(round));
  writeFileSync(join(output, `${round}.docx`), filled(template, context));
  writeFileSync(join(output, `${round}-front-sheet.docx`), filled(frontSheet, frontSheetOf(context)));
}

async function sheets(file) {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(readFileSync(join(inputs, file)));
  return Object.fromEntries(workbook.worksheets.map((sheet) => [sheet.name, rowsOf(sheet)]));
}

function rowsOf(sheet) {
  const rows = [];
  sheet.eachRow((row) => rows.push(row.values.map((value) => value?.result ?? value)));
  return rows;
}

function filled(bytes, context) {
  const document = new Docxtemplater(new PizZip(bytes), {
    paragraphLoop: true,
    linebreaks: true,
    nullGetter: () => '',
  });
  document.render(context);
  return document.getZip().generate({ type: 'nodebuffer', compression: 'DEFLATE' });
}

function contextOf(round) {
  const file = yaml('rounds', round, 'report.yaml');
  const at = rounds.indexOf(round);
  const risks = Array.isArray(file.emerging_risks) ? file.emerging_risks : [];
  const plan = linesOf(planSheets['Agreed plan']);
  const forecast = linesOf(planSheets[`Forecast ${months[round]}`]);
  const conditions = agreement.conditions.map((condition) => conditionFor(condition, at));
  const evidence = evidenceOf(plan, forecast);
  const mitigations = mitigationsOf(plan, forecast);
  const before = at > 0 ? linesOf(planSheets[`Forecast ${months[rounds[at - 1]]}`]) : undefined;
  return {
    document_title: `${programme.formal_name} tri-annual monitoring report, ${months[round]}`,
    report_title: programme.report_title,
    month: months[round],
    council: programme.council,
    status: 'Draft, not for publication',
    is_illustrative: true,
    illustrative: `Figures marked illustrative are made up. They are not ${programme.council}'s.`,
    on_track: file.on_track,
    on_track_sentence: '',
    on_track_rule: agreement.on_track.explanation,
    glance: conditions,
    any_questions: true,
    any_additional: true,
    any_kpi_groups: true,
    questions: agreement.questions.map(({ id, wording }) => ({
      question: wording,
      answer: file.answers?.[id],
    })),
    evidence,
    ...mitigations,
    moved_columns: before ? ['Change since the last'] : [],
    stated_columns: mitigations.mitigation_columns.slice(2, 3),
    money: moneyOf(evidence, mitigations, before && evidenceOf(plan, before)),
    additional: agreement.additional_information.map(({ id, wording }) => ({
      request: wording,
      answer: file.additional_information?.[id],
    })),
    deadline: deadlines[round],
    is_submitted: false,
    submitted: 'Not yet submitted',
    milestones: milestonesOf(deadlines[round]),
    sign_offs: programme.sign_offs.map(({ role }) => ({
      role,
      name: 'Not yet signed',
      date: 'Not yet signed',
    })),
    summary: file.summary,
    rating_scale: agreement.rating_scale.map((one, i, all) => ({ ...one, is_last: i === all.length - 1 })),
    columns: agreement.reports.map(({ column }) => column),
    conditions,
    ...variancesOf(plan, forecast, at, file),
    ...assessmentBefore(at),
    has_risks: risks.length > 0,
    no_risks: file.emerging_risks,
    risks,
    support_required: file.support_required,
    asked_in_short: `Asked of the DfE: ${file.support_required.split('\n\n')[0]}`,
    has_appendices: (file.appendices ?? []).length > 0,
    no_appendices: 'There are no appendices to this report.',
    appendices: (file.appendices ?? []).map(({ title }, i) => ({ number: `Appendix ${i + 1}`, title })),
    ...kpisOf(plan, forecast, at, file),
    years: agreement.financial_years,
    plan,
    forecast,
  };
}

/** The short forms of the report that the glossary has. */
function withShortForms(context) {
  const { status, document_title, council, ...printed } = context;
  const text = JSON.stringify(printed, (_, value) => (typeof value === 'string' ? `${value}\n` : value));
  const short_forms = Object.entries(programme.glossary)
    .filter(([short]) => new RegExp(`\\b${short}s?\\b`).test(text))
    .map(([short, meaning]) => ({ short, meaning }));
  for (const { number, formal_name } of programme.workstreams)
    short_forms.push({ short: `Workstream ${number}`, meaning: formal_name });
  return { ...context, has_short_forms: short_forms.length > 0, short_forms };
}

/** One page for the board, from what the report says. */
function frontSheetOf(context) {
  const { conditions, risks, kpi_exceptions, milestones, columns } = context;
  const level = { High: 3, Medium: 2, Low: 1 };
  const weight = ({ likelihood, impact }) => level[likelihood] * level[impact];
  return {
    ...context,
    public_name: programme.public_name,
    report_draft: 'draft 1',
    has_highest: true,
    highest: '2025/26',
    rating_counts: conditions.map(({ rating }) => rating).join(', '),
    tolerance: agreement.on_track.tolerance.toFixed(3),
    has_decisions: true,
    decisions: [
      {
        lead: 'Agree mitigations:',
        words: conditions
          .filter(({ has_mitigation }) => has_mitigation)
          .map(({ number }) => number)
          .join(', '),
      },
      {
        lead: `Sign off by ${milestones[1].date}:`,
        words: programme.sign_offs.map(({ role }) => `Comment of the ${role}`).join(', '),
      },
    ],
    is_asked: false,
    risks: [...risks]
      .sort((a, b) => weight(b) - weight(a))
      .slice(0, 3)
      .map(({ risk, likelihood, impact }) => ({ risk, rated: `(${likelihood}, ${impact})` })),
    kpis_off: kpi_exceptions.map(({ name }) => name).join('; ') || 'None',
    overdue: 'No step is overdue.',
    columns: ['Before', columns[conditions[0].ratings.indexOf('Not yet due') - 1] ?? columns.at(-1)],
    ratings: conditions.map(
      ({ number, name, movement, rating, mitigation, mitigation_owner, mitigation_date }) => ({
        number,
        name,
        both: [movement, rating],
        note: mitigation
          ? `${movement}. ${mitigation} (${mitigation_owner}, by ${mitigation_date})`
          : movement,
      }),
    ),
    has_general_fund: true,
    general_fund: `The deficit of ${context.evidence.at(-1).forecast} falls on it.`,
    comment_columns: programme.sign_offs.map(({ role }) => role),
    comment_space: '\n\n\n',
    changes_heading: 'Since the last draft',
    changes: ['This is the first draft.'],
  };
}

/** This year, the last, the one in which the deficit is highest, and the one in which the accounting treatment ends. */
function moneyOf(evidence, { mitigation_years }, before) {
  const ends = new Date(agreement.accounting_treatment_ends);
  const from = ends.getUTCFullYear() - (ends.getUTCMonth() < 3 ? 1 : 0);
  const treated = `${from}/${String(from + 1).slice(2)}`;
  const [peak] = evidence.slice(1).sort((a, b) => Number(b.forecast) - Number(a.forecast));
  return evidence
    .filter((row, i) => i === 1 || row === peak || row.year === treated || i === evidence.length - 1)
    .map((row) => {
      const stated = mitigation_years
        .filter(({ year }) => year === row.year)
        .map(({ figures }) => figures[2]);
      const then = before?.find(({ year }) => year === row.year);
      const moved = then ? [(Number(row.forecast) - Number(then.forecast)).toFixed(3)] : [];
      return { ...row, is_highest: row === peak, stated, moved };
    });
}

function milestonesOf(deadline) {
  const before = (days) => new Date(Date.parse(deadline) - days * 86_400_000).toISOString().slice(0, 10);
  return [
    { name: 'Delivery Group', date: before(20) },
    { name: 'Executive Board', date: before(6) },
    { name: 'Submit', date: before(1) },
  ];
}

function conditionFor({ number, short, wording }, at) {
  const ratingIn = (i) => conditionsOf[rounds[i]].find(({ condition }) => condition === number)?.rating;
  const update = conditionsOf[rounds[at]].find(({ condition }) => condition === number);
  const [rating, before] = [ratingIn(at), ratingIn(at - 1 < 0 ? at : at - 1)];
  const rated = (i) => (i <= at ? ratingIn(i) : 'Not yet due');
  return {
    number: String(number),
    name: short,
    wording,
    rating,
    ratings: [0, 1, 2].map(rated),
    movement: at === 0 ? 'First report' : rating === before ? 'No change' : `Was ${before}`,
    owner: update.owner,
    has_reason: Boolean(update.reason),
    reason: update.reason,
    has_mitigation: Boolean(update.mitigation?.action),
    mitigation: update.mitigation?.action,
    mitigation_owner: update.mitigation?.owner,
    mitigation_date: String(update.mitigation?.by ?? ''),
    ...timelineOf(update, at, number),
    progress: update.progress,
  };
}

/** The steps done since the last report, those overdue on the day of the Delivery Group, the next three, and those that have moved. */
function timelineOf({ timeline = [] }, at, number) {
  const day = milestonesOf(deadlines[rounds[at]])[0].date;
  const before = conditionsOf[rounds[at - 1]]?.find(({ condition }) => condition === number)?.timeline ?? [];
  const open = timeline.filter(({ done }) => !done).map((step) => ({ ...step, by: String(step.by) }));
  const shown = [
    ...timeline
      .filter(({ what, done }) => done && !before.some((one) => one.done && one.what === what))
      .map((step) => ({ ...step, state: `Done ${step.done}` })),
    ...open.filter(({ by }) => by < day).map((step) => ({ ...step, state: 'Overdue' })),
    ...open
      .filter(({ by }) => by >= day)
      .sort((a, b) => a.by.localeCompare(b.by))
      .filter(({ moved_from }, i) => i < 3 || moved_from)
      .map((step) => ({ ...step, state: 'To come' })),
  ];
  return { has_timeline: shown.length > 0, timeline: shown };
}

/** What the DfE answered to the report before this. */
function assessmentBefore(at) {
  const found = at > 0 ? yaml('rounds', rounds[at - 1], 'report.yaml').assessment : undefined;
  return {
    stake: 'A DfE payment depends on this report.',
    awaits_assessment: at > 0 && !found,
    awaited_assessment: 'No assessment of the last report has been received yet.',
    has_assessment: Boolean(found),
    assessment_of: months[rounds[at - 1]],
    assessment_received: String(found?.received ?? ''),
    assessment_payment: String(found?.payment ?? 'Not known'),
    assessment_result: found?.result,
    has_assessment_questions: Boolean(found?.questions?.length),
    assessment_questions: found?.questions ?? [],
  };
}

/** Why the forecast differs from the plan, line by line, in this year and over all years. */
function variancesOf(plan, forecast, at, { variances = {} }) {
  const before = at > 0 ? linesOf(planSheets[`Forecast ${months[rounds[at - 1]]}`]) : undefined;
  const amount = (lines, name, of) => {
    const line = lines?.find((one) => one.name === name);
    return of.reduce((sum, n) => sum + (Number(line?.years[n - 1]) || 0), 0);
  };
  const rowFor = (line, of) => {
    const [agreed, last, now] = [plan, before, forecast].map((lines) => amount(lines, line.name, of));
    return { id: line.id, line: line.name, agreed, last, now, difference: now - agreed };
  };
  const figures = ({ agreed, last, now, difference }) =>
    [agreed, ...(before ? [last] : []), now, ...(before ? [now - last] : []), difference].map((one) =>
      one.toFixed(3),
    );
  const add = (line, rows) => ({
    line,
    ...Object.fromEntries(
      ['agreed', 'last', 'now', 'difference'].map((key) => [
        key,
        rows.reduce((sum, row) => sum + row[key], 0),
      ]),
    ),
  });
  const year = agreement.financial_years.indexOf('2023/24') + 1;
  const tables = [[year], years].map((of) => {
    const roles = of === years ? /^(income|spend|.*contribution)$/ : /^(income|spend)$/;
    return agreement.plan.lines.filter(({ role }) => roles.test(role)).map((line) => rowFor(line, of));
  });
  const { amount: least, percent } = agreement.plan.materiality ?? { amount: 0.25, percent: 2 };
  const isOwn = (row) =>
    Math.abs(row.difference) > Math.max(least, (percent / 100) * Math.abs(row.agreed)) || variances[row.id];
  const own = new Set(tables.flatMap((rows) => rows.filter(isOwn).map(({ id }) => id)));
  const main = [...tables[1]].sort((a, b) => b.difference - a.difference)[0];
  own.add(main.id);
  const lineWith = (role) => agreement.plan.lines.find((line) => line.role === role);
  const printed = tables.map((rows, i) => {
    const position = rowFor(
      lineWith(i === 0 ? 'in-year' : 'cumulative-after'),
      i === 0 ? [year] : [years.at(-1)],
    );
    const first = [lineWith('cumulative-after'), lineWith('in-year')].map((line) => rowFor(line, [1]));
    const paid = agreement.plan.lines
      .filter(({ role }) => /contribution/.test(role))
      .map((line) => rowFor(line, [1]));
    const minus = (row) => ({
      ...row,
      agreed: -row.agreed,
      last: -row.last,
      now: -row.now,
      difference: -row.difference,
    });
    const opening = add('Balance at the start', [first[0], ...[first[1], ...paid].map(minus)]);
    const roleOf = ({ id }) => agreement.plan.lines.find((line) => line.id === id).role;
    const others = ['spend', 'income', 'contribution'].flatMap((kind) => {
      const rest = rows.filter((row) => !own.has(row.id) && roleOf(row).includes(kind));
      return rest.length > 0 ? [add(`Other lines of ${kind}`, rest)] : [];
    });
    const parts = [...(i === 0 ? [] : [opening]), ...rows.filter(({ id }) => own.has(id)), ...others];
    const sum = add('', parts);
    const rounding = add('Difference by rounding', [position, minus(sum)]);
    const off = ['agreed', 'last', 'now', 'difference'].some((key) => Math.abs(rounding[key]) > 0.0005);
    return [
      ...[...parts, ...(off ? [rounding] : [])].map((row) => ({
        line: row.line,
        figures: figures(row),
        total: false,
      })),
      { line: i === 0 ? 'In-year position' : 'Balance at the end', figures: figures(position), total: true },
    ];
  });
  const reasons = tables[1].filter(({ id }) => own.has(id));
  return {
    main_cause: `The main cause of the difference is ${main.line}.`,
    movement: '',
    has_variances: true,
    has_variances_over_years: true,
    variance_columns: [
      'Agreed plan',
      ...(before ? ['Last forecast'] : []),
      'This forecast',
      ...(before ? ['Movement'] : []),
      'Difference',
    ],
    variances_of: '2023/24',
    variances_over: agreement.financial_years.at(-1),
    variances: printed[0],
    variances_over_years: printed[1],
    has_variance_reasons: reasons.length > 0,
    variance_reasons: reasons.map((row) => ({
      line: row.line,
      year: tables[0].find(({ id }) => id === row.id)?.difference.toFixed(3) ?? '',
      over_years: row.difference.toFixed(3),
      reason: variances[row.id] ?? '',
    })),
  };
}

/** KPIs by group with their targets, and those that miss theirs or have moved by more than their tolerance. */
function kpisOf(plan, forecast, at, { kpi_comments: comments = {} }) {
  const planned = { plan, forecast };
  const groups = register.groups.map(({ name, kpis }) => ({
    name,
    kpis: kpis.map((kpi, i) => ({ ...kpiFor(kpi, at, planned), is_last: i === kpis.length - 1 })),
  }));
  const exceptions = groups.flatMap(({ kpis }) => kpis.filter(({ id, why }) => why !== '' || comments[id]));
  return {
    kpis_title: `${programme.public_short} Programme KPIs`,
    kpi_position: `${exceptions.length} KPIs are off target or have moved.`,
    kpi_earlier: [[], ['Previous, baseline'], ['Baseline', 'Previous']][at],
    kpi_current: months[rounds[at]],
    has_kpi_exceptions: exceptions.length > 0,
    kpi_exceptions: exceptions.map((kpi) => ({ ...kpi, value: kpi.current, ...comments[kpi.id] })),
    kpi_groups: groups,
  };
}

function kpiFor(kpi, at, planned) {
  const { id, dfe_ref, name, unit, workstreams, source, better } = kpi;
  const tolerance = kpi.tolerance ?? (kpi.plan_line ? agreement.on_track.tolerance : 0);
  const row = kpiSheet.KPIs.find((cells) => cells[1] === dfe_ref);
  const print = (value) => (typeof value === 'number' ? format(value, unit) : 'No value');
  const [baseline, current, previous] = [row?.[11], row?.[11 + at], row?.[11 + Math.max(0, at - 1)]];
  const hasBoth = typeof current === 'number' && typeof previous === 'number';
  const target = targetOf(kpi, row, planned.plan);
  const gap = typeof target === 'number' && typeof current === 'number' ? current - target : undefined;
  const short = gap === undefined ? 0 : better === 'up' ? -gap : better === 'down' ? gap : Math.abs(gap);
  const isOff = short > tolerance + 1e-9;
  const judged = isOff ? 'Off target' : short > 1e-9 ? 'Within tolerance' : 'On target';
  const side = { up: ' or more', down: ' or less', neither: '' }[better];
  const hasMoved =
    kpi.tolerance !== undefined && at > 0 && hasBoth && Math.abs(current - previous) > tolerance;
  return {
    id,
    ref: String(dfe_ref),
    name,
    unit,
    workstreams: workstreams.join(', '),
    source,
    earlier: [[], [previous], [baseline, previous]][at].map(print),
    current: print(current),
    change: hasBoth ? format(current - previous, unit) : '',
    is_kept: false,
    has_target: target !== undefined,
    target:
      target === undefined
        ? 'No target'
        : `${format(target, unit)}${side}${tolerance > 0 ? `, ±${format(tolerance, unit)}` : ''}`,
    is_judged: gap !== undefined,
    is_off_target: isOff,
    against_target: judged,
    why: [...(isOff ? ['Off target'] : []), ...(hasMoved ? ['moved'] : [])].join('; '),
  };
}

/** The target of the workbook, or the line of the plan that the KPI repeats. */
function targetOf({ plan_line }, row, plan) {
  if (typeof row?.[targetColumn] === 'number') return row[targetColumn];
  if (plan_line?.basis !== 'forecast') return undefined;
  const name = agreement.plan.lines.find(({ id }) => id === plan_line.line)?.name;
  const value = plan.find((line) => line.name === name)?.values[agreement.financial_years.indexOf('2023/24')];
  return typeof value === 'number' ? (plan_line.sign === 'opposite' ? -value : value) : undefined;
}

function format(value, unit) {
  if (unit === 'percent') return `${value.toFixed(1)}%`;
  if (unit === 'millions') return `£${value.toFixed(3)}m`;
  const text = value.toLocaleString('en-GB', { maximumFractionDigits: 2 });
  return unit === 'pounds' ? `£${text}` : text;
}

/** The lines of the plan below its row of years. */
function linesOf(rows) {
  const from = rows.findIndex((cells) => cells.includes('2022/23'));
  return rows
    .slice(from + 1)
    .filter((cells) => cells.slice(2).some((cell) => typeof cell === 'number'))
    .map((cells) => ({
      name: cells[1],
      total: /total|cumulative|balance/i.test(cells[1]),
      values: years.map((n) => cells[n + 1]),
      years: years.map((n) => (typeof cells[n + 1] === 'number' ? cells[n + 1].toFixed(3) : '')),
    }));
}

/** The line of a table that has this role in the plan. */
function lineOf(lines, role) {
  const name = agreement.plan.lines.find((line) => line.role === role)?.name;
  return lines.find((line) => line.name === name);
}

/** The balance with what the forecast does not count yet, beside plan and forecast, from this year on. */
function mitigationsOf(plan, forecast) {
  const mitigated = lineOf(forecast, 'mitigated');
  const balances = [plan, forecast].map((lines) => lineOf(lines, 'cumulative-after'));
  return {
    has_unmitigated: Boolean(mitigated),
    unmitigated: 'With the recovery plan, which the forecast does not count yet, it would be less.',
    mitigations_title: 'The balance as forecast and with the recovery plan',
    mitigation_columns: ['Plan, £m', 'Forecast, £m', 'With the recovery plan, £m', 'Against plan, £m'],
    mitigation_years: years.slice(agreement.financial_years.indexOf('2023/24')).map((n) => {
      const [agreed, now, less] = [...balances, mitigated].map((line) => Number(line?.values[n - 1]) || 0);
      return {
        year: agreement.financial_years[n - 1],
        figures: [agreed, now, less, less - agreed].map((one) => one.toFixed(3)),
      };
    }),
  };
}

function evidenceOf(plan, forecast) {
  const last = (lines) => lineOf(lines, 'cumulative-after') ?? {};
  return years.map((n) => ({
    year: agreement.financial_years[n - 1],
    in_year_plan: '',
    in_year_forecast: '',
    plan: last(plan).years?.[n - 1],
    forecast: last(forecast).years?.[n - 1],
    difference: (Number(last(forecast).years?.[n - 1]) - Number(last(plan).years?.[n - 1])).toFixed(3),
  }));
}
