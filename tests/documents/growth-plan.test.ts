import { describe, expect, test } from '@jest/globals';
import { buildGrowthPlan } from '../../src/documents/growth-plan.ts';
import { placesIn, placesOfKind, type Scheme, type Term, termOf } from '../../src/model/capital.ts';
import type { ReadableProject } from '../../src/model/project.ts';
import fc from '../properties.ts';
import { plain as printed, sample, sourceOf } from './source.ts';

/** What is printed, with blanks at which lines end. */
const plain = ((context: object) =>
  JSON.parse(JSON.stringify(printed(context)).replaceAll('\u00A0', ' '))) as typeof printed;

/** The growth plan, with sums made by hand. */

function planOf(id: string, change: (project: ReadableProject) => void = () => {}) {
  const project = sample();
  change(project);
  const built = buildGrowthPlan(sourceOf(id, project));
  if (!built) throw new Error('there is no growth plan');
  return plain(built.context);
}

const kindsOf = ({ capital }: ReadableProject) => capital?.growth?.kinds ?? [];

describe('the totals of the sample', () => {
  test('resource bases grow from 420 to 1,132 places, and each group is the sum of its schemes', () => {
    const [bases] = planOf('2023-09').kinds;
    expect(bases?.groups.map(({ now_places: _, ...row }) => row)).toEqual([
      // 96 there; Lot 5 +20, EX 1 +8, EX 2 +6, EX 5 +8, expansions +10 and +5: 57.
      { phase: 'Primary', need: 'ASD', total: false, added: '57', capacity: '153' },
      // 40 there; Lots 7, 7, 13 and 14, 8 each, and five bases of 16.
      { phase: 'Primary', need: 'SEMH', total: false, added: '112', capacity: '152' },
      // 64 there; Lot 9 +16, and five bases of 16. Projects 31 and 32, in both phases, are counted once.
      {
        phase: 'Primary',
        need: 'Complex needs',
        total: false,
        added: '96',
        capacity: '160',
      },
      { phase: 'Primary', need: 'SLCN', total: false, added: '10', capacity: '70' },
      // 80 there; Lots 1, 2 and 15 (22, 20, 20), expansions +5 and +10.
      { phase: 'Secondary', need: 'ASD', total: false, added: '77', capacity: '157' },
      {
        phase: 'Secondary',
        need: 'SEMH',
        total: false,
        added: '180',
        capacity: '212',
      },
      {
        phase: 'Secondary',
        need: 'MLD/ASD',
        total: false,
        added: '180',
        capacity: '228',
      },
      { phase: 'All', need: 'All', total: true, added: '712', capacity: '1,132' },
    ]);
  });

  test('the sentence on page 1 has the same numbers', () => {
    expect(planOf('2023-09').sentences[0]).toBe(
      'Specialist resource bases under the plan: 420 places in Spring 2023, 510 in Autumn 2023 and 1,132 in Autumn 2028.',
    );
  });

  test('schools grow to the places that the source gives: 100, 100, 170, 45, 10, 20, 50, 30, 96, 170 and 100', () => {
    const schools = planOf('2023-06').kinds[1];
    expect(schools?.groups.at(-1)).toMatchObject({ now_places: ['295', '295'], capacity: '891' });
  });

  test('each round has its own term', () => {
    expect(['2023-06', '2023-09', '2023-12', '2024-03'].map(termOf)).toEqual([
      'Summer 2023',
      'Autumn 2023',
      'Autumn 2023',
      'Spring 2024',
    ]);
  });
});

test('what was promised and is not brought by the schemes is said', () => {
  const { sentences } = planOf('2023-09', (project) => {
    const [base] = kindsOf(project);
    if (base?.to) base.to.places = 1200;
  });
  expect(sentences[0]).toMatch(/ 1,200 were promised for Autumn 2028, and the schemes add up to 1,132\.$/);
});

