import { recordedDraftSchema } from '../model/draft-facts.ts';
import { namesOfYear, yearsThatMatter } from './evidence.ts';
import { factsOf } from './facts.ts';
import { list } from './formats.ts';
import { missing, type PrintedFigure, type ReportSource } from './input.ts';

/** What has changed between two drafts of a report, in sentences: answers and ratings, then figures, then texts. */

/** What a report says that the draft of a manifest did not; undefined if the manifest holds no facts. */
export function changesSince(
  manifest: unknown,
  source: ReportSource,
  figures: readonly PrintedFigure[],
): string[] | undefined {
  const read = recordedDraftSchema.safeParse(manifest);
  if (!read.success) return undefined;
  const { facts: was, figures: before } = read.data;
  const facts = factsOf(source);
  const ratings = source.project.agreement.conditions.flatMap(({ number, short }) => {
    const [now = missing.text, then = missing.text] = [facts.ratings[number], was.ratings[number]];
    return now === then ? [] : [`Rating of condition ${number}, ${short}: ${now}, was ${then}.`];
  });
  const roles = [...new Set([...Object.keys(facts.signed), ...Object.keys(was.signed)])];
  const signed = roles.flatMap((role) => {
    const [now, then] = [facts.signed[role], was.signed[role]];
    if (now === then) return [];
    return [now ? `Signed by the ${role}: ${now}.` : `No longer signed by the ${role}.`];
  });
  const texts = Object.keys(facts.texts).filter((name) => facts.texts[name] !== was.texts[name]);
  return [
    ...(facts.on_track === was.on_track ? [] : [`On track: ${facts.on_track}, was ${was.on_track}.`]),
    ...ratings,
    ...figureChanges(before, figures, yearsThatMatter(source).flatMap(namesOfYear)),
    ...signed,
    ...(texts.length > 0 ? [`Reworded: ${list(named(texts))}.`] : []),
  ];
}

/** The texts as a sentence names them: `conditions 1, 2 and 7`, `the summary`. */
function named(texts: readonly string[]): string[] {
  const numbers = texts.flatMap((name) => /^condition (\d+)$/.exec(name)?.[1] ?? []);
  const rest = texts.filter((name) => !name.startsWith('condition '));
  return [
    ...(numbers.length > 1 ? [`conditions ${list(numbers)}`] : numbers.map((n) => `condition ${n}`)),
    ...rest,
  ];
}

/** A figure that was printed in one draft or both. */
interface Changed {
  name: string;
  cell: string;
  now: string;
  last: string;
}

/** The figures by name. The tables come last, and a figure that a text repeats counts as its table prints it. */
const byName = (figures: readonly PrintedFigure[]) => new Map(figures.map((figure) => [figure.name, figure]));

/** Those named in `money` have a sentence each; of the others one says which or how many have changed. */
function figureChanges(
  before: readonly PrintedFigure[],
  figures: readonly PrintedFigure[],
  money: readonly string[],
): string[] {
  const [was, is] = [byName(before), byName(figures)];
  const changed = [...new Set([...is.keys(), ...was.keys()])].flatMap((name): Changed[] => {
    const [now, then] = [is.get(name), was.get(name)];
    if (now?.printed === then?.printed) return [];
    const cell = (now ?? then)?.cell ?? '';
    return [{ name, cell, now: now?.printed ?? missing.value, last: then?.printed ?? missing.value }];
  });
  const single = changed.filter(({ name }) => money.includes(name));
  const cells = new Set(single.map(({ cell }) => cell));
  const others = (kind: string) => {
    const rest = changed.filter(({ name, cell }) => name.startsWith(`${kind}: `) && !cells.has(cell));
    return new Set(rest.map(({ cell }) => cell)).size;
  };
  return [
    ...single.map(({ name, now, last }) => `${name}, £m: ${now}, was ${last}.`),
    ...counted(others('Forecast'), single.length > 0, 'forecast'),
    ...counted(others('Plan'), single.length > 0, 'agreed plan'),
    ...kpiChanges(changed),
  ];
}

function counted(count: number, isOther: boolean, table: string): string[] {
  if (count === 0) return [];
  const what = `${isOther ? 'other ' : ''}${count === 1 ? 'figure' : 'figures'}`;
  return [`${count === 1 ? 'One' : count} ${what} of the ${table} changed.`];
}

/** Up to three KPIs with their values, more of them by their numbers. */
function kpiChanges(changed: readonly Changed[]): string[] {
  // Later reports print a value as "previous" too; a reference in a text names its month by numbers.
  const kpis = changed.filter(({ name }) => /^KPI \d+ .*, (?!previous$|\d{4}-\d{2}$)/.test(name));
  if (kpis.length <= 3) return kpis.map(({ name, now, last }) => `${name}: ${now}, was ${last}.`);
  const numbers = [...new Set(kpis.map(({ name }) => name.split(' ')[1] ?? ''))];
  return [`The values of KPIs ${list(numbers)} changed.`];
}
