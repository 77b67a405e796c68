import { error, type Finding, resting, warning } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/nearest.ts';
import { isOptional, type PlanLine } from '../model/agreement.ts';
import type { Figure } from '../model/figure.ts';
import {
  isReported,
  lookUp,
  type Reference,
  referencesIn,
  replaceReferences,
} from '../model/figure-reference.ts';
import { reportIn } from '../model/paper.ts';
import { rowOf } from '../model/plan.ts';
import type { ReadableProject } from '../model/project.ts';
import { monthName } from '../model/round.ts';
import { isMore } from '../model/variance.ts';
import { inRegister, type PaperCheck, type RoundCheck } from './context.ts';
import { sentencesOf, type Text, textsOfPaper, textsOfRound } from './texts.ts';

/** Figures in narrative: those that refer to a workbook must be there, those typed by hand must agree with one. */

export const roundFiguresAgree: RoundCheck = ({ project, round }) =>
  figuresAgree(project, textsOfRound(round), round.id, round.id);
export const paperFiguresAgree: PaperCheck = ({ project, paper }) => {
  const named = reportIn(paper);
  const isThere = named === undefined || project.rounds.some(({ id }) => id === named);
  // Of a round that is not there, which another check reports, or of none: the first says so for all.
  let isSaid = !isThere;
  const sayOnce = (typed: string) => {
    const said = isSaid ? ' '.repeat(typed.length) : typed;
    isSaid = true;
    return said;
  };
  const texts = textsOfPaper(paper).map((one) => {
    const isWhole = isThere && named !== undefined;
    return isWhole
      ? one
      : { ...one, text: one.text.replace(/\{\{\s*(?:forecast|difference)[^{}]*\}\}/g, sayOnce) };
  });
  return figuresAgree(project, texts, named);
};

/**
 * @param round whose forecast the texts may name
 * @param own the round that they belong to, whose missing figures are reported by themselves
 */
export const figuresAgree = (
  project: ReadableProject,
  texts: readonly Text[],
  round?: string,
  own?: string,
): Finding[] => {
  // An amount may be of the round's forecast, which is not there, and is reported as that.
  const isWhole = own === undefined || project.forecasts.some((one) => one.round === own);
  return texts.flatMap((text) => [
    ...referencesIn(text.text).flatMap((reference) =>
      referenceKnown(project, reference, text, { round, own }),
    ),
    ...(isWhole ? typedFigures(project, text) : []),
  ]);
};

function referenceKnown(
  project: ReadableProject,
  reference: Reference,
  { file, path, text }: Text,
  { round, own }: { round: string | undefined; own: string | undefined },
): Finding[] {
  const found = lookUp(project, reference, round);
  const where = { file, path, words: reference.typed };
  if ('difference' in found) return directionAgrees(reference, { file, path, text }, found);
  const isKnown = 'figure' in found || 'withheld' in found || 'places' in found;
  if (isKnown || ('without' in found && isReported(project, reference, own))) return [];
  const ofForecast = round !== undefined && /^(?:forecast|difference)$/.test(reference.kind);
  const forecast = ofForecast ? project.forecasts.find((one) => one.round === round) : undefined;
  // A year that the whole table lacks is reported as that.
  const hasYear = forecast?.years.includes(reference.at.replace('-', '/')) ?? true;
  if ('without' in found && !hasYear && isColumn(project, reference)) return [];
  if ('outsideRound' in found) {
    const message = `${reference.typed} names a forecast, and this text belongs to no round`;
    const other = file.startsWith('difficulties/')
      ? ': there is no report before the day of this note'
      : ', or name the round in paper.yaml under publish_from_report';
    const help = `refer to the agreed plan, as {{plan id year}}${other}`;
    return [error('figure/unknown', where, message, help)];
  }
  if ('without' in found) {
    const table = found.of ? 'agreed plan' : `forecast of ${monthName(round ?? '')}`;
    const there = ofForecast ? ` in the ${table}` : '';
    const message = `${reference.typed} names no figure: "${found.without}" has none for ${reference.at}${there}`;
    const help =
      found.of && isOptional(found.of.role)
        ? `forecasts alone have this line: write {{forecast ${reference.id} ${reference.at}}} in a text of a round`
        : isColumn(project, reference)
          ? `fill in its cell, or name another ${reference.kind === 'kpi' ? 'month' : 'year'}`
          : helpOn(reference, found.first).when;
    return [error('figure/unknown', where, message, help)];
  }
  const message = `${reference.typed} names no figure: there is no "${found.unknownId}"${didYouMean(found.unknownId, found.known)}`;
  const unknown = error('figure/unknown', where, message, helpOn(reference).ids);
  return [reference.kind === 'kpi' ? resting(unknown, inRegister({ id: reference.id })) : unknown];
}

