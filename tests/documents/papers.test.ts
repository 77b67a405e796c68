import { expect, test } from '@jest/globals';
import { buildCommitteePaper } from '../../src/documents/committee-paper.ts';
import { inWords, shortDate } from '../../src/documents/house-formats.ts';
import { buildSchoolsForumPaper } from '../../src/documents/schools-forum-paper.ts';
import type { IsoDate } from '../../src/model/field-types.ts';
import type { Paper } from '../../src/model/paper.ts';
import { rowOf } from '../../src/model/plan.ts';
import { straight } from '../../src/word/typography.ts';
import fc from '../properties.ts';
import { plain, sample } from './source.ts';

/** What papers say once, and what they compare. */

const paperOf = (id: string, project = sample()) => {
  const paper = project.papers.find((one) => one.id === id) as Paper;
  return { project, paper, gaps: [] };
};

test('a committee sees each measure against its target, where one has a target', () => {
  const source = paperOf('2023-11-13-select-committee');
  const tables = () => plain(buildCommitteePaper(source).context).kpi_tables;
  const [aimed, others] = tables();
  expect([aimed?.figure_columns.at(-1), aimed?.word_columns]).toEqual([
    'Target',
    ['Change', 'Against target'],
  ]);
  const last = Object.fromEntries(
    aimed?.rows.map(({ dfe_ref, figures, words }) => [dfe_ref, [figures.at(-1), words.at(-1)]]) ?? [],
  );
  expect(last).toEqual({
    42: ['970', 'Within tolerance'],
    39: ['£1,800', 'On target'],
    6: ['270', 'On target'],
    45: ['35', 'On target'],
  });
  // Measures without one are a table of their own, in which no cell says so.
  expect(others?.rows.map(({ dfe_ref }) => dfe_ref)).toEqual(['25', '7']);
  expect(JSON.stringify(others?.rows)).not.toMatch(/target|\u2013/i);
  const { kpis: rows } = source.project;
  for (const row of rows?.rows ?? []) row.targets = [];
  if (source.paper.committee?.kpis) source.paper.committee.kpis.ids = ['independent-placements', 'pex'];
  expect(tables()).toMatchObject([{ title: 'The measures', word_columns: ['Change'] }]);
});

test('Schools Forum sees targets beside values once there are values, and the workstreams of a measure before', () => {
  const built = (id: string) => plain(buildSchoolsForumPaper(paperOf(id)).context);
  const { kpi_tables, has_kpi_targets } = built('2023-09-27');
  expect(has_kpi_targets).toBe(true);
  expect(kpi_tables.map(({ title, rows }) => [title, rows.length])).toEqual([
    ['Measures with a target', 8],
    ['Measures without a target', 8],
  ]);
  expect(kpi_tables[0]?.figure_columns.map(straight)).toEqual([
    'Baseline Jun 2023',
    'Latest Sep 2023',
    'Target',
  ]);
  expect(kpi_tables[0]?.rows.at(-1)).toEqual({
    dfe_ref: '42',
    refs: ['40'],
    name: 'Number in independent provision',
    workstreams: [],
    figures: ['958', '971', '970'],
    words: ['Up 13, worse', 'Within tolerance'],
  });
  const may = built('2023-05-17');
  expect([may.has_kpi_targets, may.kpi_tables.length, may.kpis_note]).toEqual([
    false,
    1,
    'No values have been reported yet. The baseline is that of June 2023.',
  ]);
  expect(may.kpi_tables[0]).toMatchObject({ workstream_columns: ['Workstreams'], figure_columns: [] });
  expect(may.kpi_tables[0]?.rows[0]).toMatchObject({ figures: [], workstreams: ['1, 2, 3, 4, 5'] });
});

