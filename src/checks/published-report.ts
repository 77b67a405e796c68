import { error, resting } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/nearest.ts';
import { lookUp, referencesIn } from '../model/figure-reference.ts';
import {
  type CommitteeModule,
  mayPrint,
  type Paper,
  type PublishedPart,
  paperFile,
  textOf,
} from '../model/paper.ts';
import { inputFiles, type ReadableProject } from '../model/project.ts';
import { monthName, type Round, reportFile, updateOf } from '../model/round.ts';
import type { PaperCheck, PaperContext } from './context.ts';
import { type Text, textsIn, textsOfPaper } from './texts.ts';

/** What a paper for everyone prints of the reports to the DfE: that which its author has named, and draft figures only as such. */

const at = (paper: Paper, ...path: Array<string | number>) => ({
  file: paperFile(paper),
  path: ['publish_from_report', ...path],
});

/** The report that `publish_from_report` names is there, and has been submitted or is said to be a draft. */
export const publishedReportKnown: PaperCheck = ({ project, paper }) => {
  const named = textOf(paper)?.publish_from_report;
  if (!named) return [];
  const round = project.rounds.find(({ id }) => id === named.round);
  if (!round) {
    const known = project.rounds.map(({ id }) => id);
    const message = `there is no round ${named.round}${didYouMean(named.round, known)}`;
    const help = known.length > 0 ? `the rounds are: ${known.join(', ')}` : 'make the round first';
    return [error('paper/report', at(paper, 'round'), message, help)];
  }
  if (round.submitted || named.draft_figures) return [];
  const message = `the report of ${monthName(round.id)} has not been submitted`;
  const help = 'publish the paper after it, or say that these are draft figures: "draft_figures: true"';
  // Whether they are said to be draft figures is not known where that could not be read.
  const where = { ...at(paper, 'round'), instead: at(paper, 'draft_figures').path };
  return [error('paper/not-submitted', where, message, help)];
};

/** What the report that a paper prints does not have yet, by the part that would print it. */
function lackingIn({ agreement, forecasts, planRead }: ReadableProject, round: Round) {
  const known = agreement.rating_scale.map(({ rating }) => rating.toLowerCase());
  const unrated = agreement.conditions.flatMap(({ number }) =>
    known.includes(updateOf(round, number)?.update.rating?.toLowerCase() ?? '') ? [] : number,
  );
  const conditions = `condition${unrated.length === 1 ? '' : 's'} ${new Intl.ListFormat('en-GB').format(unrated.map(String))}`;
  const hasForecast = !planRead || forecasts.some((one) => one.round === round.id);
  const lacking: Record<PublishedPart, string | undefined> = {
    answer: round.report?.on_track ? undefined : 'does not say whether the programme is on track',
    timeline: round.conditions.some(({ update }) => update.timeline)
      ? undefined
      : 'has no timeline of a condition',
    ratings: unrated.length > 0 ? `has no rating of ${conditions}` : undefined,
    forecast: hasForecast ? undefined : 'has no forecast',
    risks: round.report?.emerging_risks?.length ? undefined : 'has no risks',
  };
  return lacking;
}

/** What a paper prints of a report is in the report. */
export const publishedPartsGiven: PaperCheck = ({ project, paper }) => {
  const { round: id, print = [], since = [] } = textOf(paper)?.publish_from_report ?? {};
  const round = project.rounds.find((candidate) => candidate.id === id);
  if (!round) return [];
  const lacking = lackingIn(project, round);
  const known = project.agreement.conditions.map(({ number }) => number);
  const isOfCondition = ({ condition }: { condition?: number | undefined }) => condition !== undefined;
  const isAlone = !print.includes('ratings') && (since.some(isOfCondition) || print.includes('timeline'));
  const risks = round.report?.emerging_risks;
  const unknown = since.flatMap(({ condition, risk = 0 }, i) => {
    const [of, number] = condition === undefined ? ['risk', risk] : ['condition', condition];
    const isOne =
      condition === undefined ? !Array.isArray(risks) || risk <= risks.length : known.includes(condition);
    if (isOne) return [];
    return error('paper/report', at(paper, 'since', i, of), `there is no ${of} ${number}`);
  });
  const message = 'next steps, and what has happened since, are printed beside the ratings, which are not';
  // Whether the ratings are named is not known where an entry could not be read.
  const found = error('paper/report', at(paper, 'print'), message, 'add ratings to print:');
  const alone = isAlone ? [resting(found, at(paper, 'print'))] : [];
  const missing = print.flatMap((part, i) => {
    if (lacking[part] === undefined) return [];
    const message = `the report of ${monthName(round.id)} ${lacking[part]}, and this paper prints it`;
    const help = `complete the report, or take ${part} out of print:`;
    return error('paper/report', at(paper, 'print', i), message, help);
  });
  return [...unknown, ...alone, ...missing];
};

