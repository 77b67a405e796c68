import type { Agreement } from '../model/agreement.ts';
import type { Programme } from '../model/programme.ts';
import { inputFiles } from '../model/project.ts';
import { monthName, type ReportInput, type Risk, type Round, reportFile } from '../model/round.ts';
import { buildAppendices } from './appendices.ts';
import { askedInShort } from './asked.ts';
import { byColumn, columnShape } from './column-lists.ts';
import { buildConditions, conditionShape, ratingsInWords } from './conditions.ts';
import { buildCorrections, correctionShape } from './corrections.ts';
import { listedNotes } from './difficulty-note.ts';
import { buildEvidence, buildMitigations, evidenceShape, mitigationShape } from './evidence.ts';
import { type Fields, fieldsOf } from './fields-of-files.ts';
import { withFigures } from './figure-references.ts';
import { buildMoney, moneyShape } from './first-page-money.ts';
import { frequencyOf, longDate } from './house-formats.ts';
import { buildNotices, madeUpInReport, noticesShape } from './illustrative.ts';
import { buildExceptions, exceptionsShape } from './kpi-exceptions.ts';
import { buildKpiGroups, kpiHeadings, kpiShape } from './kpis.ts';
import { as, type ContextOf, field, fixed, type Given, orElse, workedOut } from './origins.ts';
import { assessmentShape, buildAssessment } from './payments.ts';
import { buildPlanLines, forecastOf, hasUnagreedYears, planLineShape } from './plan-tables.ts';
import { type BuiltDocument, missing, notSigned, type ReportSource } from './report-source.ts';
import { buildShortForms, namedWorkstreams, shortFormsShape } from './short-forms.ts';
import { timelineSentences, timelineShape } from './timelines.ts';
import { buildVariances, variancesShape } from './variances.ts';

/** What the template of the tri-annual report may use. */
export const triAnnualReportShape = {
  document_title: 'text',
  report_title: 'text',
  month: 'text',
  council: 'text',
  status: 'text',
  term_note: 'text',
  ...noticesShape,
  on_track: 'text',
  on_track_sentence: 'text',
  on_track_rule: 'text',
  ...mitigationShape,
  ...moneyShape,
  ratings_sentence: 'text',
  ...timelineShape,
  glance: [{ number: 'text', name: 'text', rating: 'text', movement: 'text' }],
  questions: [{ question: 'text', answer: 'markdown', has_notes: 'flag', notes: ['text'] }],
  evidence: [evidenceShape],
  on_track_chart: 'chart',
  ...variancesShape,
  additional: [{ request: 'text', answer: 'markdown' }],
  milestones: [{ name: 'text', date: 'date' }],
  deadline: 'date',
  is_submitted: 'flag',
  submitted: 'text',
  sign_offs: [{ role: 'text', name: 'text', date: 'text' }],
  summary: 'markdown',
  ...columnShape('columns'),
  rating_scale: [{ rating: 'text', meaning: 'text' }],
  conditions: [conditionShape],
  has_risks: 'flag',
  no_risks: 'text',
  risks: [{ risk: 'text', likelihood: 'text', impact: 'text', mitigation: 'text', owner: 'text' }],
  support_required: 'markdown',
  /** The same without its tables, for page 1. */
  asked_in_short: 'markdown',
  ...assessmentShape,
  has_corrections: 'flag',
  corrections: [correctionShape],
  has_appendices: 'flag',
  no_appendices: 'text',
  appendices: [{ number: 'text', title: 'text' }],
  ...shortFormsShape,
  kpis_title: 'text',
  ...exceptionsShape,
  kpi_earlier: ['text'],
  kpi_baseline: 'text',
  kpi_previous: 'text',
  kpi_current: 'text',
  kpi_groups: [{ name: 'text', kpis: [kpiShape] }],
  ...columnShape('years'),
  plan: [planLineShape],
  /** Whether a contribution is not part of the agreement in some year. */
  has_unagreed_years: 'flag',
  forecast: [planLineShape],
} as const;

export type TriAnnualReport = ContextOf<typeof triAnnualReportShape>;

