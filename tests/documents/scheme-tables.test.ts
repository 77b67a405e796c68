import { describe, expect, test } from '@jest/globals';
import { field, type Given } from '../../src/documents/origins.ts';
import { buildSchemeTables, inRanges, type SchemeList } from '../../src/documents/scheme-tables.ts';
import fc from '../properties.ts';
import { plain } from './source.ts';

/** Schemes as a paper prints them. */

const text = (value: string): Given => field(value, 'capital.yaml', 'lists');
const months = ['2023-01', '2023-02', '2023-03', '2023-04'];

function tableOf(
  schemes: ReadonlyArray<{ number: string; name: string; status?: Record<string, string> }>,
  glossary: Record<string, string> = {},
  order: readonly string[] = months,
) {
  const list: SchemeList = {
    title: text('Phase 1'),
    months: order.map(text),
    schemes: schemes.map(({ number, name, status = {} }) => ({
      workstream: text('5'),
      number: text(number),
      name: text(name),
      status: Object.fromEntries(Object.entries(status).map(([month, word]) => [month, text(word)])),
    })),
  };
  const [table] = plain(buildSchemeTables([list], glossary)).scheme_tables;
  if (!table) throw new Error('there is no table');
  return table;
}

describe('what is not recorded', () => {
  test('has no column, and is said once', () => {
    const table = tableOf([
      { number: '1', name: 'A', status: { '2023-03': 'Green' } },
      { number: '2', name: 'B', status: { '2023-01': 'tbc' } },
      { number: '3', name: 'C' },
    ]);
    expect(table.months).toEqual(['Jan 2023', 'Mar 2023']);
    expect(table.with_status.map(({ statuses }) => statuses)).toEqual([
      ['Not recorded', 'Green'],
      ['tbc', 'Not recorded'],
    ]);
    expect(table.note).toBe('No status is recorded for the other schemes, January 2023 to April 2023:');
    expect(table.others.map(({ name }) => name)).toEqual(['C']);
  });

  test('is said of the months in their order, however they are typed', () => {
    const schemes = [{ number: '1', name: 'A', status: { '2023-03': 'Green', '2023-01': 'Red' } }];
    for (const order of [months, months.toReversed(), ['2023-03', '2023-01', '2023-04', '2023-02']])
      expect(tableOf([...schemes, { number: '2', name: 'B' }], {}, order)).toEqual(
        tableOf([...schemes, { number: '2', name: 'B' }]),
      );
  });

  test('is a sentence alone where no scheme has a status, and nothing where each has one', () => {
    const none = tableOf([{ number: '1', name: 'A' }]);
    expect([none.has_status, none.months, none.note]).toEqual([
      false,
      [],
      'No status is recorded for these schemes, January 2023 to April 2023:',
    ]);
    const all = tableOf([
      { number: '1', name: 'A', status: { '2023-04': 'Red' } },
      { number: '2', name: 'B', status: { '2023-04': 'Green' } },
    ]);
    expect([all.has_note, all.has_others]).toEqual([false, false]);
  });

  test('is a sentence with one status that has lasted since a month', () => {
    const table = tableOf([
      { number: 'EX 2', name: 'A', status: { '2023-01': 'tbc', '2023-02': 'tbc', '2023-04': 'tbc' } },
      { number: '2', name: 'B', status: { '2023-04': 'tbc' } },
      { number: '3', name: 'C' },
    ]);
    expect(table.has_status).toBe(false);
    expect(table.note).toBe(
      'The status is “tbc” for EX 2 (A) since January 2023 and 2 (B) since April 2023. No other status is recorded, January 2023 to April 2023. The schemes are:',
    );
    expect(table.others.map(({ name }) => name)).toEqual(['A', 'B', 'C']);
  });

  test('never hides a scheme or a status, whatever is recorded', () => {
    const status = fc.dictionary(fc.constantFrom(...months), fc.constantFrom('Green', 'Amber', 'tbc'));
    const schemes = fc.array(fc.record({ name: fc.constantFrom('A', 'B', 'C'), status }), { maxLength: 12 });
    fc.assert(
      fc.property(schemes, (given) => {
        const table = tableOf(given.map((one, i) => ({ ...one, number: `Lot ${i}` })));
        const said = [...table.note.matchAll(/(Lot \d+) \(\w\) since (\w+) 2023/g)];
        const [, only] = /^The status is \u201C(\w+)\u201D/.exec(table.note) ?? [];
        const rows = [...table.with_status, ...table.others];
        const numbers = rows.flatMap(({ number }) => number.split(/, | and /));
        expect(numbers.sort()).toEqual(given.map((_, i) => `Lot ${i}`).sort());
        for (const [i, { status: own }] of given.entries())
          for (const [m, word] of Object.entries(own)) {
            const row = table.with_status.find(({ number }) => number.split(/, | and /).includes(`Lot ${i}`));
            if (!only) expect(row?.statuses[table.months.indexOf(shown[m] ?? '')]).toBe(word);
            else {
              const [, , since = ''] = said.find(([, number]) => number === `Lot ${i}`) ?? [];
              expect([word, m >= (monthOf[since] ?? 'none')]).toEqual([only, true]);
            }
          }
      }),
    );
  });
});
const monthOf: Record<string, string> = {
  January: '2023-01',
  February: '2023-02',
  March: '2023-03',
  April: '2023-04',
};
const shown: Record<string, string> = {
  '2023-01': 'Jan 2023',
  '2023-02': 'Feb 2023',
  '2023-03': 'Mar 2023',
  '2023-04': 'Apr 2023',
};

test('equal schemes are one row with their numbers, and differ by status', () => {
  const table = tableOf([
    { number: '3', name: 'Secondary SEMH' },
    { number: '4', name: 'Secondary SEMH' },
    { number: '5', name: 'Secondary SEMH', status: { '2023-04': 'Red' } },
    { number: '6', name: 'Secondary SEMH' },
    { number: '7', name: 'Other' },
    { number: '8', name: 'Third', status: { '2023-04': 'Green' } },
  ]);
  expect(table.others).toEqual([
    { workstream: '5', number: '3, 4 and 6', name: 'Secondary SEMH (3 schemes)' },
    { workstream: '5', number: '7', name: 'Other' },
  ]);
  expect(table.with_status).toHaveLength(2);
});

test('short forms in names are explained by the glossary, each once', () => {
  const table = tableOf([{ number: '1', name: 'New SRB SEMH, SRBs, NHS, XYZ' }], {
    SRB: 'specialist resource base',
    SEMH: 'social, emotional and mental health',
  });
  expect(table.short_forms).toBe(
    'Short forms: SEMH is social, emotional and mental health; SRB is specialist resource base.',
  );
});

test.each([
  [['3', '4', '5', '6'], '3 to 6'],
  [['3', '4'], '3 and 4'],
  [['Lot 7', 'Lot 7'], 'Lot 7'],
  [['1', '2', '3', 'EX 1', '5'], '1 to 3, EX 1 and 5'],
  [['09', '10', '11'], '09, 10 and 11'],
])('numbers %j are printed as %s', (numbers, printed) => {
  expect(inRanges(numbers)).toBe(printed);
});