describe('schemes and kinds of any shape', () => {
  /** The plan of September 2023 with these schemes of bases alone. */
  const withSchemes = (
    schemes: ReadonlyArray<Partial<NonNullable<Scheme['places']>>>,
    ends?: { from?: Term; to?: Term },
  ) =>
    planOf('2023-09', ({ capital }) => {
      const [base] = capital?.growth?.kinds ?? [];
      if (!capital || !base) throw new Error('the sample has no bases');
      const same = { kind: 'base', phase: 'Primary', need: 'ASD', terms: {} };
      const all = schemes.map(
        (places, i): Scheme => ({
          workstream: '5',
          number: String(i),
          name: String(i),
          places: { ...same, ...places },
        }),
      );
      capital.lists.splice(0, 2, { id: 'all', title: 'All', schemes: all });
      delete base.existing;
      for (const end of ['from', 'to'] as const) {
        delete base[end];
        if (ends?.[end]) base[end] = { term: ends[end], places: 0 };
      }
    });

  test.each([
    [{ 'Autumn 2024': 8, 'Autumn 2025': 20 }, 'Autumn 2025', '20'],
    [{ 'Autumn 2024': 8, 'Autumn 2025': 8 }, 'Autumn 2024', '8'],
    [{ 'Autumn 2024': 20, 'Autumn 2025': 8 }, 'Autumn 2024', '20, then 8 from Autumn 2025'],
    [{ 'Autumn 2024': 20, 'Spring 2026': 0 }, 'Autumn 2024', '20, closed from Spring 2026'],
    [
      { 'Autumn 2021': 8, 'Autumn 2022': 16, 'Autumn 2023': 12 },
      'Autumn 2022',
      '16, then 12 from Autumn 2023',
    ],
    [{ 'Autumn 2024': 0 }, 'Autumn 2024', '0'],
  ])('a scheme with %j is full in %s', (terms, full, capacity) => {
    const [list] = withSchemes([{ terms }]).lists;
    expect(list?.schemes[0]).toMatchObject({ full, capacity });
  });

  test.each([
    ['Spring 2023', ['Spring 2023', 'Autumn 2023']],
    ['Autumn 2023', ['Autumn 2023']],
    ['Spring 2024', ['Autumn 2023', 'Spring 2024']],
  ] as const)('a kind from %s on has a column for each term, in their order', (from, columns) => {
    const [kind] = withSchemes([{ terms: { 'Autumn 2022': 3, 'Autumn 2023': 5 } }], { from }).kinds;
    expect(kind?.now_terms).toEqual(columns);
    for (const { now_places } of kind?.groups ?? [])
      expect(now_places).toEqual(columns.map((term) => (term === 'Spring 2023' ? '3' : '5')));
  });

  test('words that differ in capitals alone are one phase and one need', () => {
    const [kind] = withSchemes([
      { phase: 'Primary', need: 'ASD', terms: { 'Autumn 2022': 1 } },
      { phase: 'primary', need: 'ASD', terms: { 'Autumn 2022': 2 } },
      { phase: 'PRIMARY', need: 'asd', terms: { 'Autumn 2022': 4 } },
    ]).kinds;
    expect(kind?.groups.map(({ phase, need, capacity }) => [phase, need, capacity])).toEqual([
      ['Primary', 'ASD', '7'],
      ['All', 'All', '7'],
    ]);
  });

  test('without places in any list it says so', () => {
    const without = planOf('2023-09', ({ capital }) => {
      for (const { schemes } of capital?.lists ?? []) for (const scheme of schemes) delete scheme.places;
    });
    expect(without).toMatchObject({ has_no_schemes: true, lists: [] });
    expect(planOf('2023-09').has_no_schemes).toBe(false);
  });
});

test('equal schemes are one row with all their project numbers', () => {
  const [, phase2] = planOf('2023-09').lists;
  expect(phase2?.schemes.find(({ projects }) => projects.startsWith('6'))).toEqual({
    projects: '6 to 9',
    name: 'Secondary SEMH',
    group: 'Secondary, SEMH',
    first: 'Autumn 2025: 8',
    approved: '0',
    open: '0',
    full: 'Autumn 2026',
    capacity: '16',
    pupils: ['None'],
  });
  // One number may be that of several.
  const [phase1] = planOf('2023-09').lists;
  expect(phase1?.schemes.filter(({ projects }) => projects.startsWith('Lot 7'))).toMatchObject([
    { projects: 'Lot 7 (2 schemes)', approved: '4', open: '4' },
  ]);
});

