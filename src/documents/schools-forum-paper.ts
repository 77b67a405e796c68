import { type Paper, publicOnly } from '../model/paper.ts';
import type { ReadableProject } from '../model/project.ts';
import { calendarOf, financialYearOf, monthName, roundsOfYear } from '../model/round.ts';
import type { Publication } from '../model/submissions.ts';
import type { ContextOf } from '../word/shape.ts';
import { buildDemand } from './demand.ts';
import { withFigures } from './figure-references.ts';
import { buildFocus, focusShape, workstreamName } from './focus.ts';
import { counted, frequencyOf, longDate } from './formats.ts';
import { buildForumKpis, forumKpiShape } from './forum-kpis.ts';
import { buildGovernance, buildPlan, moneyShape } from './forum-money.ts';
import { illustrativeNotice, type MadeUp } from './illustrative.ts';
import { type BuiltDocument, missing, type UsedFigure } from './input.ts';
import { forThePublic, monthsBefore } from './public-kpis.ts';

/** What the template of the paper for Schools Forum may use. */
export const schoolsForumPaperShape = {
  document_title: 'text',
  title: 'text',
  programme: 'text',
  council: 'text',
  council_short: 'text',
  status: 'text',
  is_revised: 'flag',
  revision: 'text',
  item: 'text',
  meeting_date: 'text',
  is_illustrative: 'flag',
  illustrative: 'text',
  is_incomplete: 'flag',
  gaps: ['text'],
  summary: 'markdown',
  recommendations: 'markdown',
  introduction: 'markdown',
  ...moneyShape,
  reporting_heading: 'text',
  reporting: 'markdown',
  questions_count: 'text',
  questions: ['text'],
  requests: ['text'],
  reports: [{ name: 'text', due: 'text' }],
  kpis_introduction: 'markdown',
  kpis_status: 'text',
  kpis_note: 'text',
  kpi_baseline: 'text',
  kpi_latest: 'text',
  /** Some councils number their KPIs for Schools Forum in a list of its own. */
  has_forum_refs: 'flag',
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
  workstreams_count: 'text',
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
  /** How it is published, which makes it no draft. */
  published?: Pick<Publication, 'day' | 'revision' | 'reason'> | undefined;
}

/** The paper for a meeting as the template needs it, and every figure in it with its cell. */
export function buildSchoolsForumPaper(source: PaperSource): BuiltDocument<SchoolsForumPaper> {
  const { gaps } = source;
  const project = forThePublic(source.project, source.paper);
  const figures: UsedFigure[] = [];
  const paper = withFigures(publicPart(source.paper), project, figures);
  const status = (draft: number) => statusOf(source, draft);
  const context: SchoolsForumPaper = {
    status: status(0),
    ...buildRevision(source),
    ...buildFront({ project, paper, gaps }),
    ...buildGovernance(project, paper),
    ...buildDemandPart(project, paper, figures),
    ...buildPlan(project, paper, figures),
    ...buildReporting(project, paper, figures),
    ...buildActivity(project, paper),
    ...buildContacts(project),
    ...buildAppendices(paper),
  };
  return { context, figures, status };
}

function statusOf({ gaps, published }: PaperSource, draft: number): string {
  if (!published) return `Draft ${draft}${gaps.length > 0 ? ', incomplete' : ''}, not for publication`;
  const { day, revision } = published;
  const on = longDate(day);
  return revision === undefined ? `Published on ${on}` : `Revision ${revision}, published on ${on}`;
}

/** Why a paper is published again, for its first page. */
function buildRevision({ published }: PaperSource) {
  const { revision, reason = missing.text } = published ?? {};
  const words = reason.replace(/[.\s]+$/, '');
  return {
    is_revised: revision !== undefined,
    revision: `This paper was published before, and is published again for this reason: ${words}.`,
  };
}

