import { type DifficultyNote, notesFor } from '../model/difficulty.ts';
import { namesMadeUpPlaces, referencesIn } from '../model/figure-reference.ts';
import { focusFile, isForTheDfe, type Paper, paperFile, textOf } from '../model/paper.ts';
import { inputFiles, type ReadableProject } from '../model/project.ts';
import { calendarOf, type Round, reportFile, roundBefore } from '../model/round.ts';
import { list } from './house-formats.ts';
import { openingSchemes } from './openings.ts';
import { type ContextOf, cellAt, type Given, type Source, workedOut } from './origins.ts';
import { forecastOf } from './plan-tables.ts';
import { monthsIn } from './public-kpis.ts';
import type { ReportSource } from './report-source.ts';

/** Content that is made up to show how a document looks: which it is, and the notice that says so. */

/** A part of a document, in words, whether its content is made up, and where that is said. */
type MadeUp = readonly [isMadeUp: boolean | undefined, words: string, ...said: readonly Source[]];

export const noticesShape = {
  is_illustrative: 'flag',
  /** What is made up. */
  made_up: 'text',
  illustrative: 'text',
  is_incomplete: 'flag',
  gaps: ['text'],
} as const;

/** Says above all else which content is made up, and what is missing: these go back to the inputs as a whole. */
export function buildNotices(
  council: Given,
  parts: readonly MadeUp[],
  gaps: readonly string[],
): ContextOf<typeof noticesShape> {
  const named = parts.filter(([isMadeUp]) => isMadeUp).map(([, words]) => words);
  const said = parts.flatMap(([, , ...sources]) => sources);
  return {
    is_illustrative: named.length > 0,
    made_up: workedOut(list(named) || 'nothing', 'what is marked as illustrative', ...said),
    illustrative: workedOut(
      `Illustrative content, made up to show how the document looks: ${list(named)}. It does not come from ${council.value}.`,
      'what is marked as illustrative',
      council,
      ...said,
    ),
    is_incomplete: gaps.length > 0,
    gaps: gaps.map((gap) => workedOut(gap, 'what reading and checking found')),
  };
}

/** Places that texts name. */
const placesNamed = (project: ReadableProject, said: unknown): MadeUp => [
  namesMadeUpPlaces(project, said),
  'the places that it names',
  saidIn(inputFiles.capital, 'growth'),
];

const saidIn = (file: string, ...path: string[]): Source => ({
  field: file,
  path: [...path, 'illustrative'],
});

function ofProgramme({ agreement, programme }: ReadableProject): MadeUp[] {
  return [
    [agreement.illustrative, 'the agreement', saidIn(inputFiles.agreement)],
    [programme.illustrative, 'the names and roles', saidIn(inputFiles.programme)],
  ];
}

/** The parts of a growth plan that may be made up. */
export function growthMadeUp(project: ReadableProject): MadeUp[] {
  const { capital } = project;
  const hasCounts = capital?.lists.some(({ schemes }) => schemes.some(({ open, pupils }) => open ?? pupils));
  return [
    ...ofProgramme(project),
    [capital?.illustrative, 'the schemes', saidIn(inputFiles.capital)],
    [capital?.growth?.illustrative, 'places by phase, need and term', saidIn(inputFiles.capital, 'growth')],
    [hasCounts && capital?.growth?.illustrative, 'open places and pupils'],
  ];
}

/** The parts of a forward plan that may be made up. */
export const forwardPlanMadeUp = (project: ReadableProject): MadeUp[] => [
  ...ofProgramme(project),
  [project.forwardPlan?.illustrative, 'the forward plan', saidIn(inputFiles.forwardPlan)],
];

/** The parts of a difficulty note that may be made up. */
export function difficultyMadeUp(project: ReadableProject, { file, note }: DifficultyNote): MadeUp[] {
  const { kpis, plan, forecasts } = project;
  const kinds = new Set(referencesIn(JSON.stringify(note ?? {})).map(({ kind }) => kind));
  const forecast =
    (kinds.has('forecast') || kinds.has('difference')) && forecasts.find((one) => one.illustrative);
  return [
    ...ofProgramme(project),
    [note?.illustrative, 'the difficulty', saidIn(file)],
    [kinds.has('kpi') && kpis?.illustrative, 'the KPI values', cellAt(kpis?.cell)],
    [kinds.has('plan') && plan?.illustrative, 'the agreed plan', cellAt(plan?.cell)],
    [Boolean(forecast), 'the forecast', forecast ? cellAt(forecast.cell) : undefined],
    placesNamed(project, note),
  ];
}

