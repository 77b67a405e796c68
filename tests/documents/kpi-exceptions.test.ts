import { expect, test } from '@jest/globals';
import { checkProject, checkRound } from '../../src/checks/index.ts';
import { inWords } from '../../src/documents/house-formats.ts';
import { againstTargets, buildExceptions, positionsIn } from '../../src/documents/kpi-exceptions.ts';
import { buildKpiGroups, formatTolerance, targetWithLimits } from '../../src/documents/kpis.ts';
import { field } from '../../src/documents/origins.ts';
import { withPlanFigures } from '../../src/inputs/kpis-of-plan.ts';
import { type Kpi, kpisOf, matchKpis } from '../../src/model/kpi.ts';
import type { KpiPosition } from '../../src/model/kpi-targets.ts';
import type { ReadableProject } from '../../src/model/project.ts';
import fc from '../properties.ts';
import { changed, plain, roundOf, sample, sourceOf } from './source.ts';

test.each([
  ['count', 5, '5'],
  ['count', 1500, '1,500'],
  ['percent', 0.5, '0.5 points'],
  ['pounds', 240, '£240'],
  ['millions', 0.25, '£0.250m'],
  ['ratio', 0.05, '0.05'],
] as const)('the tolerance of a KPI in %s is printed in its unit', (unit, size, words) => {
  expect(formatTolerance({ unit }, size)).toBe(words);
});

test('a tolerance is never printed as another number', () => {
  const units = fc.constantFrom('count', 'percent', 'pounds', 'millions', 'ratio');
  fc.assert(
    fc.property(units, fc.integer({ min: 1, max: 2_000_000 }), (unit, thousandths) => {
      const size = thousandths / 1000;
      expect(Number(formatTolerance({ unit } as never, size).replace(/[£,m]| points/g, ''))).toBe(size);
    }),
  );
});

const id = '2023-12';

function rowOf(project: ReadableProject, kpi: string) {
  const row = matchKpis(project.register, project.kpis).get(kpi);
  if (!row) throw new Error(`no row of ${kpi}`);
  return row;
}

function kpiOf(project: ReadableProject, kpi: string) {
  const found = project.register.groups.flatMap(({ kpis }) => kpis).find((one) => one.id === kpi);
  if (!found) throw new Error(`no KPI ${kpi}`);
  return found;
}

function codesIn(project: ReadableProject): string[] {
  const { calendar, milestones, round } = sourceOf(id, project);
  const window = { opens: '2023-09-16', closes: '2023-12-15' };
  const before = roundOf(project, '2023-09');
  const found = checkRound({ project, round, calendar, window, milestones, before, today: '2023-12-01' });
  return found
    .filter(({ code }) => code.startsWith('kpi/'))
    .map(({ code, where }) => `${code} ${'cell' in where ? where.cell : ''}`);
}

test('a KPI in pounds repeats the plan in pounds, whatever the forecast is', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -90_000, max: 90_000 }),
      fc.integer({ min: -90_000, max: 90_000 }),
      (now, agreed) => {
        const project = sample();
        const kpi = kpiOf(project, 'hnb-balance');
        kpi.unit = 'pounds';
        const row = rowOf(project, 'hnb-balance');
        row.values = {};
        const forecast = project.forecasts.find(({ round }) => round === id);
        for (const [table, value] of [
          [forecast, now],
          [project.plan, agreed],
        ] as const) {
          const figure = table?.rows.find(({ name }) => name.startsWith('In-year'))?.values['2023/24'];
          if (figure) figure.value = value / 1000;
        }
        project.kpis = withPlanFigures(project);
        const [position] = positionsIn(project, id).filter((one) => one.kpi.id === 'hnb-balance');
        expect(position?.current?.figure.value).toBe(-now * 1000 + 0);
        expect(position?.target?.value).toBe(-agreed * 1000 + 0);
        // The council's tolerance is £1.0m, and a surplus is better than planned.
        expect(position?.onTarget).toBe(now - agreed <= 1000);
        expect(codesIn(project).filter((one) => one.startsWith('kpi/plan'))).toEqual([]);
      },
    ),
    { numRuns: 20 },
  );
});

test.each(['count', 'percent', 'ratio'] as const)('a KPI that repeats the plan is no %s', (unit) => {
  const project = sample();
  kpiOf(project, 'hnb-balance').unit = unit;
  expect(checkProject(project).map(({ code }) => code)).toContain('kpi/register');
});