/** A paper without what is for the DfE alone. */
function publicPart(paper: Paper): Paper {
  const { paper: text, focus, workstreams } = paper;
  const shown = publicOnly(workstreams.map(({ update }) => update));
  return {
    ...paper,
    paper: text && { ...text, appendices: publicOnly(text.appendices) },
    focus: focus && {
      ...focus,
      spotlights: publicOnly(focus.spotlights),
      sections: publicOnly(focus.sections),
    },
    workstreams: workstreams
      .filter(({ update }) => shown.includes(update))
      .map(({ file, update }) => ({ file, update: { ...update, more: publicOnly(update.more) } })),
  };
}

/** The first page: what the paper is, what it says, and what is asked. */
function buildFront({ project, paper, gaps }: PaperSource) {
  const { programme } = project;
  const { paper: text } = paper;
  const title = text?.title || programme.public_name;
  return {
    document_title: `${title}: paper for Schools Forum, ${longDate(paper.id)}`,
    title,
    programme: programme.public_name,
    council: programme.council,
    council_short: programme.council_short,
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
  };
}

/** How the programme reports to the DfE, and the measures that Schools Forum follows. */
function buildReporting(project: ReadableProject, paper: Paper, figures: UsedFigure[]) {
  const { agreement } = project;
  const { paper: text } = paper;
  const agreed = text?.kpis.agreed;
  const often = frequencyOf(agreement.reports.length);
  return {
    reporting_heading: often
      ? `${often.slice(0, 1).toUpperCase()}${often.slice(1)} reporting and KPIs`
      : 'Reporting and KPIs',
    reporting: text?.reporting || missing.text,
    questions_count: counted(agreement.questions.length, 'question'),
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
  };
}

function buildDemandPart(project: ReadableProject, paper: Paper, figures: UsedFigure[]) {
  const text = paper.paper?.demand;
  const { chart, table, hasValues } = buildDemand(project, paper, text, figures);
  const illustrative = text?.illustrative ? ' Their figures are illustrative.' : '';
  return {
    demand_introduction: text?.introduction || missing.text,
    demand_note: hasValues
      ? `The chart and the table show ${text?.unit ?? ''}.${illustrative}`
      : 'No values have been reported yet.',
    has_demand: hasValues,
    demand_chart: chart,
    demand_table: table,
    demand_points: text?.points || missing.text,
  };
}

/** What each workstream has done, the one in focus, and what people hear of it. */
function buildActivity(project: ReadableProject, paper: Paper) {
  const { programme } = project;
  const { paper: text, focus } = paper;
  return {
    activity: text?.activity || missing.text,
    workstreams: buildWorkstreams(project, paper),
    ...buildFocus(programme, focus),
    communication: text?.communication.text || missing.text,
    workstreams_count: counted(programme.workstreams.length, 'workstream'),
    workstream_names: programme.workstreams.map((workstream) => workstreamName(programme, workstream.number)),
    communication_contact: text?.communication.contact || missing.text,
  };
}

function buildContacts({ programme }: ReadableProject) {
  const { contacts, contact_sentence, equality, alternative_formats } = programme.public;
  return {
    contact_sentence,
    contacts: contacts.map(({ name, telephone, email }) => ({
      name,
      telephone,
      email: `[${email}](mailto:${email})`,
    })),
    equality,
    alternative_formats,
  };
}

function buildAppendices({ paper: text }: Paper) {
  const appendices = text?.appendices ?? [];
  return {
    has_appendices: appendices.length > 0,
    appendices: appendices.map(({ title, version, date }, i) => ({
      number: `Appendix ${i + 1}`,
      title,
      version,
      date: longDate(date),
    })),
  };
}

/** The workstreams in their order; one without an update says so. */
function buildWorkstreams({ programme }: ReadableProject, paper: Paper) {
  return programme.workstreams.map(({ number: id }) => {
    const update = paper.workstreams.find((one) => one.update.workstream === id)?.update;
    const isUnread = paper.unread.some((one) => one.number === id);
    return {
      name: workstreamName(programme, id),
      aims: update?.aims || missing.text,
      progress: update?.progress || (isUnread ? missing.unread : missing.update),
      next: update?.next || missing.text,
      more: (update?.more ?? []).map(({ heading, text }) => ({ heading, text })),
    };
  });
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
