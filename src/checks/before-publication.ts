import { error, type Finding, type Where } from '../diagnostics/diagnostic.ts';
import { namesMadeUpPlaces } from '../model/figure-reference.ts';
import { focusFile, paperFile, publicOnly, textOf } from '../model/paper.ts';
import { inputFiles } from '../model/project.ts';
import { reportFile } from '../model/round.ts';
import type { PaperContext } from './context.ts';
import { markOf, refuseMadeUp } from './illustrative.ts';
import { privateDetailsIn } from './privacy/find-private-details.ts';
import { privateFinding, publicRules } from './private-details.ts';
import { textsOfPaper } from './texts.ts';

/** What a paper needs before it is published, besides having no errors: nothing made up, and a reason if it was published before. */
export function checkPublication(
  context: PaperContext,
  today: string,
  reason: string | undefined,
): Finding[] {
  return [
    ...refuseMadeUp('publication/illustrative', madeUpIn(context)),
    ...publishedOnce(context, today, reason),
    ...privateReason(context, reason),
  ];
}

/** The reason is printed on the first page: what is private in it is found before, as no file holds it. */
export function privateReason({ project, paper }: PaperContext, reason: string | undefined): Finding[] {
  const rules = publicRules(project, paper);
  return privateDetailsIn(reason ?? '', rules).found.map((found) => {
    const finding = privateFinding(found, { file: paperFile(paper) }, rules.smallestCount);
    return { ...finding, message: `in --reason, ${finding.message}` };
  });
}

/** What a paper would print that is marked illustrative, by the place of the mark. */
export function madeUpIn(context: PaperContext): Where[] {
  const { project, paper } = context;
  const { agreement, programme, register, capital, plan, kpis } = project;
  const listsSchemes = (paper.focus?.lists ?? []).some(({ from }) => from !== undefined);
  const namesPlaces = namesMadeUpPlaces(project, textsOfPaper(paper));
  const month = paper.id.slice(0, 7);
  const printsKpis = kpis?.periods.some(({ id }) => id <= month);
  return [
    ...markOf(inputFiles.agreement, agreement.illustrative),
    ...markOf(inputFiles.programme, programme.illustrative),
    ...markOf(inputFiles.register, register.illustrative),
    ...markOf(paperFile(paper), textOf(paper)?.illustrative),
    ...markOf(paperFile(paper), paper.paper?.demand.illustrative, ['demand']),
    ...markOf(focusFile(paper), paper.focus?.illustrative),
    ...markOf(inputFiles.capital, (listsSchemes || namesPlaces) && capital?.illustrative),
    ...markOf(inputFiles.capital, namesPlaces && capital?.growth?.illustrative, ['growth']),
    ...paper.workstreams.flatMap(({ file, update }) =>
      publicOnly([update]).flatMap(({ illustrative }) => markOf(file, illustrative)),
    ),
    ...reportMadeUp(context),
    ...(plan?.illustrative ? [plan.cell] : []),
    ...(kpis?.illustrative && printsKpis ? [kpis.cell] : []),
  ];
}

function reportMadeUp({ project, paper }: PaperContext): Where[] {
  const { round: id, print = [] } = textOf(paper)?.publish_from_report ?? {};
  const round = project.rounds.find((candidate) => candidate.id === id);
  if (!round || print.length === 0) return [];
  const forecast = project.forecasts.find((table) => table.round === id);
  return [
    ...markOf(reportFile(round), round.report?.illustrative),
    ...round.conditions.flatMap(({ file, update }) => markOf(file, update.illustrative)),
    ...(forecast?.illustrative && print.includes('forecast') ? [forecast.cell] : []),
  ];
}

/** The first time needs no reason; after that a paper is published as a revision, which says why. */
function publishedOnce(
  { project, paper }: PaperContext,
  today: string,
  reason: string | undefined,
): Finding[] {
  const at = project.submissions.findLastIndex(({ id }) => id === paper.id);
  const last = project.submissions[at];
  const where: Where = { file: inputFiles.submissions, path: ['entries', at] };
  if (!last && reason !== undefined) {
    const message = 'a reason is for a revision, and this paper has not been published yet';
    return [error('publication/revision', { file: paperFile(paper) }, message, 'leave out --reason')];
  }
  if (last && reason === undefined) {
    const message = `the paper of ${paper.id} was published on ${last.day}`;
    const help = 'to publish it again as a numbered revision, say why: --reason "…"';
    return [error('publication/revision', where, message, help)];
  }
  if (last && last.day > today) {
    const message = `the paper was published on ${last.day}, which is after today, ${today}`;
    return [error('publication/revision', where, message, 'see whether --today is right')];
  }
  return [];
}
