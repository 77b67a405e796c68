import { expect, test } from '@jest/globals';
import { checkRound } from '../../src/checks/index.ts';
import { roundBefore } from '../../src/model/round.ts';
import { changed, roundOf, sourceOf } from '../documents/source.ts';
import fc from '../properties.ts';

/** What an author says of differences, against the figures: in December independent schools are £2.900m above the plan, £8.100m over all years. */

const said = (report: object) => saidOf(changed('2023-12', { report }));

function saidOf(project: ReturnType<typeof changed>): string[] {
  const { calendar, milestones, round } = sourceOf('2023-12', project);
  const before = roundOf(project, roundBefore(project.agreement, '2023-12') ?? '');
  const window = { opens: '2023-09-16', closes: '2023-12-15' };
  const found = checkRound({ project, round, calendar, window, milestones, before, today: '2023-12-01' });
  return found.filter(({ code }) => code.startsWith('figure/')).map(({ message }) => message);
}

const line = 'Independent Special Schools';

test.each([
  `${line} are £2.9m above the plan.`,
  `${line} cost £2.900m more this year and £8.1 million over all years.`,
  `${line} are above the plan by £2.9m.`,
  `${line} have risen by about £2.9m.`,
  `${line}: £2,900k over the plan.`,
  `${line}: £2,900,000 over budget, £8.1m over the years to 2028/29.`,
  `${line} are £2.9m above the plan in 2023/24.`,
  `${line} are £0.3m above the plan in 2028/29.`,
  'Demand for places.',
  'Demand, which costs £2.9m more; resource bases cost £0.05m less.',
])('%s', (main_cause) => {
  expect(said({ main_cause })).toEqual([]);
});

test.each([
  [`${line} are £2.9m below the plan.`, '£2.9m below'],
  [`${line} are below the plan by £2.9m.`, '£2.9m below'],
  [`${line} underspend by £2.9m.`, '£2.9m underspend'],
  [`${line} have fallen by some £2.9m.`, '£2.9m fallen'],
  [`${line}: £3,900k over the plan.`, '£3,900k over'],
  [`${line}: £2,800,000 over the plan.`, '£2,800,000 over'],
  [`${line} are £2.9m above the plan in 2028/29.`, '£2.9m above'],
  [`${line} are **£2.9m** **less** than planned.`, '£2.9m less'],
])('%s: wrong, and said once', (main_cause, words) => {
  expect(said({ main_cause })).toEqual([`${words} matches no difference between the forecast and the plan`]);
});

test.each([
  ['DfE Contribution, £6.0m.', 'DfE Contribution'],
  ['The 1.5% Schools Block transfer is smaller.', '1.5% Schools Block transfer'],
  ['Investment contingency including Inclusion Fund.', 'Investment contingency including Inclusion Fund'],
])('%s is about another line', (main_cause, name) => {
  expect(said({ main_cause })).toEqual([
    `the main cause names "${name}", and another line differs most from the plan`,
  ]);
});

const bases = '{{difference resource-bases 2023/24}}';

test.each([
  [`${bases} below the plan, and ${bases} below it.`, 0],
  [`${bases} below the plan, and ${bases} above it.`, 1],
  [`${bases} above the plan, and ${bases} over budget.`, 2],
  [`${bases} **above** the plan.`, 1],
  [`Bases are above the plan by ${bases}.`, 1],
  [`Bases are below the plan by ${bases}.`, 0],
  // A surplus that is smaller than planned is below the plan, or the position above it.
  ['The surplus is {{difference in-year 2027/28}} below the plan.', 0],
  ['The position is {{difference in-year 2027/28}} above the plan.', 0],
])('%s: %i contradictions', (summary, count) => {
  expect(said({ summary })).toHaveLength(count);
});

test('a balance with mitigations is no worse than the forecast, and one without them no better', () => {
  const step = fc.integer({ min: -3000, max: 3000 });
  fc.assert(
    fc.property(fc.constantFrom('mitigated', 'unmitigated'), step, (role, by) => {
      const project = changed('2023-12', { report: {} });
      const line = project.agreement.plan.lines.find((one) => one.role === 'mitigated');
      if (line) line.role = role as 'mitigated';
      const rows = project.forecasts.find(({ round }) => round === '2023-12')?.rows ?? [];
      const figures = (name: string | undefined) => rows.find((row) => row.name === name)?.values ?? {};
      const balances = figures('Cumulative Balance');
      for (const [year, figure] of Object.entries(figures(line?.name)))
        figure.value = (balances[year]?.value ?? 0) + by / 1000;
      const found = saidOf(project).filter((message) => message.includes('is the balance'));
      expect(found).toHaveLength((role === 'mitigated' ? by > 0 : by < 0) ? 1 : 0);
    }),
    { numRuns: 20 },
  );
});
