import { focusFile, isForTheDfe, type Paper, paperFile, reportIn } from '../model/paper.ts';
import { inputFiles, type ReadableProject } from '../model/project.ts';
import { monthName } from '../model/round.ts';
import { buildDemand } from './demand.ts';
import { fieldsOf } from './fields-of-files.ts';
import { withFigures } from './figure-references.ts';
import { buildFocus, focusShape, workstreamName } from './focus.ts';
import { buildForumKpis, forumKpiShape, forumKpisShape } from './forum-kpis.ts';
import { buildGovernance, buildPlan, type GivenPaper, moneyShape } from './forum-money.ts';
import { counted, frequencyOf, longDate, shortDate, withCapital } from './house-formats.ts';
import { buildOpenings, openingsShape } from './openings.ts';
import { as, type ContextOf, fixed, orElse, workedOut } from './origins.ts';
import {
  buildContacts,
  buildFirstPage,
  buildRevision,
  contactShape,
  firstPageShape,
  type PaperSource,
  reportsOfYear,
  statusOf,
} from './paper-first-page.ts';
import { buildPosition, positionShape } from './position.ts';
import { forThePublic, publicNameOf } from './public-kpis.ts';
import { type BuiltDocument, missing } from './report-source.ts';
import { buildShortForms, shortFormsShape } from './short-forms.ts';

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
  ...firstPageShape,
  /** Whether what is asked is no list of verbs. */
  is_asked_to_confirm: 'flag',
  ...positionShape,
  ...moneyShape,
  reporting_heading: 'text',
  reporting: 'markdown',
  /** Whether this paper prints the DfE's questions, or says which has them. */
  has_questions: 'flag',
  questions_elsewhere: 'text',
  questions_count: 'text',
  questions: ['text'],
  requests: ['text'],
  reports: [{ name: 'text', due: 'text' }],
  kpis_introduction: 'markdown',
  kpis_status: 'text',
  ...forumKpisShape,
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
      number: 'text',
      aims: 'markdown',
      progress: 'markdown',
      next: 'markdown',
      more: [{ heading: 'text', text: 'markdown' }],
    },
  ],
  ...focusShape,
  ...openingsShape,
  communication: 'markdown',
  workstreams_count: 'text',
  workstream_names: ['text'],
  communication_contact: 'markdown',
  ...contactShape,
  ...shortFormsShape,
  has_appendices: 'flag',
  appendices: [{ number: 'text', title: 'text', version: 'text', date: 'text' }],
} as const;

type SchoolsForumPaper = ContextOf<typeof schoolsForumPaperShape>;

/** The paper for a meeting as the template needs it. What is for the DfE alone is not in it. */
export function buildSchoolsForumPaper(source: PaperSource): BuiltDocument<SchoolsForumPaper> {
  const project = forThePublic(source.project, source.paper);
  const { paper, focus } = source.paper;
  const given = { fill: withFigures(project, publicNameOf, reportIn(source.paper)), isPublic: true };
  const text = paper && fieldsOf(paper, { file: paperFile(source.paper), ...given });
  const status = (draft: number) => statusOf(source, draft);
  const content = {
    status: status(0),
    ...buildRevision(source),
    ...buildHead({ ...source, project }, text),
    ...buildPosition(project, source.paper),
    ...buildGovernance(project, text),
    ...buildDemandPart(project, source.paper, text),
    ...buildPlan(project, source.paper, text),
    ...buildReporting(project, source.paper, text),
    ...buildActivity(project, source.paper, text),
    ...buildFocus(project, focus && fieldsOf(focus, { file: focusFile(source.paper), ...given })),
    ...buildOpenings(project, source.paper),
    ...buildContacts(project),
    ...buildAppendices(text),
  };
  const context: SchoolsForumPaper = { ...content, ...buildShortForms(project, content) };
  return { context, status };
}

/** The first page: what the paper is, what it says, and what is asked. */
function buildHead(source: PaperSource, text: GivenPaper | undefined) {
  const { project, paper } = source;
  const programme = fieldsOf(project.programme, { file: inputFiles.programme });
  const title = text?.title.value ? text.title : programme.public_name;
  const meeting = longDate(paper.id);
  return {
    document_title: workedOut(`${title.value}: paper for Schools Forum, ${meeting}`, 'title and day', title),
    title,
    programme: programme.public_name,
    council: programme.council,
    council_short: programme.council_short,
    item: text ? as(text.item, String) : fixed(missing.text),
    ...buildFirstPage(source, text),
    is_asked_to_confirm: (text?.recommendations ?? []).some(({ value }) => !/^[a-z]/.test(value)),
  };
}