test('a paper says what it means for others, and what was asked, where its author does, but never what is for the DfE alone', () => {
  for (const [id, build] of [
    ['2023-09-27', buildSchoolsForumPaper],
    ['2023-11-13-select-committee', buildCommitteePaper],
  ] as const) {
    const source = paperOf(id);
    const text = source.paper.paper ?? source.paper.committee;
    if (!text) throw new Error('the sample has this paper');
    const built = () => plain(build(source).context);
    expect(
      built()
        .implications.map(({ heading }) => heading)
        .slice(0, 3),
    ).toEqual(['Financial', 'Legal', 'Equality']);
    const own = { heading: 'For officials', text: 'Not public', audience: 'dfe' as const };
    text.implications = [{ heading: 'Climate', text: 'None.' }, own];
    text.sections = [own];
    expect([built().implications, built().sections]).toEqual([[{ heading: 'Climate', text: 'None.' }], []]);
    text.implications = undefined;
    expect([built().has_implications, built().implications]).toEqual([false, []]);
  }
});

test('a deficit among the measures has its word and no sign', () => {
  const { kpi_tables } = plain(buildSchoolsForumPaper(paperOf('2023-09-27')).context);
  expect(kpi_tables[0]?.rows[0]).toMatchObject({
    figures: ['£25.299m deficit', '£25.949m deficit', '£25.149m deficit'],
    words: ['Deficit up £0.650m, worse', 'Within tolerance'],
  });
  expect(JSON.stringify(kpi_tables)).not.toContain('\u2212');
});

test('beside each action is the next step after the meeting, whatever the dates, and what has happened since', () => {
  const day = (n: number) => new Date(Date.UTC(2023, 8, 1 + n)).toISOString().slice(0, 10) as IsoDate;
  const step = fc.record({ by: fc.nat(120), done: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 3 }), fc.nat(9), (steps, condition) => {
      const source = paperOf('2023-09-27');
      const { rounds } = source.project;
      const update = rounds.find(({ id }) => id === '2023-09')?.conditions[6]?.update;
      if (!update || !source.paper.paper?.publish_from_report) throw new Error('the sample has both');
      update.timeline = steps.map(({ by, done }, i) => ({
        what: `Step ${i}`,
        by: day(by),
        ...(done ? { done: '2023-09-01' as IsoDate } : {}),
      }));
      source.paper.paper.publish_from_report.since = [{ condition: condition + 1, state: 'Under way.' }];
      const { actions, action_columns } = plain(buildSchoolsForumPaper(source).context);
      expect(action_columns).toEqual(['Next step', 'At 27 September 2023']);
      const open = steps.flatMap(({ by, done }, i) => (done || day(by) <= '2023-09-27' ? [] : [{ by, i }]));
      const [first] = open.sort((a, b) => a.by - b.by || a.i - b.i);
      const printed = actions.find(({ number }) => number === '7');
      expect(printed?.states[0]).toBe(
        first ? `${shortDate(day(first.by))}: Step ${first.i}` : 'None after this',
      );
      // What has happened is printed of a condition that needs no action as well.
      for (const { number, states } of actions)
        expect(states[1]).toBe(number === String(condition + 1) ? 'Under way.' : 'Not recorded');
      expect(actions.some(({ number }) => number === String(condition + 1))).toBe(condition < 9);
    }),
    { numRuns: 60 },
  );
});

test('how each rating has moved is a word beside it, and how many there are of each a sentence', () => {
  const rating = fc.constantFrom('Green', 'Amber', 'Red');
  fc.assert(
    fc.property(fc.array(fc.tuple(rating, rating), { minLength: 9, maxLength: 9 }), (pairs) => {
      const source = paperOf('2023-09-27');
      const { rounds } = source.project;
      for (const [i, months] of (['2023-06', '2023-09'] as const).entries())
        for (const [at, { update }] of (rounds.find(({ id }) => id === months)?.conditions ?? []).entries())
          update.rating = pairs[at]?.[i];
      const { ratings_of_year, ratings_count, movement_columns } = plain(
        buildSchoolsForumPaper(source).context,
      );
      const order = ['Green', 'Amber', 'Red'];
      const wordsOf = ([before, now]: [string, string]) =>
        before === now ? 'No change' : order.indexOf(now) < order.indexOf(before) ? 'Improved' : 'Worsened';
      expect(movement_columns).toEqual(['Movement']);
      expect(ratings_of_year.map(({ movements }) => movements)).toEqual(pairs.map((pair) => [wordsOf(pair)]));
      for (const word of order) {
        const some = pairs.filter(([, now]) => now === word).length;
        expect(ratings_count.includes(`${inWords(some)} ${word}`)).toBe(some > 0);
      }
    }),
    { numRuns: 60 },
  );
});

