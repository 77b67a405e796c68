import type { Agreement } from '../model/agreement.ts';
import type { Programme } from '../model/programme.ts';
import {
  calendarOf,
  monthName,
  type ReportInput,
  type Risk,
  type Round,
  roundBefore,
} from '../model/round.ts';
import type { ContextOf } from '../word/shape.ts';
import { byColumn, columnShape } from './columns.ts';
import { buildConditions, conditionShape } from './conditions.ts';
import { buildCorrections, correctionShape } from './corrections.ts';
import { buildEvidence, evidenceShape } from './evidence.ts';
import { withFigures } from './figure-references.ts';
import { frequencyOf, longDate } from './formats.ts';
import { illustrativeNotice, type MadeUp } from './illustrative.ts';
import { type BuiltDocument, missing, type ReportSource, type UsedFigure } from './input.ts';
import { buildKpiGroups, kpiHeadings, kpiShape } from './kpis.ts';
import { buildPlanLines, forecastOf, planLineShape } from './plan-tables.ts';

/** What the template of the tri-annual report may use. */
export const triAnnualReportShape = {
  document_title: 'text',
  report_title: 'text',
  month: 'text',
  council: 'text',
  status: 'text',
  term_note: 'text',
  is_illustrative: 'flag',
  illustrative: 'text',
  is_incomplete: 'flag',
  gaps: ['text'],
  on_track: 'text',
  on_track_sentence: 'text',
  on_track_rule: 'text',
  glance: [{ number: 'text', name: 'text', rating: 'text', movement: 'text' }],
  questions: [{ question: 'text', answer: 'markdown' }],
  evidence: [evidenceShape],
  on_track_chart: 'chart',
  additional: [{ request: 'text', answer: 'markdown' }],
  milestones: [{ name: 'text', date: 'date' }],
  deadline: 'date',
  is_submitted: 'flag',
  submitted: 'text',
  sign_offs: [{ role: 'text', name: 'text', date: 'text' }],
  summary: 'markdown',
  ...columnShape('columns'),
  conditions: [conditionShape],
  has_risks: 'flag',
  no_risks: 'text',
  risks: [{ risk: 'text', likelihood: 'text', impact: 'text', mitigation: 'text', owner: 'text' }],
  support_required: 'markdown',
  has_corrections: 'flag',
  corrections: [correctionShape],
  has_appendices: 'flag',
  no_appendices: 'text',
  appendices: [{ number: 'text', title: 'text' }],
  kpis_title: 'text',
  kpi_baseline: 'text',
  kpi_previous: 'text',
  kpi_current: 'text',
  kpi_groups: [{ name: 'text', kpis: [kpiShape] }],
  ...columnShape('years'),
  plan: [planLineShape],
  forecast: [planLineShape],
} as const;

export type TriAnnualReport = ContextOf<typeof triAnnualReportShape>;