test('a scheme has its places approved and open in the term of the round, and a mark where terms may move', () => {
  const rows = planOf('2023-12').lists.flatMap(({ schemes }) => schemes);
  const states = rows.map(({ projects, approved, open, full }) => [projects, [approved, open, full]]);
  expect(Object.fromEntries(states)).toMatchObject({
    3.1: ['85', '78', 'Autumn 2024 (approved)'],
    3.2: ['98', '98', 'Autumn 2024'],
    'EX 1': ['8', '8', 'Autumn 2023'],
    'EX 2': ['0', '0', 'Autumn 2024'],
    2: ['0', '0', 'Autumn 2028 (approved)'],
  });
});

test('terms with the same places are one row, and all kinds are counted from one term', () => {
  const [bases, schools] = planOf('2023-12').kinds;
  expect([bases?.start_term, schools?.start_term]).toEqual(['Spring 2023', 'Spring 2023']);
  expect(bases?.phases.map(({ terms: rows }) => rows.at(-1))).toEqual([
    { term: 'Autumn 2025 to Autumn 2028', places: ['153', '152', '160', '70', '535'] },
    { term: 'Autumn 2027 to Autumn 2028', places: ['157', '212', '228', '597'] },
  ]);
  for (const { phases } of [bases, schools].flatMap((kind) => kind ?? []))
    for (const { terms: rows } of phases) {
      const places = rows.map((row) => String(row.places));
      expect(places.filter((one, i) => one === places[i - 1])).toEqual([]);
    }
});

test('an opening that is expected in another term than approved is said from the report on that says so, and counted as approved', () => {
  const name = 'New Special School #5 (near Downham Market)';
  const opensIn = (expected: Scheme['expected'], round: string) => {
    const plan = planOf(round, ({ capital }) => {
      for (const scheme of capital?.lists.flatMap(({ schemes }) => schemes) ?? [])
        scheme.expected = scheme.name === name ? expected : undefined;
    });
    const row = plan.lists.flatMap(({ schemes }) => schemes).find((scheme) => scheme.name === name);
    return { ...plan, first: row?.first, capacity: row?.capacity };
  };
  const twice = [
    { since: '2023-09', opens: 'Spring 2027' },
    { since: '2023-12', opens: 'Summer 2027' },
  ];
  for (const [round, term] of [
    ['2023-06', undefined],
    ['2023-09', 'Spring 2027, one term later'],
    ['2023-12', 'Summer 2027, two terms later'],
  ] as const) {
    const found = opensIn(twice, round);
    expect(found.late.filter((one) => one.name === name)).toEqual(
      term
        ? [
            {
              name,
              approved: 'First 40 places in Autumn 2026',
              now: `Expected in ${term}`,
              why: 'Ground conditions need further study. Temporary places are in no table.',
            },
          ]
        : [],
    );
    if (term)
      expect(found.verdict).toContain(`one scheme is expected ${term.replace(/.*, /, '')} than approved`);
    expect(found.first).toBe(`Autumn 2026: 40${term ? `; expected ${term.replace(/,.*/, '')}` : ''}`);
    expect([found.capacity, found.kinds]).toEqual(['100', opensIn(undefined, round).kinds]);
  }
  const asApproved = opensIn([{ since: '2023-06', opens: 'Autumn 2026' }], '2023-12');
  expect(asApproved.late.filter((one) => one.name === name)).toEqual([]);
});

test('a status is printed beside the name if it is of the months since the last report', () => {
  const withStatus = (month: string) =>
    planOf('2023-09', ({ capital }) => {
      const scheme = capital?.lists[1]?.schemes[0];
      if (scheme) scheme.status = { [month]: 'Amber' };
    }).lists[1]?.schemes[0]?.name;
  expect(withStatus('2023-06')).not.toMatch(/Amber/);
  expect(withStatus('2023-10')).not.toMatch(/Amber/);
  expect(withStatus('2023-08')).toMatch(/; Amber \(Aug 2023\)$/);
});

