import { type Focus, notRecorded, type Scheme, type SchemeList } from '../model/paper.ts';
import type { Programme } from '../model/programme.ts';
import { shortMonthName } from '../model/round.ts';
import { missing } from './input.ts';

/** The workstream that a paper looks at more closely, with its schemes and spotlights where it has any. */

const schemeShape = { workstream: 'text', number: 'text', name: 'text' } as const;
const monthShape = { month_1: 'text', month_2: 'text', month_3: 'text', month_4: 'text' } as const;

export const focusShape = {
  focus_name: 'text',
  focus_introduction: 'markdown',
  has_status_lists: 'flag',
  status_lists: [{ title: 'text', ...monthShape, schemes: [{ ...schemeShape, ...monthShape }] }],
  plain_lists: [{ title: 'text', schemes: [schemeShape] }],
  focus_closing: 'markdown',
  focus_sections: [{ heading: 'text', text: 'markdown' }],
  has_spotlights: 'flag',
  spotlights: [{ heading: 'text', ...schemeShape, status: 'text', text: 'markdown' }],
} as const;

/** `Workstream 5: SEND sufficiency and capital`, by the name that is used in public. */
export function workstreamName({ workstreams }: Programme, number: number): string {
  const name = workstreams.find((workstream) => workstream.number === number)?.public_name;
  return `Workstream ${number}${name ? `: ${name}` : ''}`;
}

export function buildFocus(programme: Programme, focus: Focus | undefined) {
  const lists = focus?.lists ?? [];
  const withStatus = lists.filter(({ months }) => months !== undefined);
  return {
    focus_name: focus ? workstreamName(programme, focus.workstream) : missing.text,
    focus_introduction: focus?.introduction || missing.text,
    has_status_lists: withStatus.length > 0,
    status_lists: withStatus.map(({ title, months = [], schemes }) => ({
      title,
      ...byMonth(months.map(shortMonthName)),
      schemes: schemes.map((scheme) => ({
        ...nameOf(scheme),
        ...byMonth(months.map((month) => scheme.status?.[month] || notRecorded)),
      })),
    })),
    plain_lists: lists
      .filter(({ months }) => months === undefined)
      .map(({ title, schemes }) => ({ title, schemes: schemes.map(nameOf) })),
    focus_closing: focus?.closing ?? '',
    focus_sections: (focus?.sections ?? []).map(({ heading, text }) => ({ heading, text })),
    has_spotlights: (focus?.spotlights ?? []).length > 0,
    spotlights: (focus?.spotlights ?? []).map(({ heading, scheme: id, text }) => {
      const list = lists.find(({ schemes }) => schemes.some((scheme) => scheme.id === id));
      const scheme = list?.schemes.find((candidate) => candidate.id === id);
      return { heading, ...nameOf(scheme), status: latestStatus(list, scheme), text };
    }),
  };
}

function nameOf(scheme: Scheme | undefined) {
  const { workstream = missing.text, number = missing.text, name = missing.text } = scheme ?? {};
  return { workstream, number, name };
}

function byMonth(texts: readonly string[]) {
  const [month_1 = '', month_2 = '', month_3 = '', month_4 = ''] = texts;
  return { month_1, month_2, month_3, month_4 };
}

/** The status in the last month of a list: `Green (Apr 2023)`. */
function latestStatus(list: SchemeList | undefined, scheme: Scheme | undefined): string {
  const month = list?.months?.at(-1);
  if (month === undefined) return notRecorded;
  return `${scheme?.status?.[month] || notRecorded} (${shortMonthName(month)})`;
}