/** The report of a round as the template needs it, and every figure in it with its cell. */
export function buildTriAnnualReport(given: ReportSource): BuiltDocument<TriAnnualReport> {
  const figures: UsedFigure[] = [];
  const source = { ...given, round: withFigures(given.round, given.project, figures) };
  const { project, round, calendar, milestones, gaps } = source;
  const { agreement, programme } = project;
  const report: ReportInput = round.report ?? {};
  const month = monthName(round.id);
  const conditions = buildConditions(source);
  const evidence = buildEvidence(source, figures);
  const appendices = report.appendices ?? [];
  const corrections = buildCorrections(source, figures);
  const risks = Array.isArray(report.emerging_risks) ? report.emerging_risks : [];
  const status = (draft: number) => statusOf(source, draft);
  const context: TriAnnualReport = {
    document_title: `${programme.formal_name} ${monitoringReport(agreement)}, ${month}`,
    report_title: programme.report_title,
    month,
    council: programme.council,
    status: status(0),
    term_note: programme.term_note,
    ...illustrativeNotice(programme.council, madeUpParts(source)),
    is_incomplete: gaps.length > 0,
    gaps: [...gaps],
    on_track: report.on_track ?? missing.text,
    on_track_sentence: evidence.sentence,
    on_track_rule: agreement.on_track.explanation,
    glance: conditions.map(({ number, name, rating, movement }) => ({ number, name, rating, movement })),
    questions: agreement.questions.map(({ id, wording }) => ({
      question: wording,
      answer: report.answers?.[id] || missing.text,
    })),
    evidence: evidence.rows,
    on_track_chart: evidence.chart,
    additional: agreement.additional_information.map(({ id, wording }) => ({
      request: wording,
      answer: report.additional_information?.[id] || missing.text,
    })),
    milestones: milestones.map(({ name, date }) => ({ name, date })),
    deadline: calendar.deadline,
    is_submitted: source.submitted !== undefined,
    submitted: source.submitted ? longDate(source.submitted) : 'Not yet submitted',
    sign_offs: programme.sign_offs.map(({ id, role }) => {
      const { name, date } = report.sign_offs?.[id] ?? {};
      return { role, name: name || 'Not yet signed', date: date ? longDate(date) : 'Not yet signed' };
    }),
    summary: report.summary || missing.text,
    ...byColumn(
      'columns',
      agreement.reports.map(({ column }) => column),
    ),
    conditions,
    has_risks: risks.length > 0,
    no_risks: (typeof report.emerging_risks === 'string' && report.emerging_risks) || missing.text,
    risks: risks.map(writeRisk),
    support_required: report.support_required || missing.text,
    has_corrections: corrections.length > 0,
    corrections,
    has_appendices: appendices.length > 0,
    no_appendices: round.report ? 'There are no appendices to this report.' : missing.text,
    appendices: appendices.map(({ title, reference }, i) => ({
      number: `Appendix ${i + 1}`,
      title: reference ? `${title || missing.text} (${reference})` : title || missing.text,
    })),
    kpis_title: kpisTitle(programme),
    ...kpiHeadings(source),
    kpi_groups: buildKpiGroups(source, figures),
    ...byColumn('years', agreement.financial_years),
    plan: buildPlanLines(source, project.plan, figures),
    forecast: buildPlanLines(source, forecastOf(source), figures),
  };
  return { context, figures, status };
}

/** `tri-annual monitoring report`, by how many there are in a year. */
function monitoringReport({ reports }: Agreement): string {
  const often = frequencyOf(reports.length);
  return `${often ? `${often} ` : ''}monitoring report`;
}

/** `Near Home Programme KPIs` */
function kpisTitle({ public_short, public_name }: Programme): string {
  const name = public_short ?? public_name;
  return /\bprogramme$/i.test(name) ? `${name} KPIs` : `${name} Programme KPIs`;
}

function statusOf({ gaps, submitted }: ReportSource, draft: number): string {
  if (submitted) return `Submitted to the DfE on ${longDate(submitted)}`;
  return `Draft ${draft}${gaps.length > 0 ? ', incomplete' : ''}, not for publication`;
}

function writeRisk({ risk, likelihood, impact, mitigation, owner }: Risk) {
  return {
    risk: risk || missing.text,
    likelihood,
    impact,
    mitigation: mitigation || missing.text,
    owner: owner || missing.text,
  };
}

/** Which content may be made up, and whether it is. */
function madeUpParts(source: ReportSource): MadeUp[] {
  const { project, round, rounds, calendar } = source;
  const { agreement, programme, register, plan, kpis } = project;
  const isMadeUp = ({ report, conditions }: Round) =>
    report?.illustrative || conditions.some(({ update }) => update.illustrative);
  // Ratings of the year are printed, and how each has moved since the report before, which may be of another year.
  const before = roundBefore(agreement, round.id);
  const earlier = rounds.filter(
    ({ id }) =>
      id < round.id && (id === before || calendarOf(agreement, id)?.financialYear === calendar.financialYear),
  );
  return [
    [agreement.illustrative, 'the agreement'],
    [programme.illustrative, 'the names and roles'],
    [isMadeUp(round), 'the ratings, updates and answers'],
    [!isMadeUp(round) && earlier.some(isMadeUp), 'the ratings of earlier reports'],
    [register.illustrative, 'the list of KPIs'],
    [kpis?.illustrative, 'the KPI values'],
    [plan?.illustrative, 'the agreed plan'],
    [forecastOf(source)?.illustrative, 'the forecast'],
  ];
}
