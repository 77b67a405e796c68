import { promisedIn } from '../model/forward-plan.ts';
import {
  bodyOf,
  type CommitteeModule,
  type CommitteePaperInput,
  type Paper,
  paperFile,
  reportIn,
} from '../model/paper.ts';
import { inputFiles, type ReadableProject } from '../model/project.ts';
import { type Fields, fieldsOf } from './fields-of-files.ts';
import { withFigures } from './figure-references.ts';
import { buildForumKpis, forumKpiShape, forumKpisShape } from './forum-kpis.ts';
import { longDate } from './house-formats.ts';
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
import { buildShortForms, namedWorkstreams, shortFormsShape } from './short-forms.ts';

/** A paper for Cabinet, a Select Committee or Scrutiny: what it asks for, in the modules that its author has chosen. */

const headings: Record<CommitteeModule, string> = {
  position: 'Where the programme is',
  reports: 'Reports to the Department for Education',
  ratings: 'How the ratings have moved',
  money: 'Money against the plan',
  kpis: 'Measures',
  risks: 'Main risks in the report',
};

export const committeePaperShape = {
  document_title: 'text',
  title: 'text',
  body: 'text',
  council: 'text',
  status: 'text',
  is_revised: 'flag',
  revision: 'text',
  has_item: 'flag',
  item: 'text',
  ...firstPageShape,
  modules: [
    {
      heading: 'text',
      is_position: 'flag',
      is_reports: 'flag',
      is_ratings: 'flag',
      is_money: 'flag',
      is_kpis: 'flag',
      is_risks: 'flag',
    },
  ],
  ...positionShape,
  reports: [{ name: 'text', due: 'text', submitted: 'text' }],
  kpis_introduction: 'markdown',
  ...forumKpisShape,
  kpis: [forumKpiShape],
  ...shortFormsShape,
  ...contactShape,
} as const;

type CommitteePaper = ContextOf<typeof committeePaperShape>;

/** The paper as the template needs it. What is for the DfE alone is not in it. */
export function buildCommitteePaper(source: PaperSource): BuiltDocument<CommitteePaper> {
  const { paper } = source;
  const project = forThePublic(source.project, paper);
  const fill = withFigures(project, publicNameOf, reportIn(paper));
  const text = paper.committee && fieldsOf(paper.committee, { file: paperFile(paper), fill, isPublic: true });
  const status = (draft: number) => statusOf(source, draft);
  const content = {
    status: status(0),
    ...buildRevision(source),
    ...buildHead({ ...source, project }, text),
    modules: modulesOf(paper),
    ...buildPosition(project, paper),
    ...buildYear(project, paper),
    kpis_introduction: orElse(text?.kpis?.introduction, missing.text),
    ...buildForumKpis(project, paper),
    ...buildContacts(project),
  };
  const said = JSON.stringify(content).toLowerCase();
  const workstreams = namedWorkstreams(project, 'public_name').filter(({ short }) =>
    said.includes(short.value.toLowerCase()),
  );
  const short_forms = [...buildShortForms(project, content).short_forms, ...workstreams];
  const context: CommitteePaper = { ...content, has_short_forms: short_forms.length > 0, short_forms };
  return { context, status };
}

function buildHead(source: PaperSource, text: Fields<CommitteePaperInput> | undefined) {
  const { project, paper } = source;
  const programme = fieldsOf(project.programme, { file: inputFiles.programme });
  const title = orElse(text?.title, programme.public_name.value);
  const meeting = longDate(paper.meeting);
  const body = orElse(text?.body, bodyOf(paper));
  return {
    // The header has room for no more beside the status.
    document_title: workedOut(`${title.value}, ${meeting}`, 'title and day', title),
    title,
    body,
    council: programme.council,
    has_item: text?.item !== undefined,
    item: text?.item ? as(text.item, String) : fixed(''),
    ...buildFirstPage(source, text),
  };
}

/** The modules in the order of paper.yaml, each printed by one block of the template. */
const modulesOf = ({ committee }: Paper) =>
  (committee?.modules ?? []).map((module) => ({
    heading: fixed(headings[module]),
    is_position: module === 'position',
    is_reports: module === 'reports',
    is_ratings: module === 'ratings',
    is_money: module === 'money',
    is_kpis: module === 'kpis',
    is_risks: module === 'risks',
  }));

/** The reports of the financial year of the meeting: when each is due, and when it was submitted. */
function buildYear(project: ReadableProject, paper: Paper) {
  const { rounds } = project;
  const place = { field: inputFiles.agreement, path: ['reports'] };
  const given = project.forwardPlan ? promisedIn(project.forwardPlan, project, paper.meeting) : [];
  return {
    reports: reportsOfYear(project, paper).map(({ id, deadline, name, due }) => {
      const round = rounds.find((one) => one.id === id);
      const day = round?.submission?.submitted ?? given.find((one) => one.round === id)?.given;
      const state = day ? longDate(day) : deadline > paper.meeting ? 'Not yet due' : 'Not recorded';
      return {
        name,
        due,
        submitted: workedOut(state, `the record of rounds/${id}, its deadline and the forward plan`, place),
      };
    }),
  };
}
