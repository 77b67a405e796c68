import type { Agreement } from '../model/agreement.ts';
import { changesSchema } from '../model/printed-list.ts';
import { inputFiles } from '../model/project.ts';
import { financialYearOf, monthName, roundBefore } from '../model/round.ts';
import { gapBefore } from './asked.ts';
import { buildRatings } from './board-ratings.ts';
import { decisionsIn } from './decisions.ts';
import { fieldsOf } from './fields-of-files.ts';
import { moneyShape } from './first-page-money.ts';
import {
  counted,
  inWords,
  list,
  shortMoney,
  stopped,
  withCapital,
  withoutStop,
  withSmall,
} from './house-formats.ts';
import { offTarget } from './kpi-exceptions.ts';
import { as, type ContextOf, field, fixed, type Given, workedOut } from './origins.ts';
import { notAnswered } from './payments.ts';
import { type BuiltDocument, missing, type ReportSource } from './report-source.ts';
import { buildReportText, type ReportText } from './tri-annual-report.ts';

/**
 * The front sheet to a report for the board that signs it off, on one page: what the report says, against the last one and the
 * plan, what is to be decided, and what has changed since the last draft. The DfE does not get it.
 */

/** What the template of the board summary may use. */
export const boardSummaryShape = {
  document_title: 'text',
  public_name: 'text',
  month: 'text',
  council: 'text',
  status: 'text',
  report_draft: 'text',
  deadline: 'date',
  position_at: 'date',
  is_illustrative: 'flag',
  illustrative: 'text',
  made_up: 'text',
  on_track: 'text',
  tolerance: 'text',
  main_cause: 'text',
  movement: 'text',
  has_forecast_basis: 'flag',
  forecast_basis: 'text',
  stake: 'text',
  has_assessment: 'flag',
  assessment: 'markdown',
  has_general_fund: 'flag',
  general_fund: 'text',
  overdue: 'text',
  has_risks: 'flag',
  risks: [{ risk: 'text', rated: 'text' }],
  kpis_off: 'text',
  /** Who comments, and lines for it: as many as the page has room for. */
  comment_columns: ['text'],
  comment_space: 'text',
  has_decisions: 'flag',
  decisions: [{ lead: 'text', words: 'text' }],
  is_asked: 'flag',
  asked: 'markdown',
  /** The months of the last report and of this one. */
  columns: ['text'],
  column_before: 'text',
  column_now: 'text',
  /** `five Green, three Amber (5, 7 and 9) and one Red (6)` */
  rating_counts: 'text',
  /** What each rating means, in short. */
  rating_key: 'text',
  ratings: [{ number: 'text', name: 'text', both: ['text'], before: 'text', now: 'text', note: 'markdown' }],
  ...moneyShape,
  has_changes: 'flag',
  changes_heading: 'text',
  changes: ['text'],
} as const;

type BoardSummary = ContextOf<typeof boardSummaryShape>;

/**
 * The draft of the report that a summary goes with, and what had changed in it, as its own manifest has it: drafts before it
 * may have been cleared away since.
 */
export interface ReportDraft {
  number: number;
  /** The draft with which it was compared: the one that the board has, or else the one before. */
  since?: number;
  changes: unknown;
  /** What it says, if it was built just now: a third of the time of building a summary. */
  text?: ReportText | undefined;
}

