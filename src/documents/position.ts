import { notRecorded, type Paper, type PublishedPart, paperFile, reportIn, textOf } from '../model/paper.ts';
import type { PlanTable } from '../model/plan.ts';
import { inputFiles, type ReadableProject } from '../model/project.ts';
import {
  calendarOf,
  financialYearOf,
  monthName,
  type Risk,
  type Round,
  reportFile,
  roundsOfYear,
} from '../model/round.ts';
import { comparedIn } from '../model/variance.ts';
import { actionsIn, sinceThen } from './actions.ts';
import { buildCauses, causesShape } from './causes.ts';
import { byColumn, columnShape } from './column-lists.ts';
import { buildConditions, ratingMovement, ratingsInWords } from './conditions.ts';
import { buildEvidence, buildMitigations, evidenceShape, yearsThatMatter } from './evidence.ts';
import { type Fields, fieldsOf } from './fields-of-files.ts';
import { withFigures } from './figure-references.ts';
import { frequencyOf, longDate } from './house-formats.ts';
import { as, fixed, type Given, orElse, workedOut } from './origins.ts';
import { forecastOf } from './plan-tables.ts';
import { publicNameOf } from './public-kpis.ts';
import { missing, type ReportSource } from './report-source.ts';
import { writeRisk } from './tri-annual-report.ts';
import { causeOf, movementInWords } from './variance-sentences.ts';

/**
 * What a paper for everyone prints of a report to the DfE: as much as its author has named under `publish_from_report`. A return
 * may be exempt from publication, so nothing is printed without that; the paper then says where the position is reported.
 */

const conditionNameShape = {
  number: 'text',
  name: 'text',
  /** What the condition means, in a sentence of the council's. */
  has_plain_words: 'flag',
  plain_words: 'text',
} as const;

export const positionShape = {
  /** Whether the paper prints anything of a report. */
  has_position: 'flag',
  position_sentence: 'text',
  has_answer: 'flag',
  on_track: 'text',
  has_ratings: 'flag',
  /** Ratings in each report of the financial year so far, how each has moved since the last, and how many there are of each. */
  ...columnShape('columns'),
  movement_columns: ['text'],
  ratings_of_year: [{ ...conditionNameShape, ...columnShape('ratings'), movements: ['text'] }],
  ratings_count: 'text',
  rating_meanings: [{ rating: 'text', meaning: 'text' }],
  has_actions: 'flag',
  actions: [
    {
      number: 'text',
      name: 'text',
      rating: 'text',
      reason: 'text',
      action: 'text',
      owner: 'text',
      by: 'text',
      states: ['text'],
    },
  ],
  /** Those of the next step after the meeting and of what has happened since, where the paper prints them. */
  action_columns: ['text'],
  has_forecast: 'flag',
  /** The deficit of this year, and the cumulative one at its end and at that of the last year. */
  deficits: [{ what: 'text', plan: 'text', forecast: 'text', difference: 'text' }],
  main_cause: 'text',
  movement: 'text',
  ...causesShape,
  /** What the paper's author says of the money. */
  money_comment: 'markdown',
  has_unmitigated: 'flag',
  unmitigated: 'text',
  forecast_sentence: 'text',
  forecast: [evidenceShape],
  has_risks: 'flag',
  no_risks: 'text',
  risk_columns: ['text'],
  risks: [
    { risk: 'text', likelihood: 'text', impact: 'text', mitigation: 'text', owner: 'text', states: ['text'] },
  ],
} as const;

/** The report that a paper prints parts of, where there is one. */
export function reportPublishedIn(project: ReadableProject, paper: Paper): ReportSource | undefined {
  const id = textOf(paper)?.publish_from_report?.round;
  const round = project.rounds.find((candidate) => candidate.id === id);
  const calendar = round && calendarOf(project.agreement, round.id);
  return calendar && { project, round, rounds: project.rounds, calendar, milestones: [], gaps: [] };
}

const isPublished = (paper: Paper, part: PublishedPart) =>
  textOf(paper)?.publish_from_report?.print.includes(part) === true;

export function forecastPublishedIn(project: ReadableProject, paper: Paper): PlanTable | undefined {
  const source = reportPublishedIn(project, paper);
  return source && isPublished(paper, 'forecast') ? forecastOf(source) : undefined;
}