/** Of a report, what people have written and forecast for it. */
function ofRound(source: ReportSource): { texts: MadeUp[]; forecast: MadeUp } {
  const { project, round, rounds, calendar } = source;
  const { agreement } = project;
  const isMadeUp = ({ report, conditions }: Round) =>
    report?.illustrative || conditions.some(({ update }) => update.illustrative);
  // Ratings of the year are printed, and how each has moved since the report before, which may be of another year.
  const before = roundBefore(agreement, round.id);
  const earlier = rounds.filter(
    ({ id }) =>
      id < round.id && (id === before || calendarOf(agreement, id)?.financialYear === calendar.financialYear),
  );
  const said = (one: Round) => [saidIn(reportFile(one)), ...one.conditions.map(({ file }) => saidIn(file))];
  const isOfEarlier = !isMadeUp(round) && earlier.some(isMadeUp);
  const forecast = forecastOf(source);
  return {
    texts: [
      [isMadeUp(round), 'the ratings, updates and answers', ...said(round)],
      [isOfEarlier, 'the ratings of earlier reports', ...earlier.flatMap(said)],
    ],
    forecast: [forecast?.illustrative, 'the forecast', cellAt(forecast?.cell)],
  };
}

/** The parts of a report that may be made up. */
export function madeUpInReport(source: ReportSource): MadeUp[] {
  const { project } = source;
  const { register, plan, kpis } = project;
  const { texts, forecast } = ofRound(source);
  return [
    ...ofProgramme(project),
    ...texts,
    [register.illustrative, 'the list of KPIs', saidIn(inputFiles.register)],
    [kpis?.illustrative, 'the KPI values', cellAt(kpis?.cell)],
    [plan?.illustrative, 'the agreed plan', cellAt(plan?.cell)],
    forecast,
    placesNamed(project, source.round),
    ...notesFor(project, source.round.id).map(
      ({ id, note, file }): MadeUp => [note?.illustrative, id, saidIn(file)],
    ),
  ];
}

/** The parts of a paper that may be made up, less what is for the DfE alone. `report` is the one that it prints parts of. */
export function madeUpInPaper(
  project: ReadableProject,
  paper: Paper,
  report: ReportSource | undefined,
): MadeUp[] {
  const { register, plan, kpis } = project;
  const { paper: text, focus } = paper;
  const workstreams = paper.workstreams.filter(({ update }) => !isForTheDfe(update));
  const files = [paperFile(paper), focusFile(paper), ...workstreams.map(({ file }) => file)];
  const ofReport = report && ofRound(report);
  const isMadeUp =
    textOf(paper)?.illustrative ||
    focus?.illustrative ||
    workstreams.some(({ update }) => update.illustrative);
  return [
    ...ofProgramme(project),
    [
      project.capital?.illustrative && (focus?.lists ?? []).some(({ from }) => from !== undefined),
      'the schemes',
      saidIn(inputFiles.capital),
    ],
    [
      project.capital?.growth?.illustrative && openingSchemes(project, paper).length > 0,
      'the places of schemes by term',
      saidIn(inputFiles.capital, 'growth'),
    ],
    [isMadeUp, 'the text', ...files.map((file) => saidIn(file))],
    [text?.demand.illustrative, 'the figures of demand', saidIn(paperFile(paper), 'demand')],
    [register.illustrative, 'the list of KPIs', saidIn(inputFiles.register)],
    [kpis?.illustrative && monthsIn(project, paper).length > 0, 'the KPI values', cellAt(kpis?.cell)],
    [plan?.illustrative, 'the agreed plan', cellAt(plan?.cell)],
    ...(ofReport ? [...ofReport.texts, ofReport.forecast] : []),
    placesNamed(project, [text, paper.committee, focus, workstreams]),
  ];
}