test('what is asked begins with its verbs, or is to be confirmed as papers had it before', () => {
  const source = paperOf('2023-09-27');
  const isToConfirm = (...asked: string[]) => {
    if (source.paper.paper) source.paper.paper.recommendations = asked;
    return plain(buildSchoolsForumPaper(source).context).is_asked_to_confirm;
  };
  expect(isToConfirm('note the forecast', 'agree the measures')).toBe(false);
  expect(isToConfirm('The measures that it will follow')).toBe(true);
  expect(isToConfirm('note the forecast', 'That it has noted the rating')).toBe(true);
});

test('the questions of the DfE are printed unless the paper names the one that has them', () => {
  const source = paperOf('2023-09-27');
  const built = () => plain(buildSchoolsForumPaper(source).context);
  if (source.paper.paper) source.paper.paper.questions_in = undefined;
  expect([built().has_questions, built().questions_elsewhere]).toEqual([true, '']);
  if (source.paper.paper) source.paper.paper.questions_in = '2023-05-17';
  expect([built().has_questions, built().questions_elsewhere]).toEqual([
    false,
    'What the DfE asks in each report is in the paper of 17 May 2023, in its own words.',
  ]);
});

test('who answers for a paper is said where the paper says it', () => {
  for (const id of ['2023-09-27', '2023-11-13-select-committee']) {
    const source = paperOf(id);
    const { paper, committee } = source.paper;
    const built = () =>
      plain((committee ? buildCommitteePaper(source) : buildSchoolsForumPaper(source)).context);
    for (const officer of [undefined, 'Head of SEND']) {
      if (paper) paper.officer = officer;
      if (committee) committee.officer = officer;
      expect(built()).toMatchObject({ has_officer: officer !== undefined, officer: officer ?? '' });
    }
  }
});

test('years before that of the report are in no table or chart of a forecast', () => {
  const source = paperOf('2023-09-27');
  const { financial_years } = source.project.agreement;
  const { forecast, balance_chart, income_chart, plan } = plain(buildSchoolsForumPaper(source).context);
  expect(forecast.map(({ year }) => year)).toEqual(financial_years.slice(1));
  for (const chart of [balance_chart, income_chart])
    expect(chart.categories).toEqual(financial_years.slice(1));
  expect(plan[0]?.years).toHaveLength(7);
  const may = plain(buildSchoolsForumPaper(paperOf('2023-05-17')).context);
  expect(may.balance_chart.categories).toEqual(financial_years);
});

test('the lines that the difference comes from add up to it, whatever the forecast', () => {
  const change = fc.record({ line: fc.nat(11), year: fc.nat(6), by: fc.integer({ min: -4000, max: 4000 }) });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 8 }), (changes) => {
      const source = paperOf('2023-11-13-select-committee');
      const { agreement, forecasts } = source.project;
      const lines = agreement.plan.lines.filter(({ role }) => role === 'spend');
      const rows = forecasts.find(({ round }) => round === '2023-09')?.rows ?? [];
      for (const { line, year, by } of changes) {
        const found = rows.find(({ name }) => name === lines[line]?.name);
        const value = found?.values[agreement.financial_years[year] ?? ''];
        if (value) value.value += by / 1000;
      }
      const { causes, deficits, cause_columns } = plain(buildCommitteePaper(source).context);
      expect(cause_columns).toEqual([
        'Plan 2023/24',
        'Forecast Jun\u00A02023',
        'Forecast Sep\u00A02023',
        'Since June',
        'Against plan',
        'To 2028/29',
      ]);
      const number = (text = '') => Math.round(1000 * Number(text.replace('\u2212', '-')));
      const all = causes.filter(({ total }) => !total);
      expect(all.length).toBeLessThanOrEqual(7);
      for (const [i] of cause_columns.entries())
        expect(all.reduce((sum, { figures }) => sum + number(figures[i]), 0)).toBe(
          number(causes.at(-1)?.figures[i]),
        );
      for (const { figures } of causes) {
        const [plan, last, now, since, against] = figures.map(number);
        expect([since, against]).toEqual([(now ?? 0) - (last ?? 0), (now ?? 0) - (plan ?? 0)]);
      }
      expect([causes.at(-1)?.figures[4], causes.at(-1)?.figures[5]]).toEqual([
        `+${deficits[0]?.difference.split(' ')[0]}`,
        `+${deficits.at(-1)?.difference.split(' ')[0]}`,
      ]);
    }),
    { numRuns: 40 },
  );
});

