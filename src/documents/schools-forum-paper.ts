import type { PlanRole } from '../model/agreement.ts';
import { type Paper, publicOnly } from '../model/paper.ts';
import { figureOf } from '../model/plan.ts';
import type { ReadableProject } from '../model/project.ts';
import { calendarOf, financialYearOf, monthName, roundsOfYear } from '../model/round.ts';
import type { ChartData, ContextOf } from '../word/shape.ts';
import { buildDemand } from './demand.ts';
import { withFigures } from './figure-references.ts';
import { buildFocus, focusShape, workstreamName } from './focus.ts';
import { longDate, number } from './formats.ts';
import { buildForumKpis, forumKpiShape, monthsBefore } from './forum-kpis.ts';
import { illustrativeNotice, type MadeUp } from './illustrative.ts';
import { type BuiltDocument, missing, type UsedFigure } from './input.ts';
import { buildPlanLines, byYear, planLineShape, yearShape } from './plan-tables.ts';

/** What the template of the paper for Schools Forum may use. */
export const schoolsForumPaperShape = {
  document_title: 'text',
  title: 'text',
  programme: 'text',
  council: 'text',
  council_short: 'text',
  status: 'text',
  item: 'text',
  meeting_date: 'text',
  is_illustrative: 'flag',
  illustrative: 'text',
  is_incomplete: 'flag',
  gaps: ['text'],
  summary: 'markdown',
  recommendations: 'markdown',
  introduction: 'markdown',
  cabinet: 'markdown',
  cabinet_source: 'text',
  has_cabinet_link: 'flag',
  cabinet_link: 'markdown',
  funding: 'markdown',
  contributions: [{ name: 'text', total: 'flag', ...yearShape }],
  accounting: 'markdown',
  accounting_source: 'text',
  has_accounting_link: 'flag',
  accounting_link: 'markdown',
  plan_introduction: 'markdown',
  ...yearShape,
  plan: [planLineShape],
  balance_chart: 'chart',
  income_chart: 'chart',
  reporting: 'markdown',
  questions: ['text'],
  requests: ['text'],
  reports: [{ name: 'text', due: 'text' }],
  kpis_introduction: 'markdown',
  kpis_status: 'text',
  kpis_note: 'text',
  kpi_baseline: 'text',
  kpi_latest: 'text',
  kpis: [forumKpiShape],
  kpis_question: 'markdown',
  demand_introduction: 'markdown',
  demand_note: 'text',
  has_demand: 'flag',
  demand_chart: 'chart',
  demand_table: 'markdown',
  demand_points: 'markdown',
  activity: 'markdown',
  workstreams: [
    {
      name: 'text',
      aims: 'markdown',
      progress: 'markdown',
      next: 'markdown',
      more: [{ heading: 'text', text: 'markdown' }],
    },
  ],
  ...focusShape,
  communication: 'markdown',
  workstream_names: ['text'],
  communication_contact: 'markdown',
  contact_sentence: 'text',
  contacts: [{ name: 'text', telephone: 'text', email: 'markdown' }],
  equality: 'text',
  alternative_formats: 'text',
  has_appendices: 'flag',
  appendices: [{ number: 'text', title: 'text', version: 'text', date: 'text' }],
} as const;

export type SchoolsForumPaper = ContextOf<typeof schoolsForumPaperShape>;

/** What a paper is built from. */
export interface PaperSource {
  project: ReadableProject;
  paper: Paper;
  gaps: readonly string[];
}