test.each([
  ['pex', -1, 'kpi/sign'],
  ['sen-support', 0.127, 'kpi/unit'],
  ['hnb-spend', 169376, 'kpi/unit'],
  ['pex', 34.5, 'kpi/unit'],
])('a target of %s that cannot be right, %d, is one problem', (kpi, value, code) => {
  const project = sample();
  const cell = { file: 'kpis.xlsx', sheet: 'KPIs', cell: 'N99' };
  rowOf(project, kpi).targets = [{ figure: { value, cell } }];
  project.rounds.forEach(({ report }) => {
    if (report) report.kpi_comments = {};
  });
  const before = codesIn(sample());
  const found = codesIn(project).filter(
    (one) => !before.includes(one) && !/M(?:18|19|24|25|26|58|62)$/.test(one),
  );
  expect(found).toEqual([`${code} N99`]);
});

test('an annual KPI without a new value is neither counted nor judged', () => {
  const project = sample();
  const cell = { file: 'kpis.xlsx', sheet: 'KPIs', cell: 'N99' };
  const all = kpisOf(project.register).filter(({ regularity }) => regularity === 'Annually');
  for (const { id: kpi } of all) rowOf(project, kpi).targets = [{ figure: { value: 1, cell } }];
  const kept = all.filter((kpi) => !rowOf(project, kpi.id).values[id]);
  expect(kept.length).toBeGreaterThan(5);
  const sentence = plain(buildExceptions(sourceOf(id, project), {})).kpi_position;
  expect(sentence).toMatch(/^Of 46 KPIs, ten have a target and a new value: /);
  const cells = plain(buildKpiGroups(sourceOf(id, project))).flatMap(({ kpis }) => kpis);
  for (const one of cells.filter(({ is_kept }) => is_kept))
    expect(one.against_target).not.toMatch(/On|Off|Within/);
});

test('none on target is said so', () => {
  const project = sample();
  for (const row of project.kpis?.rows ?? []) row.targets = [];
  expect(againstTargets(positionsIn(project, id))).toBe('none on target and five off it');
});

test.each([1, 2, 7])('that all of %d KPIs have a target is said so', (count) => {
  const project = sample();
  const cell = { file: 'kpis.xlsx', sheet: 'KPIs', cell: 'N99' };
  const kept = kpisOf(project.register)
    .filter((kpi) => rowOf(project, kpi.id).values[id])
    .slice(0, count);
  project.register.groups = [{ name: 'All', kpis: kept }];
  for (const { id: kpi } of kept) rowOf(project, kpi).targets = [{ figure: { value: 1, cell } }];
  expect(plain(buildExceptions(sourceOf(id, project), {})).kpi_position).toMatch(
    count === 1 ? /^The one KPI has a target: / : /^All (?:two|seven) KPIs have a target: /,
  );
});

test('a value off its target says by how much, as both are printed', () => {
  const amounts = { min: 0, max: 200_000, noNaN: true };
  fc.assert(
    fc.property(fc.double(amounts), fc.double(amounts), (value, goal) => {
      const project = sample();
      const row = rowOf(project, 'hnb-spend');
      const cell = { file: 'kpis.xlsx', sheet: 'KPIs', cell: 'N99' };
      row.values[id] = { value, cell };
      row.targets = [{ figure: { value: goal, cell } }];
      kpiOf(project, 'hnb-spend').tolerance = undefined;
      const [found] = plain(buildExceptions(sourceOf(id, project), {})).kpi_exceptions.filter(
        ({ name }) => name === 'HNB spend',
      );
      if (!found) return expect(value - goal).toBeLessThan(1.001);
      const [by = '', printed = '', target = ''] = [found.why, found.value, found.target].map((words) =>
        words.replace(/[^\d.]/g, ''),
      );
      expect(found.why).toMatch(/^Off target by £/);
      expect(Number(by)).toBeCloseTo(Number(printed) - Number(target), 3);
    }),
    { numRuns: 50 },
  );
});

test.each(['2023-06', '2023-09', '2023-12'])(
  'the report of %s counts what its tables call better and worse',
  (round) => {
    const project = sample();
    const changes = plain(buildKpiGroups(sourceOf(round, project))).flatMap(({ kpis }) =>
      kpis.map(({ change }) => change),
    );
    const sentence = plain(buildExceptions(sourceOf(round, project), {})).kpi_position;
    const count = (word: string) => changes.filter((change) => change.endsWith(word)).length;
    if (round === '2023-06') return expect(sentence).not.toContain('better');
    const words = /values, (\S+) are better and (\S+) worse\.$/.exec(sentence)?.slice(1);
    expect(words).toEqual([inWords(count('better')), inWords(count('worse'))]);
  },
);