test('what is left of a difference is called rounding only if it is no more than that', () => {
  const left = (millions: number) => {
    const source = paperOf('2023-11-13-select-committee');
    const { agreement, forecasts } = source.project;
    const forecast = forecasts.find(({ round }) => round === '2023-09');
    const name = agreement.plan.lines.find(({ role }) => role === 'cumulative-after')?.name ?? '';
    const balance = forecast && rowOf(forecast, { name })?.values[agreement.financial_years.at(-1) ?? ''];
    if (balance) balance.value += millions;
    return plain(buildCommitteePaper(source).context).causes.at(-2)?.line;
  };
  expect(left(0)).toBe('Difference by rounding');
  expect([6, -6, 0.5].map(left)).toEqual(Array(3).fill('All other lines'));
});

test('a report that the forward plan has as given is not "not recorded" in a committee’s paper', () => {
  const source = paperOf('2023-11-13-select-committee');
  const days = () => plain(buildCommitteePaper(source).context).reports.map(({ submitted }) => submitted);
  expect(days()).toEqual(['15 June 2023', '14 September 2023', 'Not yet due']);
  source.project.forwardPlan = undefined;
  expect(days()).toEqual(['Not recorded', 'Not recorded', 'Not yet due']);
});

test('charts have the forecast beside the plan where the paper publishes it, and not else', () => {
  const source = paperOf('2023-09-27');
  const built = () => plain(buildSchoolsForumPaper(source).context);
  const names = ({ series }: { series: ReadonlyArray<{ name: string }> }) => series.map(({ name }) => name);
  const { balance_chart, income_chart, comparison_chart, chart_basis } = built();
  expect(names(balance_chart)).toEqual(['After contributions, plan', 'After contributions, forecast']);
  expect(balance_chart.series.map(({ values }) => values.at(-1))).toEqual([0, 2.453]);
  // Beside amounts of many times as much nobody would see how far they are apart.
  expect(comparison_chart.series.map(({ values }) => values)).toEqual([
    [0.8, 0.65, 0.451, 0.301, 0.15, 0.1],
    [0.8, 1.451, 1.902, 2.203, 2.353, 2.453],
  ]);
  expect(comparison_chart.description.length).toBeLessThan(250);
  // Forecast income is that of the plan, but for the last figure of a sum.
  expect(names(income_chart)).toEqual(['Income, plan and forecast', 'Spending, plan', 'Spending, forecast']);
  expect(income_chart.series.map(({ values }) => values[0])).toEqual([144.228, 169.376, 170.176]);
  expect(income_chart.description).toContain('Spending, forecast: 170.2, 171.8,');
  expect(income_chart.description.length).toBeLessThan(250);
  expect(chart_basis).toBe('as planned and as forecast');
  for (const line of source.project.forecasts.flatMap(({ rows }) => rows))
    if (line.name === 'Total income') for (const one of Object.values(line.values)) one.value -= 5;
  expect(names(built().income_chart)).toContain('Income, forecast');
  const { publish_from_report } = source.paper.paper ?? {};
  if (publish_from_report) publish_from_report.print = ['answer', 'ratings', 'risks'];
  expect(names(built().balance_chart)).toHaveLength(2);
  expect(names(built().comparison_chart)).toEqual(['Income', 'Spending']);
  expect(names(built().income_chart)).toEqual(['Income', 'Spending']);
  expect(JSON.stringify([built().balance_chart, built().income_chart])).not.toMatch(/forecast/i);
  expect(built().chart_basis).toBe('as planned');
});

