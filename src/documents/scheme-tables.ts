import type { Scheme } from '../model/capital.ts';
import { notRecorded } from '../model/paper.ts';
import { monthName, shortMonthName } from '../model/round.ts';
import type { Fields } from './fields-of-files.ts';
import { inWords, list, number } from './house-formats.ts';
import { as, fixed, type Given, orElse, workedOut } from './origins.ts';
import { missing } from './report-source.ts';
import { type ShortForms, shortFormsNote } from './short-forms.ts';

/** Schemes in tables: equal ones are one row, and what is not recorded is said once and not in each cell. */

const rowShape = { workstream: 'text', number: 'text', name: 'text' } as const;

export const schemeTablesShape = {
  scheme_tables: [
    {
      title: 'text',
      has_short_forms: 'flag',
      short_forms: 'text',
      has_status: 'flag',
      months: ['text'],
      with_status: [{ ...rowShape, statuses: ['text'] }],
      has_note: 'flag',
      note: 'text',
      has_others: 'flag',
      others: [rowShape],
    },
  ],
} as const;

type GivenScheme = Fields<Scheme>;
export interface SchemeList {
  title: Given;
  months?: readonly Given[] | undefined;
  schemes: readonly GivenScheme[];
}

/** @param explained short forms that an earlier table has explained; those of these tables are added */
export function buildSchemeTables(lists: readonly SchemeList[], glossary: ShortForms) {
  const explained = new Set<string>();
  return {
    scheme_tables: lists.map(({ title, months: given = [], schemes }) => {
      const months = [...given].sort((a, b) => (a.value < b.value ? -1 : 1));
      const recorded = months.filter(({ value }) => schemes.some(({ status }) => status?.[value]?.value));
      const statusesOf = ({ status }: GivenScheme) =>
        recorded.map(({ value }) => orElse(status?.[value], notRecorded));
      const has = (scheme: GivenScheme) => recorded.some(({ value }) => scheme.status?.[value]?.value);
      const others = schemes.filter((scheme) => !has(scheme));
      const inWords = inOneSentence(schemes, recorded);
      const listed = inWords ? schemes : others;
      const names = schemes.map(({ name }) => name.value);
      const note = noteOn(months, recorded, inWords);
      return {
        title,
        ...shortFormsNote([...names, inWords?.word ?? ''], glossary, explained),
        has_status: recorded.length > 0 && !inWords,
        months: recorded.map((month) => as(month, shortMonthName)),
        with_status: grouped(inWords ? [] : schemes.filter(has), statusesOf).map(({ equal, statuses }) => ({
          ...rowOf(equal),
          statuses,
        })),
        has_note: months.length > 0 && others.length > 0,
        note,
        has_others: listed.length > 0,
        others: grouped(listed, () => []).map(({ equal }) => rowOf(equal)),
      };
    }),
  };
}

/** So many schemes with a status are a sentence, where it is one word that has lasted since a month. */
const inSentence = 4;

function inOneSentence(schemes: readonly GivenScheme[], recorded: readonly Given[]) {
  const found = schemes.flatMap((scheme) => {
    const words = recorded.map(({ value }) => scheme.status?.[value]?.value);
    const first = words.findIndex(Boolean);
    return first < 0 ? [] : [{ scheme, words: words.slice(first), since: recorded[first] as Given }];
  });
  const said = new Set(found.flatMap(({ words }) => words));
  const [word] = said;
  if (word === undefined || said.size > 1 || found.length > inSentence) return undefined;
  const listed = found.map(({ scheme: { number: own, name }, since }) => {
    const equal = schemes.filter((one) => one.number.value === own.value && one.name.value === name.value);
    const one = equal.length > 1 ? `one of the ${inWords(equal.length)} schemes ` : '';
    return `${one}${own.value} (${name.value}) since ${monthName(since.value)}`;
  });
  return { word, text: `The status is “${word}” for ${list(listed)}.`, from: found };
}

function noteOn(
  months: readonly Given[],
  recorded: readonly Given[],
  said: ReturnType<typeof inOneSentence>,
): Given {
  const [first, last] = [months[0], months.at(-1)];
  if (!first || !last) return fixed('');
  const time =
    first === last ? monthName(first.value) : `${monthName(first.value)} to ${monthName(last.value)}`;
  const which = recorded.length > 0 ? 'the other schemes' : 'these schemes';
  return workedOut(
    said
      ? `${said.text} No other status is recorded, ${time}. The schemes are:`
      : `No status is recorded for ${which}, ${time}:`,
    'the months without a status',
    ...months,
    ...(said?.from ?? []).flatMap(({ scheme }) => [scheme.number, scheme.name]),
  );
}

/** Schemes of one name, workstream and status, in the order of the first of each. */
function grouped(schemes: readonly GivenScheme[], statusesOf: (scheme: GivenScheme) => Given[]) {
  const groups = new Map<string, { equal: GivenScheme[]; statuses: Given[] }>();
  for (const scheme of schemes) {
    const statuses = statusesOf(scheme);
    const texts = [scheme.workstream, scheme.name, ...statuses].map(({ value }) => value);
    const key = JSON.stringify(texts);
    const group = groups.get(key) ?? { equal: [], statuses };
    group.equal.push(scheme);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function rowOf(equal: readonly GivenScheme[]) {
  const none = fixed(missing.text);
  const [{ workstream, number: own, name } = { workstream: none, number: none, name: none }] = equal;
  if (equal.length < 2) return { workstream, number: own, name };
  const numbers = equal.map((scheme) => scheme.number);
  const names = equal.map((scheme) => scheme.name);
  return {
    workstream,
    number: workedOut(inRanges(numbers.map(({ value }) => value)), 'project numbers', ...numbers),
    name: workedOut(`${name.value} (${number(equal.length)} schemes)`, 'schemes of one name', ...names),
  };
}

/** `3 to 12`, `Lot 7`, `5, 9 and 10`: three or more whole numbers that follow each other are a range. */
export function inRanges(numbers: readonly string[]): string {
  const ranges: string[][] = [];
  for (const one of new Set(numbers)) {
    const last = ranges.at(-1)?.at(-1) ?? '';
    const follows = /^[1-9]\d{0,8}$/.test(last) && one === String(Number(last) + 1);
    if (follows) ranges.at(-1)?.push(one);
    else ranges.push([one]);
  }
  return list(ranges.flatMap((run) => (run.length < 3 ? run : `${run[0]} to ${run.at(-1)}`)));
}