export function buildPosition(project: ReadableProject, paper: Paper) {
  const source = reportPublishedIn(project, paper);
  const prints = (part: PublishedPart) => source !== undefined && isPublished(paper, part);
  const report =
    source &&
    fieldsOf(source.round.report ?? {}, {
      file: reportFile(source.round),
      fill: withFigures(project, publicNameOf, source.round.id),
      isPublic: true,
    });
  const evidence = source && prints('forecast') ? buildEvidence(source) : undefined;
  const scale = fieldsOf(project.agreement.rating_scale, {
    file: inputFiles.agreement,
    at: ['rating_scale'],
  });
  const actions = source && prints('ratings') ? actionsIn(source, paper, prints('timeline')) : [];
  const risks = prints('risks') ? report?.emerging_risks : undefined;
  const states = sinceThen(paper, 'risk');
  const atMeeting = workedOut(`At ${longDate(paper.meeting)}`, 'the day of the meeting');
  return {
    has_position: source !== undefined && (textOf(paper)?.publish_from_report?.print.length ?? 0) > 0,
    position_sentence: sentenceOn(project, paper, source),
    has_answer: prints('answer'),
    on_track: orElse(prints('answer') ? report?.on_track : undefined, missing.text),
    has_ratings: prints('ratings'),
    ...ratingsIn(project, prints('ratings') ? source : undefined),
    rating_meanings: prints('ratings') ? scale.map(({ rating, meaning }) => ({ rating, meaning })) : [],
    has_actions: actions.length > 0,
    actions,
    action_columns: [
      ...(prints('timeline') ? [fixed('Next step')] : []),
      ...(sinceThen(paper, 'condition').size > 0 ? [atMeeting] : []),
    ],
    has_forecast: evidence !== undefined,
    ...(source && evidence ? buildMoney(source, evidence.rows) : noMoney),
    money_comment: commentIn(project, paper),
    forecast_sentence: evidence?.sentence ?? fixed(''),
    forecast: source && evidence ? evidence.rows.slice(firstYearOf(source)) : [],
    has_risks: prints('risks'),
    no_risks: orElse(Array.isArray(risks) ? undefined : (risks as Given | undefined), missing.text),
    risk_columns: states.size > 0 ? [atMeeting] : [],
    risks: (Array.isArray(risks) ? (risks as ReadonlyArray<Fields<Risk>>) : []).map((risk, i) => ({
      ...writeRisk(risk),
      states: states.size > 0 ? [orElse(states.get(i + 1), notRecorded)] : [],
    })),
  };
}

/** The ratings of the year so far, and how they have moved: a column in which nothing is due yet says nothing. */
function ratingsIn(project: ReadableProject, source: ReportSource | undefined) {
  const { agreement } = project;
  const all = source ? conditionsIn(source) : [];
  const isDue = (_: unknown, i: number) =>
    (agreement.reports[i]?.number ?? 0) <= (source?.calendar.report.number ?? 0);
  const reports = fieldsOf(agreement.reports, { file: inputFiles.agreement, at: ['reports'] }).filter(isDue);
  // The paper's author names this report: of an earlier one it prints a word of the scale, and nothing else.
  const words = [...agreement.rating_scale.map(({ rating }) => rating), 'No report'];
  const inWords = (rating: Given, i: number, { length }: readonly Given[]) =>
    i === length - 1 || words.includes(rating.value) ? rating : fixed(missing.text);
  const conditions = all.map(({ condition }) => condition);
  const hasMoved = source !== undefined && project.rounds.some(({ id }) => id < source.round.id);
  return {
    ...byColumn(
      'columns',
      reports.map(({ column }) => column),
    ),
    movement_columns: hasMoved ? [fixed('Movement')] : [],
    ratings_of_year: all.map(({ condition: { ratings }, names }) => ({
      ...names,
      ...byColumn('ratings', ratings.filter(isDue).map(inWords)),
      movements: source && hasMoved ? [ratingMovement(source, Number(names.number.value)).short] : [],
    })),
    ratings_count: source ? ratingsInWords(source, conditions) : fixed(''),
  };
}