/** The summary of a round's report. */
export function buildBoardSummary(
  source: ReportSource,
  reportDraft: ReportDraft,
): BuiltDocument<BoardSummary> {
  const { project, round, gaps } = source;
  const { agreement } = project;
  const programme = fieldsOf(project.programme, { file: inputFiles.programme });
  const report = reportDraft.text ?? buildReportText(source);
  const { decisions, asked } = decisionsIn(source, report);
  const before = lastRound(source);
  const state = gaps.length > 0 ? ', incomplete' : '';
  const status = (draft: number) =>
    workedOut(`Draft ${draft}${state}, for ${boardOf(source)}`, 'the number of the draft', {
      field: inputFiles.agreement,
      path: ['milestones'],
    });
  const columns = [
    before ? workedOut(monthName(before).slice(0, 3), 'the round before') : fixed('Before'),
    workedOut(monthName(round.id).slice(0, 3), `the month of ${round.folder}`),
  ] as const;
  const context: BoardSummary = {
    document_title: workedOut(
      `${programme.public_name.value} board summary, ${report.month.value}`,
      'the name and the month',
      programme.public_name,
    ),
    public_name: programme.public_name,
    month: report.month,
    council: programme.council,
    status: status(0),
    report_draft: workedOut(`draft ${reportDraft.number}`, 'the number of the draft'),
    deadline: report.deadline,
    position_at: report.position_at,
    is_illustrative: report.is_illustrative,
    illustrative: report.illustrative,
    made_up: report.made_up,
    on_track: report.on_track,
    tolerance: field(shortMoney(agreement.on_track.tolerance), inputFiles.agreement, 'on_track', 'tolerance'),
    ...besides(source, report),
    comment_columns: programme.sign_offs.map(({ role }) => as(role, (who) => `Comment of the ${who}`)),
    comment_space: fixed(Array(8).fill('\u00A0').join('\n')),
    has_decisions: decisions.length > 0 || asked !== undefined,
    decisions,
    is_asked: asked !== undefined,
    asked: asked ?? fixed(missing.text),
    columns,
    column_before: columns[0],
    column_now: columns[1],
    rating_counts: countRatings(source, report),
    rating_key: keyOf(agreement.rating_scale),
    ratings: report.conditions.map((condition) => buildRatings(source, before, condition)),
    ...generalFund(source, report),
    has_changes: reportDraft.number > 1,
    changes_heading: fixed(
      reportDraft.number > 1 ? `Since draft ${sinceOf(reportDraft)}` : 'Since the last draft',
    ),
    changes: changesOf(reportDraft).map((text) => workedOut(text, 'the lists of both drafts')),
  };
  return { context, status };
}

/** What falls on the council's reserves when the deficit is no longer kept apart from it, by the forecast for that day. */
function generalFund({ project }: ReportSource, report: ReportText) {
  const ends = project.agreement.accounting_treatment_ends ?? '';
  const isThen = ({ year }: { year: Given }) => ends !== '' && year.value === financialYearOf(ends);
  const due = report.evidence.find(isThen)?.forecast;
  const beside = report.mitigation_years.find(isThen)?.figures[2];
  const also = beside ? `; £${beside.value}m ${withSmall(report.mitigation_columns[2]?.value ?? '')}` : '';
  const words = `would bear £${due?.value}m when the accounting treatment ends (${monthName(ends)}), unless extended${also}.`;
  const at = { field: inputFiles.agreement, path: ['accounting_treatment_ends'] };
  return {
    has_general_fund: Number(due?.value) > 0,
    general_fund: workedOut(words, 'the forecast for the day on which it ends', due, beside, at),
  };
}

const keyOf = (scale: Agreement['rating_scale']) =>
  workedOut(
    scale
      .map(({ rating, meaning }) => `${rating}: ${withSmall(withoutStop(meaning.replace(/;.*/s, '')))}.`)
      .join(' '),
    'the meanings of the ratings, each up to its semicolon',
    { field: inputFiles.agreement, path: ['rating_scale'] },
  );

/** How many conditions have each rating, and which have one that needs a mitigation. */
function countRatings({ project }: ReportSource, { conditions }: ReportText): Given {
  const scale = [...project.agreement.rating_scale, { rating: missing.text, needs_mitigation: true }];
  const counts = scale.flatMap(({ rating: word, needs_mitigation }) => {
    const of = conditions.filter(({ rating }) => rating.value === word).map(({ number }) => number.value);
    return of.length > 0 ? [`${inWords(of.length)} ${word}${needs_mitigation ? ` (${list(of)})` : ''}`] : [];
  });
  return workedOut(list(counts) || missing.text, 'the ratings', ...conditions.map(({ rating }) => rating));
}

