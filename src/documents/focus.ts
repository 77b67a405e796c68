import type { Scheme } from '../model/capital.ts';
import { type Focus, notRecorded } from '../model/paper.ts';
import type { Programme } from '../model/programme.ts';
import { inputFiles, type ReadableProject } from '../model/project.ts';
import { shortMonthName } from '../model/round.ts';
import { type Fields, fieldsOf } from './fields-of-files.ts';
import { as, fixed, type Given, orElse, workedOut } from './origins.ts';
import { missing } from './report-source.ts';
import { buildSchemeTables, schemeTablesShape } from './scheme-tables.ts';

/** The workstream that a paper looks at more closely, with its schemes and spotlights where it has any. */

const schemeShape = { workstream: 'text', number: 'text', name: 'text' } as const;
const monthShape = { month_1: 'text', month_2: 'text', month_3: 'text', month_4: 'text' } as const;

export const focusShape = {
  focus_name: 'text',
  focus_introduction: 'markdown',
  has_status_lists: 'flag',
  status_lists: [{ title: 'text', ...monthShape, schemes: [{ ...schemeShape, ...monthShape }] }],
  plain_lists: [{ title: 'text', schemes: [schemeShape] }],
  ...schemeTablesShape,
  focus_closing: 'markdown',
  focus_sections: [{ heading: 'text', text: 'markdown' }],
  has_spotlights: 'flag',
  spotlight_columns: ['text'],
  spotlights: [{ heading: 'text', ...schemeShape, status: 'text', statuses: ['text'], text: 'markdown' }],
} as const;

/** `Workstream 5: SEND sufficiency and capital`, by the name that is used in public. `said` is where the number is given. */
export function workstreamName({ workstreams }: Programme, number: number, said?: Given<number>): Given {
  const at = workstreams.findIndex((workstream) => workstream.number === number);
  const name = workstreams[at]?.public_name;
  return workedOut(
    `Workstream ${number}${name ? `: ${name}` : ''}`,
    'number and name',
    said,
    at < 0 ? undefined : { field: inputFiles.programme, path: ['workstreams', at] },
  );
}

export function buildFocus(project: ReadableProject, focus: Fields<Focus> | undefined) {
  const { programme } = project;
  const lists = (focus?.lists ?? []).flatMap((list) => listOf(project, list));
  const withStatus = lists.filter(({ months }) => months !== undefined);
  return {
    focus_name: focus
      ? workstreamName(programme, focus.workstream.value, focus.workstream)
      : fixed(missing.text),
    focus_introduction: orElse(focus?.introduction, missing.text),
    has_status_lists: withStatus.length > 0,
    status_lists: withStatus.map(({ title, months = [], schemes }) => ({
      title,
      ...byMonth(months.map((month) => as(month, shortMonthName))),
      schemes: schemes.map((scheme) => ({
        ...nameOf(scheme),
        ...byMonth(months.map(({ value }) => orElse(scheme.status?.[value], notRecorded))),
      })),
    })),
    plain_lists: lists
      .filter(({ months }) => months === undefined)
      .map(({ title, schemes }) => ({ title, schemes: schemes.map(nameOf) })),
    ...buildSchemeTables(lists, programme.glossary),
    focus_closing: focus?.closing ?? fixed(''),
    focus_sections: (focus?.sections ?? []).map(({ heading, text }) => ({ heading, text })),
    ...buildSpotlights(lists, focus?.spotlights ?? []),
  };
}

/** Schemes of which there is more to say; their statuses are a column where one of them has any. */
function buildSpotlights(lists: ReturnType<typeof listOf>, given: NonNullable<Fields<Focus>['spotlights']>) {
  const spotlights = given.map(({ heading, scheme: id, text }) => {
    const list = lists.find(({ schemes }) => schemes.some((scheme) => scheme.id?.value === id.value));
    const scheme = list?.schemes.find((candidate) => candidate.id?.value === id.value);
    return { heading, ...nameOf(scheme), status: latestStatus(list, scheme), text };
  });
  const hasStatus = spotlights.some(({ status }) => !status.value.startsWith(notRecorded));
  return {
    has_spotlights: spotlights.length > 0,
    spotlight_columns: hasStatus ? [fixed('Latest status')] : [],
    spotlights: spotlights.map((one) => ({ ...one, statuses: hasStatus ? [one.status] : [] })),
  };
}

/** A list with its schemes, which may be those of capital.yaml; none where that has no such list. */
function listOf({ capital }: ReadableProject, list: GivenList) {
  const { from, title = fixed(missing.text), schemes = [], months } = list;
  if (from === undefined) return [{ title, schemes, months }];
  const lists = capital ? fieldsOf(capital.lists, { file: inputFiles.capital, at: ['lists'] }) : [];
  return lists.filter(({ id }) => id.value === from.value).map((one) => ({ ...one, months }));
}

type GivenList = NonNullable<Fields<Focus>['lists']>[number];

function nameOf(scheme: Fields<Scheme> | undefined) {
  const none = fixed(missing.text);
  const { workstream = none, number = none, name = none } = scheme ?? {};
  return { workstream, number, name };
}

function byMonth(texts: readonly Given[]) {
  const none = fixed('');
  const [month_1 = none, month_2 = none, month_3 = none, month_4 = none] = texts;
  return { month_1, month_2, month_3, month_4 };
}

/** The status in the last month of a list: `Green (Apr 2023)`. */
function latestStatus(
  list: Pick<GivenList, 'months'> | undefined,
  scheme: Fields<Scheme> | undefined,
): Given {
  const month = list?.months?.at(-1);
  if (month === undefined) return fixed(notRecorded);
  const status = scheme?.status?.[month.value];
  return workedOut(
    `${status?.value || notRecorded} (${shortMonthName(month.value)})`,
    'the status in the last month',
    status,
    month,
  );
}