/** Values of KPIs are in a paper only if it may print them; that a month has no value is reported by itself. */
export const roundFiguresPublished: PaperCheck = ({ project, paper }) => {
  const open = textsOfPaper(paper).flatMap((text) =>
    referencesIn(text.text).flatMap((reference) => {
      const { kind, at, typed } = reference;
      if (kind !== 'kpi' || mayPrint(paper, project, at) || 'without' in lookUp(project, reference))
        return [];
      return [{ at, typed, where: { ...placeOf(text), words: typed } }];
    }),
  );
  const last = open
    .map(({ at }) => at)
    .sort()
    .at(-1);
  const help = `name the round in paper.yaml: "publish_from_report: { round: ${last}, print: [], draft_figures: true }"`;
  const [first] = open;
  if (!first) return [];
  const more = open.length > 1 ? `; so are ${open.length - 1} more figures of reports` : '';
  const message = `${first.typed} is a figure of ${monthName(first.at)}, whose report has not been submitted${more}`;
  return [error('paper/not-submitted', first.where, message, help)];
};

const placeOf = ({ file, path }: Text) => ({ file, path });

/** What each of these modules prints of a report. */
const partOf: Partial<Record<CommitteeModule, PublishedPart>> = {
  ratings: 'ratings',
  money: 'forecast',
  risks: 'risks',
};

/** Modules of a paper that are named twice, or print what publish_from_report does not name, or KPIs that the paper does not. */
export const modulesGiven: PaperCheck = ({ paper }) => {
  const { committee } = paper;
  const printed = committee?.publish_from_report?.print ?? [];
  return (committee?.modules ?? []).flatMap((module, i) => {
    const where = { file: paperFile(paper), path: ['modules', i] };
    if (committee?.modules.indexOf(module) !== i)
      return error('paper/module', where, `module "${module}" is named twice`, 'remove one of the two');
    if (module === 'kpis' && !committee?.kpis) {
      const message = 'this module prints KPIs, and the paper names none';
      const help = 'add "kpis:" with an introduction and ids of kpis.yaml';
      return error('paper/module', where, message, help);
    }
    const part = partOf[module];
    if (!part || printed.includes(part)) return [];
    const message = `this module prints the ${part} of a report, and publish_from_report does not name ${part === 'forecast' ? 'it' : 'them'}`;
    const help = `add ${part} to its print: or remove the module`;
    return resting(error('paper/module', where, message, help), at(paper, 'print'));
  });
};

/** The texts of a report that a paper prints: its risks; why ratings are as they are, and what conditions mean. They are as public as the paper's own. */
export function textsOfPublishedReport({ project, paper }: PaperContext): Text[] {
  const { round: id, print = [] } = textOf(paper)?.publish_from_report ?? {};
  const round = project.rounds.find((candidate) => candidate.id === id);
  if (!round) return [];
  const { conditions, rating_scale } = project.agreement;
  const named = conditions.map(({ short, plain_words }) => ({ short, plain_words }));
  const parts = [
    ...(print.includes('risks')
      ? [{ file: reportFile(round), value: { emerging_risks: round.report?.emerging_risks } }]
      : []),
    ...(print.includes('ratings')
      ? [
          { file: inputFiles.agreement, value: { conditions: named, rating_scale } },
          ...round.conditions.map(({ file, update: { reason, mitigation, owner } }) => ({
            file,
            value: { reason, mitigation, owner },
          })),
        ]
      : []),
    ...(print.includes('timeline')
      ? round.conditions.map(({ file, update: { timeline } }) => ({ file, value: { timeline } }))
      : []),
  ];
  return textsIn(parts, true);
}