/** The report of a round as the template needs it. */
export function buildTriAnnualReport(
  source: ReportSource,
): BuiltDocument<TriAnnualReport> & { text: ReportText } {
  const { project } = source;
  const years = project.agreement.financial_years;
  const text = buildReportText(source);
  const said = {
    ...text,
    ...kpiHeadings(source),
    kpi_groups: buildKpiGroups(source),
    ...byColumn('years', fieldsOf(years, { file: inputFiles.agreement, at: ['financial_years'] })),
    plan: buildPlanLines(source, project.plan),
    has_unagreed_years: hasUnagreedYears(project.agreement),
    forecast: buildPlanLines(source, forecastOf(source)),
  };
  const short_forms = [...buildShortForms(project, said).short_forms, ...namedWorkstreams(project)];
  const context: TriAnnualReport = { ...said, has_short_forms: short_forms.length > 0, short_forms };
  return { context, status: (draft) => statusOf(source, draft), text };
}

/** The same without its tables of KPIs and of the plan. */
export function buildReportText(source: ReportSource) {
  const { project, round } = source;
  const programme = fieldsOf(project.programme, { file: inputFiles.programme });
  const report = fieldsOf(round.report ?? {}, {
    file: reportFile(round),
    fill: withFigures(project, undefined, round.id),
  });
  return {
    ...buildFront(source, programme),
    status: statusOf(source, 0),
    ...buildAnswers(source, report),
    ...buildDates(source, report),
    ...buildUpdates(source, report),
    ...buildAppendices(round, report),
    ...buildExceptions(source, report),
    kpis_title: kpisTitle(programme),
  };
}
export type ReportText = ReturnType<typeof buildReportText>;

type GivenProgramme = Fields<Programme>;
type GivenReport = Fields<ReportInput>;

/** What the report is. */
function buildFront(source: ReportSource, programme: GivenProgramme) {
  const { project, round, gaps } = source;
  const { formal_name, report_title, council, term_note } = programme;
  const month = monthOf(round);
  return {
    document_title: workedOut(
      `${formal_name.value} ${monitoringReport(project.agreement)}, ${month.value}`,
      'the name and the month',
      formal_name,
      { field: inputFiles.agreement, path: ['reports'] },
    ),
    report_title,
    month,
    council,
    term_note: term_note ?? fixed(''),
    ...buildNotices(council, madeUpInReport(source), gaps),
  };
}

/** `June 2023` */
export const monthOf = ({ id, folder }: Pick<Round, 'id' | 'folder'>): Given =>
  workedOut(monthName(id), `the month of ${folder}`);

/** Whether the programme is on track, with the evidence, and the answers to the DfE. */
function buildAnswers(source: ReportSource, report: GivenReport) {
  const { agreement } = source.project;
  const { sentence, rows, chart } = buildEvidence(source);
  const mitigations = buildMitigations(source);
  const wordingOf = (list: 'questions' | 'additional_information') =>
    fieldsOf(agreement[list], { file: inputFiles.agreement, at: [list] });
  return {
    on_track: orElse(report.on_track, missing.text),
    on_track_sentence: sentence,
    on_track_rule: field(agreement.on_track.explanation, inputFiles.agreement, 'on_track', 'explanation'),
    questions: wordingOf('questions').map(({ id, wording }) => ({
      question: wording,
      answer: orElse(report.answers?.[id.value], missing.text),
      ...listedNotes(source, id.value),
    })),
    ...mitigations,
    ...buildMoney(source, rows, mitigations),
    evidence: rows,
    on_track_chart: chart,
    ...buildVariances(source, report),
    additional: wordingOf('additional_information').map(({ id, wording }) => ({
      request: wording,
      answer: orElse(report.additional_information?.[id.value], missing.text),
    })),
  };
}

