import type { Finding } from '../diagnostics/diagnostic.ts';
import type { ReadableProject } from '../model/project.ts';
import * as agreement from './agreement.ts';
import * as answers from './answers.ts';
import * as capital from './capital.ts';
import * as conditions from './conditions.ts';
import {
  type PaperCheck,
  type PaperContext,
  type ProjectCheck,
  type RoundCheck,
  type RoundContext,
  updateOf,
} from './context.ts';
import * as dates from './dates.ts';
import * as figures from './figures.ts';
import * as forecast from './forecast.ts';
import * as forwardPlan from './forward-plan.ts';
import * as kpiComments from './kpi-comments.ts';
import * as kpiSums from './kpi-sums.ts';
import * as kpiValues from './kpi-values.ts';
import * as kpis from './kpis.ts';
import * as narrative from './narrative.ts';
import * as papers from './papers.ts';
import * as plan from './plan.ts';
import * as planSums from './plan-sums.ts';
import { inMillions, planInMillions } from './plan-units.ts';
import * as privateDetails from './private-details.ts';
import * as publicWording from './public-wording.ts';
import * as publishedReport from './published-report.ts';
import * as ratings from './ratings.ts';
import * as snooze from './snooze.ts';
import * as submissions from './submissions.ts';
import * as variances from './variances.ts';

export type { PaperContext, RoundContext } from './context.ts';
export { checkDifficulty } from './difficulties.ts';
export { type RoundingNote, roundingNotes } from './plan-sums.ts';

/** All checks in force. docs/checks.md says what each looks for, why, and how to mend what it finds. */

const projectChecks: ProjectCheck[] = [
  agreement.conditionsNumbered,
  agreement.wordingGiven,
  agreement.contributionsInYears,
  agreement.paymentsAgree,
  agreement.assessmentsInOrder,
  narrative.settingsWithoutLeftovers,
  kpis.registerConsistent,
  kpiSums.kpiSumsKnown,
  kpis.kpisPresent,
  kpis.kpiRowsMatch,
  plan.planLinesMatch,
  plan.planYearsMatch,
  plan.planValuesGiven,
  planSums.planAddsUp,
  plan.contributionsAgree,
  capital.capitalSchemesKnown,
  capital.capitalPlacesAddUp,
  forwardPlan.promisedRoundsKnown,
];

/** What there is: which update is that of each condition, and the forecast. */
const presenceChecks: RoundCheck[] = [
  conditions.conditionsPresent,
  conditions.conditionsKnown,
  conditions.conditionsOnce,
  conditions.conditionsInOrder,
  forecast.forecastGiven,
];

const roundChecks: RoundCheck[] = [
  conditions.conditionsVerbatim,
  conditions.progressGiven,
  conditions.progressNew,
  ratings.ratingsGiven,
  ratings.ratingsInScale,
  ratings.ratingsNotEarly,
  ratings.changesExplained,
  ratings.earlierReportsWhole,
  ratings.mitigationsGiven,
  ratings.ownersGiven,
  narrative.noPlaceholders,
  narrative.printedAsMeant,
  figures.roundFiguresAgree,
  capital.roundGrowthAgrees,
  answers.onTrackAnswered,
  answers.questionsAnswered,
  answers.answersKnown,
  answers.noneSaid,
  kpis.kpiValuesGiven,
  kpiValues.kpiValuesSane,
  kpiValues.kpiColumnsDiffer,
  kpis.kpisAgreeWithPlan,
  kpis.targetsAgreeWithPlan,
  kpiComments.commentsKnown,
  kpiComments.exceptionsExplained,
  forecast.forecastLikely,
  forecast.forecastNew,
  forecast.ledgerRecent,
  forecast.mitigationsHelp,
  forecast.onTrackAgrees,
  variances.variancesKnown,
  variances.reasonsMissing,
  variances.mainCauseAgrees,
  dates.updatesInside,
  dates.signOffsInside,
  dates.mitigationsAhead,
  dates.timelinesKept,
  dates.stepDatesInOrder,
  dates.promisesKept,
  dates.milestonesInOrder,
  dates.holidaysReachDeadline,
  submissions.submissionsAgree,
  submissions.correctionsKnown,
  snooze.snoozedCodesKnown,
];

const paperChecks: PaperCheck[] = [
  privateDetails.publicGroupGiven,
  papers.workstreamsPresent,
  papers.paperKpisKnown,
  papers.demandGiven,
  papers.schemesNamed,
  papers.schemeNumbersOnce,
  papers.schemeCountsAgree,
  papers.paperWithoutPlaceholders,
  papers.paperPrintedAsMeant,
  figures.paperFiguresAgree,
  publishedReport.publishedReportKnown,
  publishedReport.publishedPartsGiven,
  publishedReport.modulesGiven,
  publishedReport.roundFiguresPublished,
  capital.paperGrowthAgrees,
  publicWording.publicNameUsed,
  publicWording.shortFormsExplained,
  publicWording.namesExplained,
  publicWording.linksHaveWords,
  privateDetails.privateDetailsRemoved,
  privateDetails.allowancesUsed,
];

/** What concerns every round: the agreement, the register, the plan. */
export function checkProject(project: ReadableProject): Finding[] {
  const sound = inMillions(project);
  return [
    ...[plan.planPresent, planInMillions].flatMap((check) => check(project)),
    ...projectChecks.flatMap((check) => check(sound)),
  ];
}

/** What is wrong in an update that does not count is not said. */
export function checkRound(context: RoundContext): Finding[] {
  const { round } = context;
  const counted = round.conditions.filter((one) => updateOf(round, one.update.condition) === one);
  const counting = {
    ...context,
    project: inMillions(context.project),
    round: { ...round, conditions: counted },
  };
  return [
    ...presenceChecks.flatMap((check) => check(context)),
    ...roundChecks.flatMap((check) => check(counting)),
  ];
}

export function checkPaper({ project, paper }: PaperContext): Finding[] {
  const context = { project: inMillions(project), paper };
  return paperChecks.flatMap((check) => check(context));
}