test.each([
  [20, /values, one is better and none worse\.$/],
  [60, /values, none are better and one worse\.$/],
  [29, /^(?!.*better)/],
])('with one KPI that goes from 29 to %d the count is in good English', (value, words) => {
  const project = sample();
  const row = rowOf(project, 'pex');
  const cell = { file: 'kpis.xlsx', sheet: 'KPIs', cell: 'N99' };
  row.values[id] = { value, cell };
  project.register.groups = [{ name: 'All', kpis: [kpiOf(project, 'pex')] }];
  const sentence = plain(buildExceptions(sourceOf(id, project), {})).kpi_position;
  expect(sentence).toMatch(words);
});

const named = (name: string, found: ReturnType<typeof buildExceptions>) =>
  plain(found).kpi_exceptions.find((one) => one.name === name);

test('every KPI that its author comments on is in the table, once, with why it is there', () => {
  const comments = { comment: field('Part of a term.', 'report.yaml'), action: undefined };
  for (const kpi of kpisOf(sample().register)) {
    const report = { kpi_comments: { [kpi.id]: comments } } as never;
    const { kpi_exceptions } = plain(buildExceptions(sourceOf(id), report));
    const [found, ...others] = kpi_exceptions.filter(({ ref }) => ref === String(kpi.dfe_ref));
    expect(others).toEqual([]);
    expect(found?.comment).toBe('Part of a term.');
    expect(found?.why).toMatch(
      /^(?:Off target|On target so far|No new value|For its comment(?:$|; (?:on target|within tolerance|up |down )))|beyond/,
    );
    const isNeeded = found?.why.match(/Off|so far|beyond/);
    expect(found?.action).toBe(isNeeded ? 'None given.' : 'None needed.');
  }
});

test('a target has its better side, and its tolerance where there is one, as printed', () => {
  const sides = { up: ' or more', down: ' or less', neither: '' };
  fc.assert(
    fc.property(
      fc.constantFrom('count', 'percent', 'pounds', 'millions', 'ratio'),
      fc.constantFrom('up', 'down', 'neither'),
      fc.boolean(),
      fc.integer({ min: 0, max: 4000 }),
      (unit, better, isSigned, thousandths) => {
        const kpi = { ...kpiOf(sample(), 'pex'), unit, better } as Kpi;
        if (isSigned) kpi.sign = 'surplus-positive';
        const target = { value: -2, cell: { file: 'kpis.xlsx', sheet: 'KPIs', cell: 'N99' } };
        const tolerance = thousandths / 1000;
        const words = targetWithLimits({ kpi, target, tolerance } as KpiPosition).value;
        const [value = '', within, ...others] = words.split(', ±');
        expect(others).toEqual([]);
        expect(value).toMatch(/2/);
        expect(value).not.toMatch(/deficit/);
        expect(value.replace(/^\S+/, '')).toBe(isSigned && better === 'up' ? ' or better' : sides[better]);
        expect(Number(within?.replace(/[£,m]| points/g, '') ?? 0)).toBe(tolerance);
      },
    ),
  );
});

test('a measure off its target says so in words and by a flag, and no other does', () => {
  for (const round of ['2023-06', '2023-09', id]) {
    const cells = plain(buildKpiGroups(sourceOf(round))).flatMap(({ kpis }) => kpis);
    for (const { is_off_target, against_target } of cells)
      expect(is_off_target).toBe(against_target === 'Off target');
  }
  expect(named('PEX numbers', buildExceptions(sourceOf(id), {}))?.target).toBe('35 or less, ±3');
});

test('a value on target that is likely to miss it is on target so far, says by how much, and needs a comment', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 500 }), (now, likely) => {
      const project = changed(id, { report: { kpi_comments: { 'referrals-schools': { likely } } } });
      const row = rowOf(project, 'referrals-schools');
      const figure = row.values[id];
      if (figure) row.values[id] = { ...figure, value: now };
      const [position] = positionsIn(project, id).filter(({ kpi }) => kpi.id === 'referrals-schools');
      const misses = now <= 270 && likely > 270;
      expect(position?.likelyMiss).toBe(misses ? likely : undefined);
      expect(position?.isException).toBe(misses || now > 270);
      const { kpi_position, kpi_exceptions } = plain(buildExceptions(sourceOf(id, project), {}));
      expect(kpi_position.includes('three on target (one likely to miss it)')).toBe(misses);
      const why = kpi_exceptions.find(({ name }) => name === 'EHCP referral rates from schools')?.why;
      if (misses) expect(why).toBe(`On target so far; ${likely} likely, off by ${likely - 270}`);
      else expect(why ?? '').not.toMatch(/likely|so far/);
    }),
    { numRuns: 30 },
  );
});