describe('what is open now', () => {
  const allOf = (rows: ReadonlyArray<{ name: string; approved: string; open: string[] }>) =>
    rows.map(({ name, approved, open }) => [name, approved, ...open]);

  test('is compared with what was approved by this term, by phase of school and by list', () => {
    const december = planOf('2023-12');
    // 420 bases there before; 90 places of schemes by Autumn 2023. Bure Park has 78 of 85 places.
    expect(allOf(december.by_phase)).toEqual([
      ['Specialist resource bases, primary', '326', '326', 'None'],
      ['Specialist resource bases, secondary', '184', '184', 'None'],
      ['New and enlarged special schools, all ages', '433', '426', '7 fewer'],
      ['All', '943', '936', '7 fewer'],
    ]);
    expect(allOf(december.by_list)).toEqual([
      ['Before the schemes', '420', '420', 'None'],
      ['Phase 1', '523', '516', '7 fewer'],
      ['Phase 2', '0', '0', 'None'],
      ['All', '943', '936', '7 fewer'],
    ]);
    expect(december.by_list.map(({ schemes, capacity }) => [schemes, capacity])).toEqual([
      ['None', '420'],
      ['28', '853'],
      ['32', '750'],
      // 1,132 in bases and 891 in schools.
      ['60', '2,023'],
    ]);
    expect(december.verdict).toBe(
      '936 of the 943 places approved by Autumn 2023 are open: one scheme is seven places short and one scheme is expected one term later than approved.',
    );
    expect(planOf('2023-06').verdict).toBe(
      'All 723 places approved by Summer 2023 are open, and no scheme is known to be late.',
    );
    expect(december.late[0]).toEqual({
      name: 'New Special School #1 (Bure Park, Great Yarmouth)',
      approved: '85 places by Autumn 2023',
      now: '78 open, 7 fewer',
      why: 'The formal change proposed in May 2023 gives it longer to grow.',
    });
    expect(december.counts).toMatch(/^Open places were last counted in November 2023, at all 20 schemes /);
    expect(december.lists[0]?.schemes[0]).toMatchObject({ approved: '85', open: '78', pupils: ['76'] });
  });

  test('is asked of no council: without counts there are no such columns, and no shortfall', () => {
    const plan = planOf('2023-12', ({ capital }) => {
      for (const scheme of capital?.lists.flatMap(({ schemes }) => schemes) ?? []) {
        delete scheme.open;
        delete scheme.pupils;
        delete scheme.expected;
      }
    });
    expect(plan).toMatchObject({
      has_counts: false,
      open_columns: [],
      pupil_columns: [],
      late: [],
      has_late: false,
    });
    for (const { open } of [...plan.by_phase, ...plan.by_list]) expect(open).toEqual([]);
    expect(JSON.stringify(plan.lists)).not.toContain('Not counted');
  });

  test('is of this term alone: a count of an earlier or a later month is none', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.nat(200), (number, open) => {
        const month = `2023-${String(number).padStart(2, '0')}`;
        const { by_list, has_counts, late } = planOf('2023-09', ({ capital }) => {
          for (const scheme of capital?.lists.flatMap(({ schemes }) => schemes) ?? []) {
            delete scheme.open;
            if (scheme.id === 'bure-park') scheme.open = { [month]: open };
          }
        });
        const counts = number === 8 || number === 9;
        expect(has_counts).toBe(counts);
        const by = open - 85;
        const words = by === 0 ? 'None' : `${Math.abs(by)} ${by < 0 ? 'fewer' : 'more'}`;
        if (counts) expect(by_list[1]?.open).toEqual([String(523 + by), words]);
        expect(late.length).toBe(counts && by < 0 ? 1 : 0);
      }),
      { numRuns: 60 },
    );
  });

  test('a scheme that should be open by now and is expected later has no place yet', () => {
    const { by_list } = planOf('2023-12', ({ capital }) => {
      const scheme = capital?.lists[0]?.schemes.find(({ number }) => number === 'Lot 1');
      delete scheme?.open;
      if (scheme) scheme.expected = [{ since: '2023-12', opens: 'Spring 2024' }];
    });
    expect(by_list[1]?.open).toEqual(['508', '15 fewer']);
  });
});

test('schemes without places are named below the tables, with where they are counted', () => {
  const named = 'Phase 1 names Primary Complex Needs (projects 31 and 32) without places: they are';
  expect(planOf('2023-12').unplaced).toBe(`${named} counted in Phase 2.`);
  const nowhere = planOf('2023-12', ({ capital }) => {
    for (const scheme of capital?.lists[1]?.schemes ?? [])
      if (scheme.number === '32') scheme.name = 'Another';
  });
  expect(nowhere.unplaced).toBe(`${named} not counted.`);
});