/** When the report is due, and who has signed it. */
function buildDates({ project, calendar, milestones, round, submitted }: ReportSource, report: GivenReport) {
  const { agreement, programme } = project;
  const signOffs = fieldsOf(programme.sign_offs, { file: inputFiles.programme, at: ['sign_offs'] });
  return {
    milestones: milestones.map(({ id, name, date }) => {
      const at = agreement.milestones.findIndex((one) => one.id === id);
      const own = report.milestones?.[id];
      return {
        name: field(name, inputFiles.agreement, 'milestones', at, 'name'),
        date: own ?? workedOut(date, 'working days before the deadline', milestonePlace(at), calendarPlace),
      };
    }),
    deadline: workedOut(calendar.deadline, `the deadline of ${round.folder}`, calendarPlace),
    is_submitted: submitted !== undefined,
    submitted: submitted
      ? workedOut(longDate(submitted), 'the day of the submission')
      : fixed('Not yet submitted'),
    sign_offs: signOffs.map(({ id, role }) => {
      const { name, date, deputy } = report.sign_offs?.[id.value] ?? {};
      const office = name?.value && deputy?.value ? `${name.value}, ${deputy.value}` : undefined;
      return {
        role,
        name: office ? workedOut(office, 'the deputy and the office', name, deputy) : orElse(name, notSigned),
        date: date?.value ? as(date, longDate) : fixed(notSigned),
      };
    }),
  };
}

const calendarPlace = { field: inputFiles.agreement, path: ['reports'] };
const milestonePlace = (at: number) => ({ field: inputFiles.agreement, path: ['milestones', at] });

/** The conditions, the risks, and what is asked and corrected. */
function buildUpdates(source: ReportSource, report: GivenReport) {
  const conditions = buildConditions(source);
  const corrections = buildCorrections(source, report.corrections);
  const { emerging_risks: risks = fixed('') } = report;
  const asked = orElse(report.support_required, missing.text);
  const columns = fieldsOf(source.project.agreement.reports, { file: inputFiles.agreement, at: ['reports'] });
  return {
    summary: orElse(report.summary, missing.text),
    ratings_sentence: ratingsInWords(source, conditions),
    ...timelineSentences(source),
    glance: conditions.map(({ number, name, rating, movement }) => ({ number, name, rating, movement })),
    ...byColumn(
      'columns',
      columns.map(({ column }) => column),
    ),
    rating_scale: fieldsOf(source.project.agreement.rating_scale, {
      file: inputFiles.agreement,
      at: ['rating_scale'],
    }).map(({ rating, meaning }) => ({ rating, meaning })),
    conditions,
    has_risks: Array.isArray(risks) && risks.length > 0,
    no_risks: Array.isArray(risks) ? fixed(missing.text) : orElse(risks as Given, missing.text),
    risks: Array.isArray(risks) ? (risks as ReadonlyArray<Fields<Risk>>).map(writeRisk) : [],
    support_required: asked,
    asked_in_short: askedInShort(asked),
    ...buildAssessment(source),
    has_corrections: corrections.length > 0,
    corrections,
  };
}

/** `tri-annual monitoring report`, by how many there are in a year. */
function monitoringReport({ reports }: Agreement): string {
  const often = frequencyOf(reports.length);
  return `${often ? `${often} ` : ''}monitoring report`;
}

/** `Near Home Programme KPIs` */
function kpisTitle({ public_short, public_name }: GivenProgramme): Given {
  return as(public_short ?? public_name, (name) =>
    /\bprogramme$/i.test(name) ? `${name} KPIs` : `${name} Programme KPIs`,
  );
}

/** `Draft 2, not for publication` */
export function statusOf({ gaps, submitted }: ReportSource, draft: number): Given {
  return workedOut(
    submitted
      ? `Submitted to the DfE on ${longDate(submitted)}`
      : `Draft ${draft}${gaps.length > 0 ? ', incomplete' : ''}, not for publication`,
    'the number of the draft or the day of the submission',
  );
}

export function writeRisk({ risk, likelihood, impact, mitigation, owner }: Fields<Risk>) {
  return {
    risk: orElse(risk, missing.text),
    likelihood,
    impact,
    mitigation: orElse(mitigation, missing.text),
    owner: orElse(owner, missing.text),
  };
}