/** Whether the workbook has a column for what a reference names, so that only the cell is blank. */
const isColumn = ({ kpis, agreement }: ReadableProject, { kind, at }: Reference) =>
  kind === 'kpi'
    ? kpis?.periods.some(({ id }) => id === at)
    : kind !== 'places' && agreement.financial_years.includes(at.replace('-', '/'));

function helpOn({ kind }: Reference, first = 'Autumn 2028'): { when: string; ids: string } {
  if (kind === 'places')
    return {
      when: `name a term from the first on, as in "${first}", or "capacity" for the last`,
      ids: 'the ids are those of capital.yaml, of kinds under "growth" and of schemes with places',
    };
  if (kind === 'kpi')
    return {
      when: 'name a month of the KPI workbook, for example 2023-09',
      ids: 'the ids are those of kpis.yaml',
    };
  return {
    when: 'name a financial year of the plan, for example 2023/24',
    ids: 'the ids are those of the plan in agreement.yaml',
  };
}

/** A difference is printed without its sign: the words beside it say which way it goes. A surplus has two ways to say so. */
function directionAgrees(
  { typed, start }: Reference,
  { file, path, text }: Text,
  { difference, figures, of: { plan: line } }: Extract<ReturnType<typeof lookUp>, { difference: number }>,
): Finding[] {
  const [before, after] = [text.slice(0, start), text.slice(start + typed.length)];
  const { said, isAbove, end = 0 } = saidBeside({ before, after });
  const isSurplus =
    /^(?:in-year|cumulative|un|mit)/.test(line.role) && figures.every(({ value }) => value < 0);
  const isMatched = difference !== 0 && (isSurplus || isAbove === isMore(line, difference));
  if (said === undefined || isMatched) return [];
  const found =
    difference === 0 ? 'as in the plan' : isMore(line, difference) ? 'above the plan' : 'below it';
  const message = `the text says "${said}" ${end > 0 ? 'after' : 'before'} ${typed}, and the forecast is ${found}`;
  const where = { file, path, words: `${typed}${after.slice(0, end)}` };
  return [warning('figure/contradiction', where, message, 'write the sentence anew')];
}

const ups =
  'above|over|more|higher|exceed\\w*|overspen\\w*|increas\\w*|rose|risen|rises?|grew|grown?|grows|up';
const downs =
  'below|under|less|lower|underspen\\w*|decreas\\w*|reduc\\w*|fell|fall\\w*|down|sav(?:es?|ed|ing)';
const afterIt =
  /^[\s*_]*(above|below|more|less|higher|lower|(?:over|under)(?=[*_]*(?:\s*[.,;:)]|\s*$|\s+(?:the\s+|our\s+)?(?:agreed\s+)?(?:plan|budget)\b)))\b/i;
const beforeIt = new RegExp(
  `^.*\\b(${ups}|${downs})\\b[^.;\\u00A3]*?\\bby\\s+(?:about\\s+|around\\s+|some\\s+)?$`,
  'is',
);

/** Which way a difference goes, in the words beside an amount: `£2.9m above`, `below the plan by £2.9m`. `end`: where those after it end. */
export function saidBeside({ before, after }: Pick<Amount, 'before' | 'after'>) {
  const behind = afterIt.exec(after);
  const said = behind?.[1] ?? beforeIt.exec(before)?.[1];
  const isAbove = said === undefined ? undefined : new RegExp(`^(?:${ups})$`, 'i').test(said);
  return { said, isAbove, end: behind?.[0].length };
}

/** An amount as typed: in millions, `£75.976m`, `£28 million`; in thousands, `£2,900k`; or in full, `£2,900,000`. */
const amounts =
  /\u00A3\s?(?:(\d[\d,]*(?:\.(\d+))?)\s?(?:(m|million)|k|thousand)\b|(\d{1,3}(?:,\d{3}){2,})(?![\d,.]*\d|\s?(?:[mk]|million|thousand)\b))/g;

export interface Amount {
  typed: string;
  value: number;
  /** Half of the last digit, £m. */
  rounding: number;
  /** The words around it. */
  before: string;
  after: string;
}

export function amountsIn(sentence: string): Amount[] {
  return [...sentence.matchAll(amounts)].map((match) => {
    const [typed, digits, decimals = '', millions, full] = match;
    const unit = millions ? 1 : full ? 1e-6 : 1e-3;
    return {
      typed,
      value: Number((digits ?? full ?? '').replaceAll(',', '')) * unit,
      rounding: Math.max((0.5 * unit) / 10 ** decimals.length, 0.0005) + 1e-9,
      before: sentence.slice(0, match.index),
      after: sentence.slice(match.index + typed.length),
    };
  });
}

/** Whether an amount is said to be a figure, and not a difference from one: "£0.150m above the plan". */
function isStated({ before, after }: Amount): boolean {
  return (
    saidBeside({ before, after }).said === undefined &&
    !/^\s*(?:over|under|short)\b/i.test(after) &&
    !/\b(?:tolerance|gap|difference|rise|fall|increase|decrease|change) of\s*$/i.test(before)
  );
}

