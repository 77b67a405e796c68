import type { ReportInput, Risk } from '../model/round.ts';
import { monthName } from '../model/round.ts';
import type { ContextOf } from '../word/shape.ts';
import { buildConditions, conditionShape } from './conditions.ts';
import { longDate } from './house.ts';
import { FigureBook, missing, type ReportSource, type UsedFigure } from './input.ts';
import { buildKpiGroups, kpiHeadings, kpiShape } from './kpis.ts';
import { buildEvidence, buildPlanLines, evidenceShape, forecastOf, planLineShape } from './money-tables.ts';

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
  sign_offs: [{ role: 'text', name: 'text', date: 'text' }],
  summary: 'markdown',
  column_1: 'text',
  column_2: 'text',
  column_3: 'text',
  conditions: [conditionShape],
  has_risks: 'flag',
  no_risks: 'text',
  risks: [{ risk: 'text', likelihood: 'text', impact: 'text', mitigation: 'text', owner: 'text' }],
  support_required: 'markdown',
  has_appendices: 'flag',
  appendices: [{ number: 'text', title: 'text', reference: 'text' }],
  kpi_baseline: 'text',
  kpi_previous: 'text',
  kpi_current: 'text',
  kpi_groups: [{ name: 'text', kpis: [kpiShape] }],
  year_1: 'text',
  year_2: 'text',
  year_3: 'text',
  year_4: 'text',
  year_5: 'text',
  year_6: 'text',
  year_7: 'text',
  plan: [planLineShape],
  forecast: [planLineShape],
} as const;

export type TriAnnualReport = ContextOf<typeof triAnnualReportShape>;

/** The report of a round as the template needs it, and every figure in it with its cell. */
export function buildTriAnnualReport(source: ReportSource): {
  context: TriAnnualReport;
  figures: UsedFigure[];
} {
  const { project, round, calendar, milestones, gaps } = source;
  const { agreement, programme } = project;
  const report: ReportInput = round.report ?? {};
  const book = new FigureBook();
  const month = monthName(round.id);
  const conditions = buildConditions(source);
  const evidence = buildEvidence(source, book);
  const [column_1 = '', column_2 = '', column_3 = ''] = agreement.reports.map(({ column }) => column);
  const [year_1 = '', year_2 = '', year_3 = '', year_4 = '', year_5 = '', year_6 = '', year_7 = ''] =
    agreement.financial_years;
  const risks = Array.isArray(report.emerging_risks) ? report.emerging_risks : [];
  const context: TriAnnualReport = {
    document_title: `${programme.formal_name} tri-annual monitoring report, ${month}`,
    report_title: programme.report_title,
    month,
    council: programme.council,
    status: statusOf(source),
    term_note: programme.term_note,
    ...illustrativeNotice(source),
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
    sign_offs: programme.sign_offs.map(({ id, role }) => {
      const { name, date } = report.sign_offs?.[id] ?? {};
      return { role, name: name || 'Not yet signed', date: date ? longDate(date) : 'Not yet signed' };
    }),
    summary: report.summary || missing.text,
    column_1,
    column_2,
    column_3,
    conditions,
    has_risks: risks.length > 0,
    no_risks: typeof report.emerging_risks === 'string' ? report.emerging_risks : missing.text,
    risks: risks.map((risk: Risk) => ({ ...risk })),
    support_required: report.support_required || missing.text,
    has_appendices: (report.appendices ?? []).length > 0,
    appendices: (report.appendices ?? []).map(({ title, reference }, i) => ({
      number: `Appendix ${i + 1}`,
      title: reference ? `${title} (${reference})` : title,
      reference: reference ?? '',
    })),
    ...kpiHeadings(source),
    kpi_groups: buildKpiGroups(source, book),
    year_1,
    year_2,
    year_3,
    year_4,
    year_5,
    year_6,
    year_7,
    plan: buildPlanLines(source, project.plan, book),
    forecast: buildPlanLines(source, forecastOf(source), book),
  };
  return { context, figures: book.figures };
}

function statusOf({ draft, gaps }: ReportSource): string {
  return `Draft ${draft}${gaps.length > 0 ? ', incomplete' : ''}, not for publication`;
}

/** Says which content is made up, in words. */
function illustrativeNotice(source: ReportSource): { is_illustrative: boolean; illustrative: string } {
  const { project, round } = source;
  const { council } = project.programme;
  const written = round.report?.illustrative || round.conditions.some(({ update }) => update.illustrative);
  const parts = [
    ...(written ? ['the ratings, updates and answers'] : []),
    ...(project.kpis?.illustrative ? ['the KPI values'] : []),
    ...(forecastOf(source)?.illustrative ? ['the forecast'] : []),
    ...(project.plan?.illustrative ? ['the agreed plan'] : []),
  ];
  const list = new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(parts);
  return {
    is_illustrative: parts.length > 0,
    illustrative: `Illustrative content: ${list} in this report are made up to show how it looks. They are not those of ${council}.`,
  };
}