/** The money, the cause and movement of the forecast, what is at stake, the gravest risks, and the KPIs off target. */
function besides(source: ReportSource, report: ReportText) {
  return {
    stated_columns: report.stated_columns,
    moved_columns: report.moved_columns,
    money: report.money.map((row) => ({
      ...row,
      in_year_difference: as(row.in_year_difference, overPlan),
      difference: as(row.difference, overPlan),
    })),
    has_highest: report.has_highest,
    highest: report.highest,
    highest_beside: report.highest_beside,
    main_cause: report.main_cause,
    movement: report.movement,
    has_forecast_basis: report.has_forecast_basis,
    forecast_basis: report.forecast_basis,
    stake: report.stake,
    has_assessment: report.has_assessment || report.awaits_assessment,
    assessment: assessmentOf(report),
    overdue: report.overdue_in_short,
    has_risks: report.risks.length > 0,
    risks: topRisks(report.risks),
    kpis_off: offTarget(source),
  };
}

/** `4.000` of "4.000 above plan", below a heading that says so. */
const overPlan = (words: string) =>
  words.replace(/^(\S+) (above|below) plan$/, (_, by, side) => (side === 'above' ? by : `\u2212${by}`));

/** What the DfE made of the last report, and which of its questions are open. */
function assessmentOf(report: ReportText): Given {
  const { assessment_of, assessment_result: result, assessment_questions: questions } = report;
  const open = questions.filter(({ answer }) => answer.value === notAnswered).length;
  const asked = `${withCapital(counted(open, 'question'))} ${open === 1 ? 'is' : 'are'} not answered yet.`;
  const label = `**The DfE on the report of ${assessment_of.value}:**`;
  if (report.awaits_assessment) return as(assessment_of, () => `${label} no assessment received yet.`);
  const gap = gapBefore(result.value);
  return workedOut(
    `${label}${gap}${stopped(result.value)}${open > 0 ? `${gap}${asked}` : ''}`,
    'what the DfE has answered',
    assessment_of,
    result,
    ...questions.map(({ answer }) => answer),
  );
}

const grades = ['Low', 'Medium', 'High'];

/** The three gravest risks, by likelihood and impact; of equal ones those that the report has first. */
function topRisks(risks: ReportText['risks']) {
  const gravity = ({ likelihood, impact }: ReportText['risks'][number]) =>
    (grades.indexOf(likelihood.value) + 1) * (grades.indexOf(impact.value) + 1);
  return [...risks]
    .sort((a, b) => gravity(b) - gravity(a))
    .slice(0, 3)
    .map(({ risk, likelihood, impact, owner }) => ({
      risk: as(risk, withoutStop),
      rated: workedOut(
        `${likelihood.value}, ${impact.value}; ${owner.value}`,
        'likelihood, impact and owner',
        likelihood,
        impact,
        owner,
      ),
    }));
}

/** Who has the report in its stage `board`, by the agreement's milestones: `the Steering Group`. */
function boardOf({ milestones }: ReportSource): string {
  const names = milestones.flatMap(({ stage, with: whom }) => (stage === 'board' && whom ? [whom] : []));
  return list([...new Set(names)]) || 'the board';
}

/** The round before, unless the report is the first of all. */
function lastRound({ project, rounds, round }: ReportSource): string | undefined {
  return rounds.some(({ id }) => id < round.id) ? roundBefore(project.agreement, round.id) : undefined;
}

const sinceOf = ({ number, since = number - 1 }: ReportDraft) => since;

function changesOf(draft: ReportDraft): string[] {
  const { number, changes } = draft;
  const since = sinceOf(draft);
  if (since === number) return [`The board has this draft, draft ${number}.`];
  if (number <= 1) return ['This is the first draft of the report.'];
  const { success, data = [] } = changesSchema.safeParse(changes);
  if (!success) return [`Draft ${since} has left no record to compare this draft with.`];
  return data.length > 0 ? data : ['No answer, rating, figure or text has changed.'];
}