/** How the programme reports to the DfE, and the measures that Schools Forum follows. */
function buildReporting(project: ReadableProject, paper: Paper, text: GivenPaper | undefined) {
  const { agreement } = project;
  const { agreed, introduction, question } = text?.kpis ?? {};
  const often = frequencyOf(agreement.reports.length);
  const place = (...path: string[]) => ({ field: inputFiles.agreement, path });
  const isElsewhere = Boolean(text?.questions_in?.value);
  const wordingOf = (list: 'questions' | 'additional_information') =>
    (isElsewhere ? [] : fieldsOf(agreement[list], { file: inputFiles.agreement, at: [list] })).map(
      ({ wording }) => wording,
    );
  return {
    reporting_heading: workedOut(
      often ? `${withCapital(often)} reporting and KPIs` : 'Reporting and KPIs',
      'how many reports there are in a year',
      place('reports'),
    ),
    reporting: orElse(text?.reporting, missing.text),
    has_questions: !isElsewhere,
    questions_elsewhere: text?.questions_in?.value
      ? as(
          text.questions_in,
          (day) => `What the DfE asks in each report is in the paper of ${longDate(day)}, in its own words.`,
        )
      : fixed(''),
    questions_count: workedOut(
      counted(agreement.questions.length, 'question'),
      'their number',
      place('questions'),
    ),
    questions: wordingOf('questions'),
    requests: wordingOf('additional_information'),
    reports: reportsOfYear(project, paper).map(({ name, due }) => ({ name, due })),
    kpis_introduction: orElse(introduction, missing.text),
    kpis_status: agreed?.value
      ? as(agreed, (day) => `Schools Forum agreed these measures on ${longDate(day)}.`)
      : fixed('These measures are proposed; Schools Forum has not agreed them yet.'),
    ...buildForumKpis(project, paper),
    kpis_question: orElse(question, missing.text),
  };
}

function buildDemandPart(project: ReadableProject, paper: Paper, given: GivenPaper | undefined) {
  const text = given?.demand;
  const { chart, table, hasValues } = buildDemand(project, paper, text);
  const illustrative = text?.illustrative ? ' Their figures are illustrative.' : '';
  return {
    demand_introduction: orElse(text?.introduction, missing.text),
    demand_note: hasValues
      ? workedOut(
          `The chart and the table show ${text?.unit.value ?? ''}.${illustrative}`,
          'the unit',
          text?.unit,
          { field: paperFile(paper), path: ['demand', 'illustrative'] },
        )
      : fixed('No values have been reported yet.'),
    has_demand: hasValues,
    demand_chart: chart,
    demand_table: table,
    demand_points: orElse(text?.points, missing.text),
  };
}

/** What each workstream has done, and what people hear of it. */
function buildActivity(project: ReadableProject, paper: Paper, text: GivenPaper | undefined) {
  const { programme } = project;
  const { text: communication, contact } = text?.communication ?? {};
  return {
    activity: orElse(text?.activity, missing.text),
    workstreams: buildWorkstreams(project, paper),
    communication: orElse(communication, missing.text),
    workstreams_count: workedOut(counted(programme.workstreams.length, 'workstream'), 'their number', {
      field: inputFiles.programme,
      path: ['workstreams'],
    }),
    workstream_names: programme.workstreams.map(({ number }) => workstreamName(programme, number)),
    communication_contact: orElse(contact, missing.text),
  };
}

function buildAppendices(text: GivenPaper | undefined) {
  const appendices = text?.appendices ?? [];
  return {
    has_appendices: appendices.length > 0,
    appendices: appendices.map(({ title, version, date }, i) => ({
      number: fixed(`Appendix ${i + 1}`),
      title,
      version,
      date: as(date, (day) => (day.length === 7 ? monthName(day) : shortDate(day))),
    })),
  };
}

/** The workstreams in their order; one without an update says so. */
function buildWorkstreams(project: ReadableProject, paper: Paper) {
  const { programme } = project;
  return programme.workstreams.map(({ number: id }) => {
    const found = paper.workstreams.find(({ update }) => update.workstream === id && !isForTheDfe(update));
    const given =
      found &&
      fieldsOf(found.update, {
        file: found.file,
        fill: withFigures(project, publicNameOf, reportIn(paper)),
        isPublic: true,
      });
    const isUnread = paper.unread.some((one) => one.number === id);
    return {
      name: workstreamName(programme, id),
      number: workedOut(String(id), 'its number', { field: inputFiles.programme, path: ['workstreams'] }),
      aims: orElse(given?.aims, missing.text),
      progress: orElse(given?.progress, isUnread ? missing.unread : missing.update),
      next: orElse(given?.next, missing.text),
      more: (given?.more ?? []).map(({ heading, text }) => ({ heading, text })),
    };
  });
}
