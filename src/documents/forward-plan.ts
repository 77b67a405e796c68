import { type ForwardPlan, type Promised, promisedIn } from '../model/forward-plan.ts';
import { inputFiles } from '../model/project.ts';
import { financialYearOf } from '../model/round.ts';
import { counted, inWords, inWordsAlone, longDate, shortDate, withCapital } from './house-formats.ts';
import { buildNotices, forwardPlanMadeUp, noticesShape } from './illustrative.ts';
import { type ContextOf, field, fixed, type Given, workedOut } from './origins.ts';
import type { BuiltDocument, ReportSource } from './report-source.ts';
import { monthOf, statusOf } from './tri-annual-report.ts';

/** The forward plan of a round: which body gets which report when, as it is on the day of the round's first milestone. */

export const forwardPlanShape = {
  document_title: 'text',
  title: 'text',
  month: 'text',
  year: 'text',
  council: 'text',
  status: 'text',
  ...noticesShape,
  as_at: 'text',
  summary: 'text',
  has_decisions: 'flag',
  decisions: 'text',
  /** One where a report of the plan says it, or else none. */
  purpose_columns: ['text'],
  officer_columns: ['text'],
  reports: [
    { date: 'text', body: 'text', what: 'text', purpose: ['text'], officer: ['text'], state: 'text' },
  ],
  bodies: [{ body: 'text', promised: 'text', next: 'text' }],
} as const;

type ForwardPlanContext = ContextOf<typeof forwardPlanShape>;

const file = inputFiles.forwardPlan;

/** What is printed of a date or promise that has not been given. */
const none = { date: 'No date yet', promised: 'Not written down', next: 'None' } as const;

const allDated = 'Every report that was promised has a date, and none is overdue.';

/** The forward plan as it is for a round; undefined where there is no such file. */
export function buildForwardPlan(source: ReportSource): BuiltDocument<ForwardPlanContext> | undefined {
  const { project, round, gaps, calendar, milestones } = source;
  const { forwardPlan, programme } = project;
  if (!forwardPlan) return undefined;
  const day = milestones[0]?.date ?? calendar.deadline;
  const all = promisedIn(forwardPlan, project, day).filter(({ since = '' }) => since <= round.id);
  // What has been given in an earlier year is over; what has not been given is still owed.
  const shown = all
    .filter(({ date, state }) => state !== 'given' || financialYearOf(date ?? day) >= calendar.financialYear)
    .sort((a, b) => ((a.date ?? '9') < (b.date ?? '9') ? -1 : a.date === b.date ? 0 : 1));
  const has = (what: 'purpose' | 'officer') => shown.some((one) => one[what]);
  const open = shown.filter(({ state }) => state === 'overdue' || state === 'undated');
  const toDecide = shown.filter(({ purpose = '', state }) => /^decision/i.test(purpose) && state !== 'given');
  const bodies = bodiesIn(forwardPlan, all);
  const council = field(programme.council, inputFiles.programme, 'council');
  const title = field(forwardPlan.title, file, 'title');
  const month = monthOf(round);
  const year = workedOut(`FY${calendar.financialYear}`, `the financial year of ${round.folder}`);
  const context: ForwardPlanContext = {
    document_title: workedOut(`${title.value} ${year.value}, ${month.value}`, 'title, year and month', title),
    title,
    month,
    year,
    council,
    status: statusOf(source, 0),
    ...buildNotices(council, forwardPlanMadeUp(project), gaps),
    as_at: workedOut(longDate(day), `the first milestone of ${round.folder}`),
    summary: workedOut(
      [summaryOf(shown, bodies.length), ...(open.length > 0 ? open.map(sentenceOn) : [allDated])].join(' '),
      'the reports of the plan',
      { field: file, path: ['bodies'] },
    ),
    has_decisions: toDecide.length > 0,
    decisions: workedOut(
      toDecide.map(({ body, date }) => `${body}, ${date ? shortDate(date) : 'no date yet'}`).join('; '),
      'the reports that are to be decided on',
      ...toDecide.map(({ path }) => ({ field: file, path })),
    ),
    purpose_columns: has('purpose') ? [fixed('For')] : [],
    officer_columns: has('officer') ? [fixed('Lead officer')] : [],
    reports: shown.map((one) => ({
      date: from(one, one.date ? shortDate(one.date) : none.date),
      body: from(one, one.body),
      what: from(one, one.note ? `${one.what} (${one.note})` : one.what),
      purpose: has('purpose') ? [from(one, one.purpose ?? none.promised)] : [],
      officer: has('officer') ? [from(one, one.officer ?? none.promised)] : [],
      state: from(one, stateOf(one)),
    })),
    bodies,
  };
  return { context, status: (draft) => statusOf(source, draft) };
}

/** What each body was promised that has a report in the plan, and its next one. */
const bodiesIn = ({ bodies }: ForwardPlan, all: readonly Promised[]) =>
  bodies.flatMap(({ body, promised }, i) => {
    const own = all.filter((one) => one.path[1] === i);
    if (own.length === 0) return [];
    return [
      {
        body: field(body, file, 'bodies', i, 'body'),
        promised: promised ? field(promised, file, 'bodies', i, 'promised') : fixed(none.promised),
        next: nextOf(own),
      },
    ];
  });

const from = ({ path }: Promised, text: string): Given =>
  workedOut(text, 'the report and its date', { field: file, path });

/** `Cabinet was to get the annual report on 13 November 2023, and has not.` */
function sentenceOn({ body, what, date }: Promised): string {
  return date
    ? `${body} was to get “${what}” on ${longDate(date)}, and has not.`
    : `${body}: “${what}” has no date yet.`;
}

const stateOf = ({ state, given }: Promised): string =>
  given
    ? `Given ${shortDate(given)}`
    : { due: 'Due', overdue: 'Overdue', undated: none.date, given: '' }[state];

function summaryOf(reports: readonly Promised[], bodies: number): string {
  const count = (state: Promised['state']) =>
    inWordsAlone(reports.filter((one) => one.state === state).length);
  const states = `${count('given')} given, ${count('due')} due, ${count('overdue')} overdue`;
  const many = counted(reports.length, 'report');
  const of = bodies === 1 ? 'one body' : `${inWords(bodies)} bodies`;
  return `${withCapital(many)} for ${of}: ${states}, ${count('undated')} without a date.`;
}

/** The next report that a body gets. */
function nextOf(reports: readonly Promised[]): Given {
  const [next] = reports
    .filter(({ state }) => state !== 'given')
    .sort((a, b) => ((a.date ?? '9') < (b.date ?? '9') ? -1 : 1));
  if (!next) return fixed(none.next);
  return from(
    next,
    next.date ? `${shortDate(next.date)}${next.state === 'overdue' ? ', overdue' : ''}` : none.date,
  );
}