/** The paper for a meeting as the template needs it, and every figure in it with its cell. */
export function buildSchoolsForumPaper({
  project,
  paper: given,
  gaps,
}: PaperSource): BuiltDocument<SchoolsForumPaper> {
  const { agreement, programme } = project;
  const figures: UsedFigure[] = [];
  const paper = withFigures(given, project, figures);
  const { paper: text, focus } = paper;
  const demand = buildDemand(project, paper, text?.demand, figures);
  const appendices = publicOnly(text?.appendices);
  const agreed = text?.kpis.agreed;
  const title = text?.title || programme.public_name;
  const state = gaps.length > 0 ? ', incomplete' : '';
  const status = (draft: number) => `Draft ${draft}${state}, not for publication`;
  const context: SchoolsForumPaper = {
    document_title: `${title}: paper for Schools Forum, ${longDate(paper.id)}`,
    title,
    programme: programme.public_name,
    council: programme.council,
    council_short: programme.council_short,
    status: status(0),
    item: text ? String(text.item) : missing.text,
    meeting_date: longDate(paper.id),
    ...illustrativeNotice(programme.council, madeUpParts(project, paper)),
    is_incomplete: gaps.length > 0,
    gaps: [...gaps],
    summary: text?.summary || missing.text,
    recommendations: (text?.recommendations ?? [missing.text])
      .map((recommendation, i) => `${i + 1}. ${recommendation}`)
      .join('\n'),
    introduction: text?.introduction || missing.text,
    cabinet: text?.cabinet.text || missing.text,
    cabinet_source: text?.cabinet.source || missing.text,
    has_cabinet_link: Boolean(text?.cabinet.link),
    cabinet_link: text?.cabinet.link ?? '',
    funding: text?.funding || missing.text,
    contributions: buildContributions(project),
    accounting: text?.accounting.text || missing.text,
    accounting_source: text?.accounting.source || missing.text,
    has_accounting_link: Boolean(text?.accounting.link),
    accounting_link: text?.accounting.link ?? '',
    plan_introduction: text?.plan || missing.text,
    ...byYear(agreement.financial_years),
    plan: buildPlanLines({ project }, project.plan, figures),
    balance_chart: planChart(
      project,
      ['Before contributions', 'cumulative-before'],
      ['After contributions', 'cumulative-after'],
      'the cumulative balance at the end of each financial year, before and after contributions; deficits are positive',
    ),
    income_chart: planChart(
      project,
      ['Income', 'income-total'],
      ['Spending', 'spend-total'],
      'income and spending of the High Needs Block in each financial year',
    ),
    reporting: text?.reporting || missing.text,
    questions: agreement.questions.map(({ wording }) => wording),
    requests: agreement.additional_information.map(({ wording }) => wording),
    reports: roundsOfYear(agreement, financialYearOf(paper.id)).map((id) => ({
      name: `Report of ${monthName(id)}`,
      due: longDate(calendarOf(agreement, id)?.deadline ?? `${id}-01`),
    })),
    kpis_introduction: text?.kpis.introduction || missing.text,
    kpis_status: agreed
      ? `Schools Forum agreed these measures on ${longDate(agreed)}.`
      : 'These measures are proposed; Schools Forum has not agreed them yet.',
    ...buildForumKpis(project, paper, figures),
    kpis_question: text?.kpis.question || missing.text,
    demand_introduction: text?.demand.introduction || missing.text,
    demand_note: demand.hasValues
      ? `The chart and the table show ${text?.demand.unit ?? ''}.${text?.demand.illustrative ? ' Their figures are illustrative.' : ''}`
      : 'No values have been reported yet.',
    has_demand: demand.hasValues,
    demand_chart: demand.chart,
    demand_table: demand.table,
    demand_points: text?.demand.points || missing.text,
    activity: text?.activity || missing.text,
    workstreams: buildWorkstreams(project, paper),
    ...buildFocus(programme, focus),
    communication: text?.communication.text || missing.text,
    workstream_names: programme.workstreams.map((workstream) => workstreamName(programme, workstream.number)),
    communication_contact: text?.communication.contact || missing.text,
    contact_sentence: programme.public.contact_sentence,
    contacts: programme.public.contacts.map(({ name, telephone, email }) => ({
      name,
      telephone,
      email: `[${email}](mailto:${email})`,
    })),
    equality: programme.public.equality,
    alternative_formats: programme.public.alternative_formats,
    has_appendices: appendices.length > 0,
    appendices: appendices.map(({ title: name, version, date }, i) => ({
      number: `Appendix ${i + 1}`,
      title: name,
      version,
      date: longDate(date),
    })),
  };
  return { context, figures, status };
}

/** The five workstreams, in their order; one without an update says so. */
function buildWorkstreams({ programme }: ReadableProject, paper: Paper) {
  const updates = publicOnly(paper.workstreams.map(({ update }) => update));
  return programme.workstreams.map(({ number: id }) => {
    const update = updates.find(({ workstream }) => workstream === id);
    return {
      name: workstreamName(programme, id),
      aims: update?.aims || missing.text,
      progress: update?.progress || missing.update,
      next: update?.next || missing.text,
      more: publicOnly(update?.more).map(({ heading, text }) => ({ heading, text })),
    };
  });
}

/** What the DfE and the council put in, from the agreement. £m. */
function buildContributions({ agreement, programme }: ReadableProject) {
  const { dfe, council } = agreement.contributions;
  const row = (name: string, of: (year: string) => number | undefined, total: boolean) => ({
    name,
    total,
    ...byYear(
      agreement.financial_years.map((year) => {
        const value = of(year);
        return value === undefined ? 'None' : number(value, 3);
      }),
    ),
  });
  return [
    row('DfE', (year) => dfe[year], false),
    row(programme.council, (year) => council[year], false),
    row('Both', (year) => (dfe[year] ?? 0) + (council[year] ?? 0), true),
  ];
}

/** Two lines of the plan by year, as amounts: the plan's income is negative. */
function planChart(
  { agreement, plan }: ReadableProject,
  first: readonly [string, PlanRole],
  second: readonly [string, PlanRole],
  words: string,
): ChartData {
  const series = [first, second].map(([name, role]) => ({
    name,
    values: agreement.financial_years.map((year) => {
      const value = plan && figureOf(agreement, plan, role, year)?.value;
      if (value === undefined) return null;
      return role === 'income-total' ? Math.abs(value) : value;
    }),
  }));
  return {
    categories: agreement.financial_years,
    series,
    description: `Chart of ${words}, in millions of pounds. The figures are in the table of the plan.`,
  };
}

function madeUpParts(
  { agreement, programme, register, plan, kpis }: ReadableProject,
  paper: Paper,
): MadeUp[] {
  const text =
    paper.paper?.illustrative ||
    paper.focus?.illustrative ||
    paper.workstreams.some(({ update }) => update.illustrative);
  return [
    [agreement.illustrative, 'the agreement'],
    [programme.illustrative, 'the names and roles'],
    [text, 'the text'],
    [paper.paper?.demand.illustrative, 'the figures of demand'],
    [register.illustrative, 'the list of KPIs'],
    [kpis?.illustrative && monthsBefore(kpis, paper.id).length > 0, 'the KPI values'],
    [plan?.illustrative, 'the agreed plan'],
  ];
}
