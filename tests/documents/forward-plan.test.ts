import { expect, test } from '@jest/globals';
import { buildForwardPlan } from '../../src/documents/forward-plan.ts';
import { type ForwardPlan, promisedIn } from '../../src/model/forward-plan.ts';
import fc from '../properties.ts';
import { plain, sample, sourceOf } from './source.ts';

/** The forward plan: which body gets which report when. */

const report = { what: 'Annual report' };
const planOf = (reports: ForwardPlan['bodies'][number]['reports']): ForwardPlan => ({
  title: 'Forward Plan',
  bodies: [{ body: 'Cabinet', promised: 'a report each year', reports }],
});
const stateOf = (
  reports: ForwardPlan['bodies'][number]['reports'],
  today = '2023-09-01',
  project = sample(),
) => promisedIn(planOf(reports), project, today).map(({ state, date, given }) => ({ state, date, given }))[0];

test.each([
  ['without a date', {}, 'undated'],
  ['on its day', { date: '2023-09-01' }, 'due'],
  ['a day later', { date: '2023-08-31' }, 'overdue'],
  ['given late', { date: '2023-08-01', given: '2023-08-31' }, 'given'],
  ['given tomorrow', { date: '2023-08-01', given: '2023-09-02' }, 'overdue'],
  ['of a round that is to come', { round: '2023-12' }, 'due'],
  ['of a round that was not submitted', { round: '2023-06' }, 'overdue'],
  ['of a paper that was not published', { paper: '2023-05-17' }, 'overdue'],
] as const)('a report %s', (_, dates, state) => {
  expect(stateOf([{ ...report, ...dates }])?.state).toBe(state);
});

test('a body that was promised a report and has none in the list is without a date', () => {
  expect(promisedIn(planOf(undefined), sample(), '2023-09-01')).toEqual([
    { body: 'Cabinet', what: 'a report each year', state: 'undated', path: ['bodies', 0] },
  ]);
});

test('a paper counts as given on the day on which it was first published', () => {
  const project = sample();
  const entry = { id: '2023-05-17', kind: 'paper', file: 'a.docx', sha256: '0'.repeat(64) } as const;
  project.submissions.push({ ...entry, day: '2023-05-10' }, { ...entry, day: '2023-05-12', revision: 2 });
  expect(stateOf([{ ...report, paper: '2023-05-17' }], '2023-06-01', project)).toEqual({
    state: 'given',
    date: '2023-05-17',
    given: '2023-05-10',
  });
});

test('the document is as the plan is on the day of the first milestone, whenever it is made', () => {
  const { context } = buildForwardPlan(sourceOf('2023-09')) ?? {};
  expect(plain(context)).toMatchObject({
    as_at: '25 August 2023',
    summary:
      '13 reports for four bodies: three given, nine due, none overdue, one without a date. Select Committee: “Annual report” has no date yet.',
    decisions: 'Schools Forum, 24 Jan 2024; Cabinet, 29 Jan 2024',
    bodies: [{ next: '27 Sep 2023' }, { next: '15 Sep 2023' }, {}, { next: '13 Nov 2023' }],
  });
  expect(plain(buildForwardPlan(sourceOf('2023-12'))?.context)).toMatchObject({
    summary: expect.stringMatching(
      /^14 reports for five bodies: seven given, six due, none overdue, one without a date\. Select/,
    ),
    decisions: 'Executive Board, 11 Dec 2023; Schools Forum, 24 Jan 2024; Cabinet, 29 Jan 2024',
  });
});

test('whatever dates there are, each report of the year is printed once, and those without a date last', () => {
  const date = fc.option(
    fc
      .integer({ min: 0, max: 360 })
      .map((days) => new Date(Date.UTC(2023, 3, 3 + days)).toISOString().slice(0, 10)),
    { nil: undefined },
  );
  fc.assert(
    fc.property(
      fc.array(fc.record({ what: fc.constantFrom('A', 'B'), date, given: date }), { minLength: 1 }),
      (reports) => {
        const project = sample();
        project.forwardPlan = planOf(reports);
        const { context } = buildForwardPlan(sourceOf('2023-09', project)) ?? {};
        const { reports: printed = [], summary = '' } = context ? plain(context) : {};
        expect(printed).toHaveLength(reports.length);
        const undated = printed.map((one) => one.date === 'No date yet');
        expect(undated).toEqual([...undated].sort());
        // Each is named in a sentence of its own.
        expect(summary.match(/has no date yet\.|, and has not\./g) ?? []).toHaveLength(
          printed.filter(({ state }) => /^(Overdue|No date yet)$/.test(state)).length,
        );
      },
    ),
    { numRuns: 40 },
  );
});

test('one that is known since a round is in the plans from it on, and says what it is once all are given', () => {
  const known = (since: string, id: string) => {
    const project = sample();
    project.forwardPlan = planOf([{ ...report, date: '2023-03-01', given: '2023-03-01' }]);
    project.forwardPlan.bodies.push({
      body: 'Board',
      reports: [{ what: 'Plan', date: '2024-01-01', since, purpose: 'decision' }],
    });
    const { context } = buildForwardPlan(sourceOf(id, project)) ?? {};
    const { bodies = [], decisions, has_decisions, summary } = context ? plain(context) : {};
    expect(summary).toMatch(/ Every report that was promised has a date, and none is overdue\.$/);
    return [bodies.length, has_decisions, decisions];
  };
  expect(known('2023-09', '2023-06')).toEqual([1, false, '']);
  for (const id of ['2023-09', '2023-12'])
    expect(known('2023-09', id)).toEqual([2, true, 'Board, 1 Jan 2024']);
});

test('without the file there is none', () => {
  const project = sample();
  project.forwardPlan = undefined;
  expect(buildForwardPlan(sourceOf('2023-09', project))).toBeUndefined();
});

test('what a report is for and who answers for it are columns where the plan says them of any', () => {
  const words = fc.option(fc.constantFrom('Decision', 'Information'), { nil: undefined });
  fc.assert(
    fc.property(fc.array(fc.tuple(words, words), { minLength: 1, maxLength: 4 }), (given) => {
      const source = sourceOf('2023-12');
      const rows = given.map(([purpose, officer]) => ({ ...report, purpose, officer }));
      source.project.forwardPlan = planOf(rows as never);
      const { reports, purpose_columns, officer_columns } = buildForwardPlan(source)?.context ?? {};
      const cells = (of: ReadonlyArray<string | undefined>) =>
        of.map((one) => (of.some(Boolean) ? [one ?? 'Not written down'] : []));
      expect(plain({ purpose_columns, officer_columns })).toEqual({
        purpose_columns: given.some(([purpose]) => purpose) ? ['For'] : [],
        officer_columns: given.some(([, officer]) => officer) ? ['Lead officer'] : [],
      });
      expect(reports?.map(({ purpose }) => plain(purpose))).toEqual(cells(given.map(([one]) => one)));
      expect(reports?.map(({ officer }) => plain(officer))).toEqual(cells(given.map(([, one]) => one)));
    }),
  );
});
