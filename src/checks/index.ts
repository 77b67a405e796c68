import type { Finding } from '../diagnostics/diagnostic.ts';
import type { ReadableProject } from '../model/project.ts';
import {
  assessmentsInOrder,
  conditionsNumbered,
  contributionsInYears,
  paymentsAgree,
  wordingGiven,
} from './agreement.ts';
import { answersKnown, noneSaid, onTrackAnswered, questionsAnswered } from './answers.ts';
import { capitalPlacesAddUp, capitalSchemesKnown, paperGrowthAgrees, roundGrowthAgrees } from './capital.ts';
import {
  conditionsInOrder,
  conditionsKnown,
  conditionsOnce,
  conditionsPresent,
  conditionsVerbatim,
  progressGiven,
  progressNew,
} from './conditions.ts';
import {
  type PaperCheck,
  type PaperContext,
  type ProjectCheck,
  type RoundCheck,
  type RoundContext,
  updateOf,
} from './context.ts';
import {
  holidaysReachDeadline,
  milestonesInOrder,
  mitigationsAhead,
  promisesKept,
  signOffsInside,
  stepDatesInOrder,
  timelinesKept,
  updatesInside,
} from './dates.ts';
import { paperFiguresAgree, roundFiguresAgree } from './figures.ts';
import {
  forecastGiven,
  forecastLikely,
  forecastNew,
  ledgerRecent,
  mitigationsHelp,
  onTrackAgrees,
} from './forecast.ts';
import { promisedRoundsKnown } from './forward-plan.ts';
import { commentsKnown, exceptionsExplained } from './kpi-comments.ts';
import { kpiSumsKnown } from './kpi-sums.ts';
import { kpiColumnsDiffer, kpiValuesSane } from './kpi-values.ts';
import { kpiRowsMatch, kpisAgreeWithPlan, kpisPresent, kpiValuesGiven, registerConsistent } from './kpis.ts';
import { noPlaceholders, printedAsMeant } from './narrative.ts';
import {
  demandGiven,
  paperKpisKnown,
  paperPrintedAsMeant,
  paperWithoutPlaceholders,
  schemeCountsAgree,
  schemeNumbersOnce,
  schemesNamed,
  workstreamsPresent,
} from './papers.ts';
import { contributionsAgree, planLinesMatch, planPresent, planValuesGiven, planYearsMatch } from './plan.ts';
import { planAddsUp } from './plan-sums.ts';
import { inMillions, planInMillions } from './plan-units.ts';
import { allowancesUsed, privateDetailsRemoved, publicGroupGiven } from './private-details.ts';
import { linksHaveWords, namesExplained, publicNameUsed, shortFormsExplained } from './public-wording.ts';
import {
  modulesGiven,
  publishedPartsGiven,
  publishedReportKnown,
  roundFiguresPublished,
} from './published-report.ts';
import {
  changesExplained,
  earlierReportsWhole,
  mitigationsGiven,
  ownersGiven,
  ratingsGiven,
  ratingsInScale,
  ratingsNotEarly,
} from './ratings.ts';
import { snoozedCodesKnown } from './snooze.ts';
import { correctionsKnown, submissionsAgree } from './submissions.ts';
import { mainCauseAgrees, reasonsMissing, variancesKnown } from './variances.ts';

export type { PaperContext, RoundContext } from './context.ts';
export { checkDifficulty } from './difficulties.ts';
export { type RoundingNote, roundingNotes } from './plan-sums.ts';

/** All checks in force. docs/checks.md says what each looks for, why, and how to mend what it finds. */

const projectChecks: ProjectCheck[] = [
  conditionsNumbered,
  wordingGiven,
  contributionsInYears,
  paymentsAgree,
  assessmentsInOrder,
  registerConsistent,
  kpiSumsKnown,
  kpisPresent,
  kpiRowsMatch,
  planLinesMatch,
  planYearsMatch,
  planValuesGiven,
  planAddsUp,
  contributionsAgree,
  capitalSchemesKnown,
  capitalPlacesAddUp,
  promisedRoundsKnown,
];

/** What there is: which update is that of each condition, and the forecast. */
const presenceChecks: RoundCheck[] = [
  conditionsPresent,
  conditionsKnown,
  conditionsOnce,
  conditionsInOrder,
  forecastGiven,
];

const roundChecks: RoundCheck[] = [
  conditionsVerbatim,
  progressGiven,
  progressNew,
  ratingsGiven,
  ratingsInScale,
  ratingsNotEarly,
  changesExplained,
  earlierReportsWhole,
  mitigationsGiven,
  ownersGiven,
  noPlaceholders,
  printedAsMeant,
  roundFiguresAgree,
  roundGrowthAgrees,
  onTrackAnswered,
  questionsAnswered,
  answersKnown,
  noneSaid,
  kpiValuesGiven,
  kpiValuesSane,
  kpiColumnsDiffer,
  kpisAgreeWithPlan,
  commentsKnown,
  exceptionsExplained,
  forecastLikely,
  forecastNew,
  ledgerRecent,
  mitigationsHelp,
  onTrackAgrees,
  variancesKnown,
  reasonsMissing,
  mainCauseAgrees,
  updatesInside,
  signOffsInside,
  mitigationsAhead,
  timelinesKept,
  stepDatesInOrder,
  promisesKept,
  milestonesInOrder,
  holidaysReachDeadline,
  submissionsAgree,
  correctionsKnown,
  snoozedCodesKnown,
];

const paperChecks: PaperCheck[] = [
  publicGroupGiven,
  workstreamsPresent,
  paperKpisKnown,
  demandGiven,
  schemesNamed,
  schemeNumbersOnce,
  schemeCountsAgree,
  paperWithoutPlaceholders,
  paperPrintedAsMeant,
  paperFiguresAgree,
  publishedReportKnown,
  publishedPartsGiven,
  modulesGiven,
  roundFiguresPublished,
  paperGrowthAgrees,
  publicNameUsed,
  shortFormsExplained,
  namesExplained,
  linksHaveWords,
  privateDetailsRemoved,
  allowancesUsed,
];

/** What concerns every round: the agreement, the register, the plan. */
export function checkProject(project: ReadableProject): Finding[] {
  const sound = inMillions(project);
  return [
    ...[planPresent, planInMillions].flatMap((check) => check(project)),
    ...projectChecks.flatMap((check) => check(sound)),
  ];
}

/** What is wrong in an update that does not count is not said. */
export function checkRound(context: RoundContext): Finding[] {
  const { round } = context;
  const conditions = round.conditions.filter((one) => updateOf(round, one.update.condition) === one);
  const counting = { ...context, project: inMillions(context.project), round: { ...round, conditions } };
  return [
    ...presenceChecks.flatMap((check) => check(context)),
    ...roundChecks.flatMap((check) => check(counting)),
  ];
}

export function checkPaper({ project, paper }: PaperContext): Finding[] {
  const context = { project: inMillions(project), paper };
  return paperChecks.flatMap((check) => check(context));
}