/** The conditions of a report, each with its names for a public paper. */
function conditionsIn(source: ReportSource) {
  const given = fieldsOf(source.project.agreement.conditions, {
    file: inputFiles.agreement,
    at: ['conditions'],
  });
  return buildConditions(source).map((condition, i) => {
    const words = given[i]?.plain_words;
    const { number, name } = condition;
    const names = { number, name, has_plain_words: Boolean(words), plain_words: words ?? fixed('') };
    return { condition, names };
  });
}

/** A year that is over is no longer forecast: papers begin with the year of the report. */
function firstYearOf({ project, calendar }: Pick<ReportSource, 'project' | 'calendar'>) {
  return Math.max(0, project.agreement.financial_years.indexOf(calendar.financialYear));
}

/** The years that a paper compares, and those of its charts: all of the plan where it publishes no forecast. */
export function yearsPublishedIn(project: ReadableProject, paper: Paper) {
  const source = forecastPublishedIn(project, paper) && reportPublishedIn(project, paper);
  return project.agreement.financial_years.slice(source ? firstYearOf(source) : 0);
}

const noMoney = {
  deficits: [],
  main_cause: fixed(''),
  movement: fixed(''),
  has_causes: false,
  cause_columns: [],
  causes: [],
  has_unmitigated: false,
  unmitigated: fixed(''),
};

/** The deficit as planned and as forecast, the line that the difference comes from, and the balance without mitigations. */
function buildMoney(source: ReportSource, rows: ReturnType<typeof buildEvidence>['rows']) {
  const years: readonly string[] = yearsThatMatter(source);
  const shown = rows.filter(({ year }) => years.includes(year.value));
  const found = comparedIn(source.project, source.calendar);
  const { has_unmitigated, unmitigated } = buildMitigations(source);
  return {
    deficits: [
      ...shown.slice(0, 1).map((one) => ({
        what: as(one.year, (year) => `In ${year} alone`),
        plan: one.in_year_plan,
        forecast: one.in_year_forecast,
        difference: one.in_year_difference,
      })),
      ...shown.map(({ year, plan, forecast, difference }) => ({
        what: as(year, (words) => `In total, at the end of ${words}`),
        plan,
        forecast,
        difference,
      })),
    ],
    main_cause: found ? causeOf(found) : fixed(missing.comparison),
    movement: found ? movementInWords(found) : fixed(''),
    ...buildCauses(source, found),
    has_unmitigated,
    unmitigated,
  };
}

function commentIn(project: ReadableProject, paper: Paper): Given {
  const at = { file: paperFile(paper), at: ['publish_from_report'], isPublic: true };
  const given = textOf(paper)?.publish_from_report;
  const fill = withFigures(project, publicNameOf, reportIn(paper));
  return (given && fieldsOf(given, { ...at, fill }).comment) ?? fixed('');
}

/** From which report the position is, or where it is reported. */
function sentenceOn(project: ReadableProject, paper: Paper, source: ReportSource | undefined): Given {
  const { print = [] } = textOf(paper)?.publish_from_report ?? {};
  if (!source || print.length === 0) {
    const often = frequencyOf(project.agreement.reports.length);
    const next = roundsOfYear(project.agreement, financialYearOf(paper.meeting))
      .flatMap((id) => calendarOf(project.agreement, id) ?? [])
      .find(({ deadline }) => deadline > paper.meeting);
    return workedOut(
      `Whether the programme is on track, the ratings of its conditions and its forecast are reported to the Department for Education in the council's ${often ? `${often} ` : ''}reports.${next ? ` The report of ${monthName(next.id)} is due on ${longDate(next.deadline)}.` : ''}`,
      'nothing of a report is to be printed',
      { field: paperFile(paper), path: ['publish_from_report'] },
    );
  }
  const { round } = source;
  return workedOut(
    `The position is that of the council's report of ${monthName(round.id)} to the Department for Education${stateOf(round)}`,
    'the report that is named, and its record',
    { field: paperFile(paper), path: ['publish_from_report'] },
  );
}

function stateOf({ submitted, submission }: Round): string {
  if (!submitted)
    return '. The figures were taken from a draft of it, and the report as submitted may differ.';
  return submission ? `, submitted on ${longDate(submission.submitted)}.` : ', which has been submitted.';
}
