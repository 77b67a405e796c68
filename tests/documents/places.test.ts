import { expect, test } from '@jest/globals';
import { withFigures } from '../../src/documents/figure-references.ts';
import { buildGrowthPlan } from '../../src/documents/growth-plan.ts';
import { madeUpInPaper } from '../../src/documents/illustrative.ts';
import { byTime, type Capital, termNumber } from '../../src/model/capital.ts';
import type { Paper } from '../../src/model/paper.ts';
import type { ReadableProject } from '../../src/model/project.ts';
import fc from '../properties.ts';
import { plain, sample, sourceOf } from './source.ts';

/** Narrative that names places of the capital programme: `{{places base Autumn 2028}}`. */

const project = sample();
const printed = (text: string, of: ReadableProject = project) =>
  withFigures(of)(text, { field: 'rounds/2023-09/report.yaml', path: ['summary'] }).value;

test('places are named by kind or scheme, in a term or at capacity', () => {
  expect(printed('From {{places base Spring 2023}} to {{places base Autumn 2028}}.')).toBe(
    'From 420 to 1,132.',
  );
  expect(printed('{{places new-school-4 Autumn 2027}} of {{places new-school-4 capacity}}')).toBe(
    '120 of 170',
  );
  // Between two terms in which places change, those of the first; after the last, those of the last.
  expect(printed('{{places bure-park Spring 2023}}, {{places bure-park Autumn 2030}}')).toBe('70, 100');
});

test.each([
  '{{places base Spring 2022}}',
  '{{places bure-park Summer 2021}}',
  '{{places base}}',
  '{{places bases capacity}}',
  '{{places base Winter 2023}}',
])('%s names no places, and stays as it is typed', (typed) => {
  expect(printed(`a ${typed} b`)).toBe(`a ${typed} b`);
});

const term = fc
  .tuple(fc.constantFrom('Spring', 'Summer', 'Autumn'), fc.integer({ min: 2021, max: 2032 }))
  .map((parts) => parts.join(' '));
const places = fc.record({
  kind: fc.constantFrom('base', 'school'),
  phase: fc.constantFrom('Primary', 'Secondary', 'Post-16'),
  need: fc.constantFrom('Autism', 'Éducation spéciale', 'SEMH'),
  terms: fc.dictionary(term, fc.nat(2000), { minKeys: 1, maxKeys: 4 }),
});
const programmes: fc.Arbitrary<Capital> = fc.array(places, { minLength: 1, maxLength: 12 }).map((all) => ({
  lists: [
    {
      id: 'all',
      title: 'All',
      schemes: all.map((places, i) => ({
        id: `s-${i}`,
        workstream: '5',
        number: `${i}`,
        name: `S ${i}`,
        places,
      })),
    },
  ],
  growth: {
    title: 'Growth',
    kinds: [
      { id: 'base', name: 'Bases', existing: [{ phase: 'Primary', need: 'SEMH', places: 1400 }] },
      { id: 'school', name: 'Schools' },
    ],
  },
}));

const numberIn = (text = '') => Number(text.replaceAll(',', ''));

test('whatever the programme, narrative has the numbers of the growth plan and the sum of the schemes', () => {
  fc.assert(
    fc.property(programmes, (capital) => {
      const own = { ...project, capital };
      const plan = buildGrowthPlan(sourceOf('2023-09', own));
      if (!plan) throw new Error('there is no growth plan');
      const context = plain(plan.context);
      for (const [i, { id }] of (capital.growth?.kinds ?? []).entries()) {
        const { phases = [], groups = [] } = context.kinds[i] ?? {};
        // A row is of one term, or of all from its first to its last.
        const first = ({ term }: { term: string }) => term.split(' to ')[0] ?? '';
        for (const when of new Set(phases.flatMap(({ terms }) => terms.map(first)))) {
          const sum = phases.reduce((total, { terms }) => {
            const row = terms.findLast((one) => termNumber(first(one)) <= termNumber(when));
            return total + numberIn(row?.places.at(-1));
          }, 0);
          expect(numberIn(printed(`{{places ${id} ${when}}}`, own))).toBe(sum);
        }
        const hasSchemes = capital.lists[0]?.schemes.some((one) => one.places?.kind === id);
        if (hasSchemes) expect(printed(`{{places ${id} capacity}}`, own)).toBe(groups.at(-1)?.capacity);
      }
      for (const { id, places } of capital.lists[0]?.schemes ?? []) {
        const ordered = Object.entries(places?.terms ?? {}).sort(([a], [b]) => byTime(a, b));
        expect(termNumber(ordered[0]?.[0] ?? '')).toBeGreaterThan(0);
        expect(numberIn(printed(`{{places ${id} capacity}}`, own))).toBe(ordered.at(-1)?.[1]);
      }
    }),
    { numRuns: 60 },
  );
});

test('of made-up growth what was promised is none, and other places are said to be', () => {
  const [may] = project.papers.filter(({ id }) => id === '2023-05-17');
  const withSummary = (summary: string) => {
    const changed = structuredClone(may) as Paper;
    if (changed.paper) changed.paper.summary = summary;
    return madeUpInPaper(project, changed, undefined).some(
      ([is, words]) => is && words === 'the places that it names',
    );
  };
  expect(withSummary('{{places base Spring 2023}} to {{places base Autumn 2028}}')).toBe(false);
  expect(withSummary('{{places base Autumn 2025}}')).toBe(true);
});
