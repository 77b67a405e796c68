import { expect, test } from '@jest/globals';
import { madeUpInPaper } from '../../src/documents/illustrative.ts';
import { buildOpenings } from '../../src/documents/openings.ts';
import { type Term, termNumber } from '../../src/model/capital.ts';
import type { Paper } from '../../src/model/paper.ts';
import fc from '../properties.ts';
import { plain, sample } from './source.ts';

/** When the places of the schemes of a paper open. */

const mayOf = (project: ReturnType<typeof sample>) =>
  structuredClone(project.papers.find(({ id }) => id === '2023-05-17')) as Paper;
const numberIn = (text: string | undefined) => Number(text?.replaceAll(',', '').replace('−', '-'));

test('the sample opens as many places in bases as the growth plan promises from 420 to 1,132', () => {
  const project = sample();
  const { opening_columns, openings } = plain(buildOpenings(project, mayOf(project)));
  expect(opening_columns).toEqual([
    'Specialist resource bases, primary',
    'Specialist resource bases, secondary',
    'New and enlarged special schools',
  ]);
  expect(openings[0]).toEqual({
    term: 'Before Summer 2023',
    places: ['0', '0', '295'],
    all: '295',
    total: false,
  });
  const last = openings.at(-1);
  expect(last).toMatchObject({ term: 'All, by Autumn 2028', total: true });
  expect(numberIn(last?.places[0]) + numberIn(last?.places[1])).toBe(1132 - 420);
});

const terms = [
  'Autumn 2022',
  'Spring 2023',
  'Summer 2023',
  'Autumn 2023',
  'Spring 2025',
  'Autumn 2027',
] as const;
const schemeOf = fc.record({
  kind: fc.constantFrom('base', 'school'),
  phase: fc.constantFrom('Primary', 'Secondary', 'All ages'),
  need: fc.constant('ASD'),
  terms: fc.dictionary(fc.constantFrom<Term>(...terms), fc.nat(300), { minKeys: 1 }),
});

test('terms are in their order from that of the meeting on, and add up to what the schemes have at last', () => {
  fc.assert(
    fc.property(fc.array(fc.option(schemeOf, { nil: undefined }), { minLength: 1, maxLength: 8 }), (all) => {
      const project = sample();
      const [list] = project.capital?.lists ?? [];
      if (!list || !project.capital) throw new Error('the sample has schemes');
      list.schemes = all.map((places, i) => ({
        workstream: '5',
        number: `${i}`,
        name: 'A',
        ...(places && { places }),
      }));
      project.capital.lists = [list];
      const { has_openings, openings } = plain(buildOpenings(project, mayOf(project)));
      const known = all.flatMap((one) => one ?? []);
      expect(has_openings).toBe(known.length > 0);
      const total = openings.at(-1);
      const rows = openings.slice(0, -1);
      const latest = (one: (typeof known)[number]) =>
        Object.entries(one.terms).sort(([a], [b]) => termNumber(b) - termNumber(a))[0]?.[1] ?? 0;
      const sum = known.reduce((sum, one) => sum + latest(one), 0);
      if (known.length > 0) expect(numberIn(total?.all)).toBe(sum);
      for (const [i, count] of (total?.places ?? []).entries())
        expect(rows.reduce((sum, { places }) => sum + numberIn(places[i]), 0)).toBe(numberIn(count));
      const named = rows.map(({ term }) => term).filter((term) => !term.startsWith('Before'));
      expect(named).toEqual([...named].sort((a, b) => termNumber(a) - termNumber(b)));
      expect(named.every((term) => termNumber(term) >= termNumber('Summer 2023'))).toBe(true);
    }),
    { numRuns: 100 },
  );
});

test('without places, kinds, or a list of the capital programme there is no table, and no notice of it', () => {
  const project = sample();
  const may = mayOf(project);
  const isSaid = () =>
    madeUpInPaper(project, may, undefined).some(([is, words]) => is && words.includes('by term'));
  expect(isSaid()).toBe(true);
  const [september] = project.papers.filter(({ id }) => id === '2023-09-27');
  expect(plain(buildOpenings(project, september as Paper))).toMatchObject({
    has_openings: false,
    openings: [],
  });
  if (may.focus) may.focus.lists = [];
  expect(plain(buildOpenings(project, may)).has_openings).toBe(false);
  expect(isSaid()).toBe(false);
  const without = sample();
  if (without.capital) without.capital.growth = undefined;
  expect(plain(buildOpenings(without, mayOf(without))).has_openings).toBe(false);
});