test('needs are in one order in all tables', () => {
  const [bases, schools] = planOf('2023-12').kinds;
  expect(bases?.phases[0]?.needs.filter((need) => schools?.phases[0]?.needs.includes(need))).toEqual(
    schools?.phases[0]?.needs,
  );
});

test('the chart has the places of the last term in each year, and a short alternative text', () => {
  const chart = buildGrowthPlan(sourceOf('2023-12'))?.context.growth_chart.value;
  expect(chart?.categories).toEqual([2023, 2024, 2025, 2026, 2027, 2028].map((year) => `Autumn ${year}`));
  expect(chart?.series.map(({ values }) => values)).toEqual([
    [510, 776, 966, 1084, 1132, 1132],
    [433, 516, 596, 721, 811, 891],
  ]);
  expect(chart?.description?.length).toBeLessThan(250);
});

const terms = fc.array(
  fc.tuple(fc.constantFrom('Spring', 'Summer', 'Autumn'), fc.integer({ min: 2020, max: 2030 }), fc.nat(50)),
  { minLength: 1, maxLength: 5 },
);

test('whatever schemes there are, each term has the sum of its needs, and the rows add up to the total', () => {
  const scheme = fc.record({
    kind: fc.constantFrom('base', 'school'),
    phase: fc.constantFrom('Primary', 'Secondary'),
    need: fc.constantFrom('ASD', 'SEMH', 'SLCN'),
    terms: terms.map((list) =>
      Object.fromEntries(list.map(([season, year, count]) => [`${season} ${year}`, count])),
    ),
  });
  fc.assert(
    fc.property(fc.array(scheme, { minLength: 1, maxLength: 8 }), (all) => {
      const context = planOf('2023-09', ({ capital }) => {
        const schemes = all.map(
          (places, i): Scheme => ({ workstream: '5', number: String(i), name: 'A', places }),
        );
        capital?.lists.splice(0, 2, { id: 'all', title: 'All', schemes });
      });
      const number = (text: string) => Number(text.replaceAll(',', ''));
      const sum = (list: string[]) => list.map(number).reduce((a, b) => a + b, 0);
      for (const { groups, phases } of context.kinds) {
        const total = groups.at(-1);
        for (const column of ['added', 'capacity'] as const)
          expect(sum(groups.slice(0, -1).map((row) => row[column].replace('\u2212', '-')))).toBe(
            number((total?.[column] ?? '').replace('\u2212', '-')),
          );
        for (const { terms: rows, needs } of phases)
          for (const { places } of rows) {
            expect(places).toHaveLength(needs.length);
            expect(sum(places.slice(0, -1))).toBe(number(places.at(-1) ?? ''));
          }
      }
    }),
    { numRuns: 30 },
  );
});

test('a scheme has the places of its last term, before its first none', () => {
  const scheme = {
    workstream: '5',
    number: '1',
    name: 'A',
    places: { kind: 'base', phase: 'P', need: 'N', terms: { 'Autumn 2024': 16, 'Spring 2024': 8 } },
  };
  expect(
    ['Autumn 2023', 'Spring 2024', 'Summer 2024', 'Autumn 2024', 'Spring 2030'].map((term) =>
      placesIn(scheme, term),
    ),
  ).toEqual([0, 8, 8, 16, 16]);
  expect(
    placesOfKind(
      { lists: [{ id: 'a', title: 'A', schemes: [scheme, scheme] }] },
      { id: 'base', name: 'B' },
      'Autumn 2024',
    ),
  ).toBe(32);
});

test('capacity is reached when a phase has its last places, and not in the last term of the plan', () => {
  const kinds = plain(buildGrowthPlan(sourceOf('2023-12'))?.context)?.kinds ?? [];
  // By hand: 535 primary places from Autumn 2025, 597 secondary places from Autumn 2027.
  expect(kinds.map(({ reached }) => reached)).toEqual([
    'Autumn 2025 (primary) and Autumn 2027 (secondary)',
    'Autumn 2028',
  ]);
});