/** `2022-23`, `2022/23`, `2022 to 2023` and `31 March 2023` as `2022/23`. */
function yearsIn(sentence: string): string[] {
  const spans = [...sentence.matchAll(/\b(20\d\d)\s?(?:[/\u2013-]|to)\s?(?:20)?(\d\d)\b/g)].map(
    ([, from, to]) => `${from}/${to}`,
  );
  const ends = [...sentence.matchAll(/\b31 March (20\d\d)\b/g)].map(
    ([, year]) => `${Number(year) - 1}/${String(year).slice(2)}`,
  );
  return [...spans, ...ends];
}

/**
 * Amounts that somebody typed in a sentence about a line of the plan, and that equal none of its figures. Which words
 * speak of a line is said in the agreement (`said_as`).
 */
function typedFigures(
  { agreement, plan, forecasts }: ReadableProject,
  { file, path, text }: Text,
): Finding[] {
  // The main cause is compared with the differences.
  if (!plan || path[0] === 'main_cause') return [];
  const tables = [plan, ...forecasts];
  return sentencesOf(replaceReferences(text, () => '')).flatMap((sentence) => {
    const stated = amountsIn(sentence).filter(isStated);
    if (stated.length === 0) return [];
    const spoken = agreement.plan.lines.filter((line) => isSpokenOf(line, sentence));
    if (spoken.length === 0) return [];
    const years = yearsIn(sentence).filter((year) => agreement.financial_years.includes(year));
    const figuresOf = (line: PlanLine, all: boolean) =>
      tables.flatMap((table) =>
        (all || years.length === 0 ? agreement.financial_years : years).flatMap(
          (year) => rowOf(table, line)?.values[year] ?? [],
        ),
      );
    return stated.flatMap((amount) => {
      const where = { file, path, words: amount.typed };
      const known = spoken.flatMap((line) => figuresOf(line, false).map((figure) => ({ line, figure })));
      const agrees = known.some(({ figure }) => isAbout(amount, figure.value));
      if (!agrees) {
        const near = known.sort((a, b) => distance(amount, a.figure) - distance(amount, b.figure))[0];
        if (!near) return [];
        const message = `${amount.typed} is no figure of ${quoted(spoken)}${years.length > 0 ? ` in ${years.join(', ')}` : ''}; the nearest is £${Math.abs(near.figure.value).toFixed(3)}m`;
        const help = 'correct it, refer to the figure as {{plan id year}}, or say on what basis it differs';
        const note = { message: `"${near.line.name}" is here`, where: near.figure.cell };
        return [warning('figure/contradiction', where, message, { help, note })];
      }
      return timesYears(amount).flatMap((count) => {
        const line = spoken.find((candidate) =>
          figuresOf(candidate, true).some(({ value }) => isAbout(amount, value)),
        );
        const row = line && rowOf(plan, line);
        if (!line || !row) return [];
        const sum = agreement.financial_years.reduce(
          (total, year) => total + (row.values[year]?.value ?? 0),
          0,
        );
        const said = amount.value * count;
        if (Math.abs(said - Math.abs(sum)) <= amount.rounding * count) return [];
        const message = `${amount.typed} for ${count} years makes £${said.toFixed(3)}m; "${line.name}" adds up to £${Math.abs(sum).toFixed(3)}m`;
        const help = 'name the years that differ, or give the total of the plan';
        const note = { message: `"${line.name}" is here`, where: row.cell };
        return [warning('figure/contradiction', where, message, { help, note })];
      });
    });
  });
}

const quoted = (lines: readonly PlanLine[]) => lines.map(({ name }) => `"${name}"`).join(' or ');

const isAbout = ({ value, rounding }: Amount, other: number) => Math.abs(value - Math.abs(other)) <= rounding;
const distance = ({ value }: Amount, figure: Figure) => Math.abs(value - Math.abs(figure.value));

/** Whether all words of one of the phrases of a line, or of a kind of places, or their beginnings, stand in the sentence. */
export function isSpokenOf(
  { said_as = [] }: { said_as?: readonly string[] | undefined },
  sentence: string,
): boolean {
  const words = sentence.toLowerCase().match(/[a-z-]+/g) ?? [];
  return said_as.some((phrase) =>
    phrase
      .toLowerCase()
      .split(/\s+/)
      .every((beginning) => words.some((word) => word.startsWith(beginning))),
  );
}

const numberWords = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** For how many years a sentence says that an amount is paid: "£5.5m a year for the next six years" is six. */
function timesYears({ after }: Amount): number[] {
  const match = /^[^.;]{0,60}?\bfor (?:the |each of the )?(?:next |following )?(\d+|[a-z]+) years\b/i.exec(
    after,
  );
  if (!match) return [];
  const word = (match[1] ?? '').toLowerCase();
  const count = /^\d+$/.test(word) ? Number(word) : numberWords.indexOf(word) + 1;
  return count > 1 ? [count] : [];
}
