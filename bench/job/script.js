import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Docxtemplater from 'docxtemplater';
import ExcelJS from 'exceljs';
import { load } from 'js-yaml';
import PizZip from 'pizzip';

/**
 * The script that one would write without this program: YAML and workbooks in, three reports out, with docxtemplater,
 * exceljs and js-yaml. It checks nothing, prints Markdown as it was typed, shades no cell, and leaves the chart and the
 * table of contents as the template has them.
 *
 *     node script.js INPUTS TEMPLATE OUTPUT
 */
const [inputs, templatePath, output] = process.argv.slice(2);
const yaml = (...path) => load(readFileSync(join(inputs, ...path), 'utf8'));
const rounds = ['2023-06', '2023-09', '2023-12'];
const months = { '2023-06': 'June 2023', '2023-09': 'September 2023', '2023-12': 'December 2023' };
const deadlines = { '2023-06': '2023-06-16', '2023-09': '2023-09-15', '2023-12': '2023-12-15' };
const years = [1, 2, 3, 4, 5, 6, 7];

const agreement = yaml('agreement.yaml');
const programme = yaml('programme.yaml');
const register = yaml('kpis.yaml');
const kpiSheet = await sheets('kpis.xlsx');
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
mkdirSync(output, { recursive: true });
for (const round of rounds) writeFileSync(join(output, `${round}.docx`), report(round));

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

function report(round) {
  const file = yaml('rounds', round, 'report.yaml');
  const at = rounds.indexOf(round);
  const risks = Array.isArray(file.emerging_risks) ? file.emerging_risks : [];
  const plan = linesOf(planSheets['Agreed plan']);
  const forecast = linesOf(planSheets[`Forecast ${months[round]}`]);
  const conditions = agreement.conditions.map((condition) => conditionFor(condition, at));
  const document = new Docxtemplater(new PizZip(template), {
    paragraphLoop: true,
    linebreaks: true,
    nullGetter: () => '',
  });
  document.render({
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
    questions: agreement.questions.map(({ id, wording }) => ({
      question: wording,
      answer: file.answers?.[id],
    })),
    evidence: evidenceOf(plan, forecast),
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
    column_1: agreement.reports[0].column,
    column_2: agreement.reports[1].column,
    column_3: agreement.reports[2].column,
    conditions,
    has_risks: risks.length > 0,
    no_risks: file.emerging_risks,
    risks,
    support_required: file.support_required,
    has_appendices: (file.appendices ?? []).length > 0,
    no_appendices: 'There are no appendices to this report.',
    appendices: (file.appendices ?? []).map(({ title }, i) => ({ number: `Appendix ${i + 1}`, title })),
    kpi_baseline: 'Baseline',
    kpi_previous: months[rounds[Math.max(0, at - 1)]],
    kpi_current: months[round],
    kpi_groups: register.groups.map(({ name, kpis }) => ({ name, kpis: kpis.map((kpi) => kpiFor(kpi, at)) })),
    ...Object.fromEntries(years.map((n) => [`year_${n}`, agreement.financial_years[n - 1]])),
    plan,
    forecast,
  });
  return document.getZip().generate({ type: 'nodebuffer', compression: 'DEFLATE' });
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
    rating_1: rated(0),
    rating_2: rated(1),
    rating_3: rated(2),
    movement: at === 0 ? 'First report' : rating === before ? 'No change' : `Was ${before}`,
    owner: update.owner,
    has_reason: Boolean(update.reason),
    reason: update.reason,
    has_mitigation: Boolean(update.mitigation?.action),
    mitigation: update.mitigation?.action,
    mitigation_owner: update.mitigation?.owner,
    mitigation_date: String(update.mitigation?.by ?? ''),
    progress: update.progress,
  };
}

function kpiFor({ dfe_ref, name, unit, workstreams, source }, at) {
  const row = kpiSheet.KPIs.find((cells) => cells[1] === dfe_ref);
  const print = (value) => (typeof value === 'number' ? format(value, unit) : 'No value');
  const [baseline, current, previous] = [row?.[11], row?.[11 + at], row?.[11 + Math.max(0, at - 1)]];
  const change =
    typeof current === 'number' && typeof previous === 'number' ? format(current - previous, unit) : '';
  return {
    ref: String(dfe_ref),
    name,
    workstreams: workstreams.join(', '),
    source,
    baseline: print(baseline),
    previous: print(previous),
    current: print(current),
    change,
    as_at: '',
  };
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
      ...Object.fromEntries(
        years.map((n) => [`year_${n}`, typeof cells[n + 1] === 'number' ? cells[n + 1].toFixed(3) : '']),
      ),
    }));
}

function evidenceOf(plan, forecast) {
  const last = (lines) => lines.at(-1) ?? {};
  return years.map((n) => ({
    year: agreement.financial_years[n - 1],
    in_year_plan: '',
    in_year_forecast: '',
    plan: last(plan)[`year_${n}`],
    forecast: last(forecast)[`year_${n}`],
    difference: (Number(last(forecast)[`year_${n}`]) - Number(last(plan)[`year_${n}`])).toFixed(3),
  }));
}