test('the deficit is in a few figures, with the line that the difference comes from', () => {
  const source = paperOf('2023-11-13-select-committee');
  const { deficits, main_cause, has_unmitigated } = plain(buildCommitteePaper(source).context);
  expect(deficits.map((row) => Object.values(row))).toEqual([
    ['In 2023/24 alone', '25.149', '25.949', '0.800 above plan'],
    ['In total, at the end of 2023/24', '59.262', '60.062', '0.800 above plan'],
    ['In total, at the end of 2028/29', '0.000', '2.453', '2.453 above plan'],
  ]);
  expect(main_cause).toBe(
    'The main cause of the difference is Independent Special Schools: £0.620m above the plan in 2023/24, and £1.970m above it over all years to 2028/29.',
  );
  expect(has_unmitigated).toBe(false);
  const { publish_from_report } = source.paper.committee ?? {};
  if (!publish_from_report) throw new Error('the sample publishes a report');
  publish_from_report.round = '2023-12';
  expect(plain(buildCommitteePaper(source).context).unmitigated).toMatch(
    /^With the draft recovery plan, which the forecast does not count yet, the balance would be /,
  );
  publish_from_report.print = ['answer', 'ratings'];
  const { deficits: none, main_cause: cause } = plain(buildCommitteePaper(source).context);
  expect([none, cause]).toEqual([[], '']);
});

test('a condition has its plain words beside its rating, where the agreement has any', () => {
  const source = paperOf('2023-11-13-select-committee');
  const { conditions } = source.project.agreement;
  const given = conditions.map(({ plain_words }) => plain_words);
  expect(given.filter((words) => words && words.length < 100)).toHaveLength(9);
  if (conditions[3]) conditions[3].plain_words = undefined;
  const { ratings_of_year } = plain(buildCommitteePaper(source).context);
  expect(ratings_of_year.map(({ plain_words }) => plain_words)).toEqual(
    given.map((words, i) => (i === 3 ? '' : words)),
  );
  expect(ratings_of_year.map(({ has_plain_words }) => has_plain_words)).toEqual(given.map((_, i) => i !== 3));
});

const rating = fc.constantFrom('Green', 'Amber', 'Red');
const updateOf = fc.record({
  before: rating,
  now: rating,
  reason: fc.option(fc.constant('Staff are missing'), { nil: undefined }),
  action: fc.option(fc.constant('Fill the posts.'), { nil: undefined }),
  owner: fc.option(fc.constant('Head of SEND'), { nil: undefined }),
  by: fc.option(fc.constant('2023-12-01'), { nil: undefined }),
});

test('a rating that needs an action, or has changed for a reason, has a row with reason, action, owner and date', () => {
  fc.assert(
    fc.property(fc.array(updateOf, { minLength: 9, maxLength: 9 }), (all) => {
      const source = paperOf('2023-09-27');
      for (const { id, conditions } of source.project.rounds)
        for (const [i, { update }] of conditions.entries()) {
          const { before, now, reason, action, owner, by } = all[i] ?? {};
          update.rating = id === '2023-09' ? now : before;
          update.reason = reason;
          update.mitigation = { action, owner, by };
          update.owner = 'Owner of it';
        }
      const expected = all.flatMap(({ before, now, reason, action, owner, by }, i) => {
        const isNeeded = now !== 'Green';
        if (!isNeeded && !(before !== now && reason)) return [];
        return [
          {
            number: `${i + 1}`,
            rating: now,
            reason: reason ? 'Staff are missing.' : 'Not given.',
            action: action ?? (isNeeded ? 'Not given.' : 'None needed.'),
            owner: owner ?? 'Owner of it',
            by: by ? '1 Dec 2023' : isNeeded ? 'Not given' : 'None needed',
          },
        ];
      });
      const { actions, has_actions } = plain(buildSchoolsForumPaper(source).context);
      expect(actions.map(({ name, states, ...row }) => row)).toEqual(expected);
      expect(has_actions).toBe(expected.length > 0);
    }),
    { numRuns: 60 },
  );
});
