import { describe, expect, test } from '@jest/globals';
import { buildBoardSummary, type ReportDraft } from '../../src/documents/board-summary.ts';
import { buildTriAnnualReport } from '../../src/documents/tri-annual-report.ts';
import type { ReadableProject } from '../../src/model/project.ts';
import type { ReportInput } from '../../src/model/round.ts';
import fc from '../properties.ts';
import { changed, emptyRound, figuresOf, plain, roundOf, sample, sourceOf } from './source.ts';

const first: ReportDraft = { number: 1, changes: undefined };

const summary = (id: string, from?: ReadableProject, draft = first, gaps: string[] = []) =>
  plain(buildBoardSummary({ ...sourceOf(id, from), gaps }, draft).context);

describe('the ratings', () => {
  test('stand beside those of the last report, with the reason for each change and the mitigation', () => {
    const { ratings, columns } = summary('2023-09');
    expect(columns).toEqual(['Jun', 'Sep']);
    expect(ratings).toHaveLength(9);
    expect(ratings[0]).toMatchObject({
      both: ['Green', 'Green'],
      note: 'Every step due is done; the launch is ready.',
    });
    expect(ratings[3]).toEqual({
      number: '4',
      name: 'School and community teams',
      both: ['Green', 'Amber'],
      before: 'Green',
      now: 'Amber',
      note: '**Worsened.** Six teams start half a term later than planned. **Mitigation:** Cover the six zones from neighbouring teams until their own begin (Assistant Director, workstream 2), by\u00A06\u00A0Nov\u00A02023.',
    });
    expect(summary('2023-12').ratings[1]?.note).toMatch(
      /^\*\*Improved\.\*\* The backlog of reviews is below the level agreed/,
    );
    expect(summary('2023-12').ratings[4]?.note).toMatch(/^Places open .* \*\*Mitigation:/);
  });

  test('have a key of what each means, up to its semicolon', () => {
    const project = changed('2023-09', {});
    const meaning = 'Well; nothing is late.';
    project.agreement = { ...project.agreement, rating_scale: [{ rating: 'Good', meaning }] };
    expect(summary('2023-09', project).rating_key).toBe('Good: well.');
  });

  test('of the first report have none before them', () => {
    const project = changed('2023-06', { conditions: { 1: { reason: '' } } });
    const { ratings, columns } = summary('2023-06', project);
    expect(columns[0]).toBe('Before');
    expect(ratings.map(({ both }) => both[0])).toEqual(Array(9).fill('None'));
    expect(ratings[0]?.note).toBe('First report.');
  });

  test('of a report that is missing are said to be missing', () => {
    const project = changed('2023-12', { conditions: { 1: { reason: '' } } });
    project.rounds = project.rounds.filter(({ id }) => id !== '2023-09');
    const { ratings, columns } = summary('2023-12', project);
    expect(columns[0]).toBe('Sep');
    expect(ratings.map(({ both }) => both[0])).toEqual(Array(9).fill('No rating'));
    expect(ratings[0]?.note).toBe('No rating in September 2023.');
  });

  test('say where a reason or a mitigation is missing', () => {
    const project = changed('2023-09', { conditions: { 4: { reason: undefined, mitigation: undefined } } });
    expect(summary('2023-09', project).ratings[3]?.note).toBe(
      '**Worsened.** No reason is given. **Mitigation:** none is given yet.',
    );
  });

  test.each([
    [{ owner: 'O' }, 'none is given yet.'],
    [{ by: '2023-11-06' }, 'none is given yet.'],
    [{ owner: 'O', by: '2023-11-06' }, 'none is given yet.'],
    [{ action: 'Act.' }, 'Act.'],
    [{ action: 'Act', owner: 'O.' }, 'Act (O).'],
    [{ action: 'Act', by: '2023-11-06' }, 'Act, by\u00A06\u00A0Nov\u00A02023.'],
    [{ action: 'Act', owner: 'O', by: '2023-11-06' }, 'Act (O), by\u00A06\u00A0Nov\u00A02023.'],
  ])('give as much of a mitigation as there is: %j', (mitigation, words) => {
    const source = sourceOf('2023-09', changed('2023-09', { conditions: { 4: { mitigation } } }));
    const { ratings } = plain(buildBoardSummary(source, { number: 1, changes: undefined }).context);
    expect(ratings[3]?.note.replaceAll('\\', '')).toMatch(
      new RegExp(`\\*\\*Mitigation:\\*\\* ${words.replace(/[().]/g, '\\$&')}$`),
    );
  });

  test('a reason in lists or paragraphs stands in paragraphs of its own, and plain text prints as it was typed', () => {
    const mitigation = { action: 'Ask *all* 3 [zones]\n  to pay £1_000', owner: 'o', by: '2023-11-06' };
    const project = changed('2023-09', { conditions: { 4: { reason: '- fees\n- staff', mitigation } } });
    expect(summary('2023-09', project).ratings[3]?.note).toBe(
      '**Worsened.**\n\n- fees\n- staff\n\n**Mitigation:** Ask \\*all\\* 3 \\[zones\\] to pay £1\\_000 (o), by\u00A06\u00A0Nov\u00A02023.',
    );
  });
});

describe('the money', () => {
  test.each([
    ['2023-06', ['2024/25', '2025/26'], 16],
    ['2023-09', ['2024/25', '2025/26'], 16],
    ['2023-12', ['2025/26'], 15],
  ])('of %s is that of the report, figure for figure', (id, between, figures) => {
    const report = buildTriAnnualReport(sourceOf(id));
    const { context } = buildBoardSummary(sourceOf(id), first);
    expect(context.money.map(({ year }) => year.value)).toEqual(['2023/24', ...between, '2028/29']);
    for (const { year, plan, forecast, in_year_plan, in_year_forecast } of context.money)
      expect(report.context.evidence).toContainEqual(
        expect.objectContaining({ year, plan, forecast, in_year_plan, in_year_forecast }),
      );
    expect(figuresOf(context.money)).toHaveLength(figures);
    for (const figure of figuresOf(context)) expect(figuresOf(report.context)).toContainEqual(figure);
  });

  test('says how far the forecast is from the plan, in the year and in all', () => {
    expect(summary('2023-09').money[0]).toEqual({
      year: '2023/24',
      in_year_plan: '25.149',
      in_year_forecast: '25.949',
      in_year_difference: '0.800',
      plan: '59.262',
      forecast: '60.062',
      difference: '0.800',
      moved: ['+0.650'],
      stated: [],
      is_highest: false,
    });
  });

  test('has the year of the highest deficit, what the forecast states beside it, and a count of ratings', () => {
    const { money, stated_columns, highest, rating_counts } = summary('2023-12');
    expect(stated_columns).toEqual(['With the draft recovery plan']);
    expect(money.map(({ year, forecast, stated }) => [year, forecast, ...stated])).toEqual([
      ['2023/24', '63.262', '63.262'],
      ['2025/26', '76.320', '72.320'],
      ['2028/29', '10.803', '0.303'],
    ]);
    expect([highest, rating_counts]).toEqual([
      '2025/26',
      'five Green, three Amber (5, 7 and 9) and one Red (6)',
    ]);
    expect(summary('2023-12').highest_beside).toEqual(['draft recovery plan, 2024/25 (73.495)']);
    const bare = summary('2023-12', { ...sample(), forecasts: [] });
    expect([bare.has_highest, bare.money.length]).toEqual([false, 2]);
    expect(bare.has_general_fund).toBe(false);
  });

  test('says what falls on the reserves in the year in which the accounting treatment ends, and only where it does', () => {
    const project = sample();
    const { financial_years } = project.agreement;
    fc.assert(
      fc.property(fc.integer({ min: 2020, max: 2032 }), (year) => {
        const agreement = { ...project.agreement, accounting_treatment_ends: `${year}-03-31` };
        const { has_general_fund, general_fund } = summary('2023-12', { ...project, agreement });
        const isPlanned = financial_years.includes(`${year - 1}/${String(year).slice(2)}`);
        expect(has_general_fund).toBe(isPlanned);
        if (year === 2026)
          expect(general_fund).toBe(
            'would bear £76.320m when the accounting treatment ends (March 2026), unless extended; £72.320m with the draft recovery plan.',
          );
      }),
    );
  });

  test('names the KPIs of the plan by how far they are off their targets', () => {
    expect(summary('2023-12').kpis_off).toMatch(
      /^Seven of ten \(none in Sep\): .* and five of the deficit plan by £4\.000m \(in-year, spend and cumulative: 11, 12 and 16 to 18\)\.$/,
    );
  });
});

describe('the decisions', () => {
  const decisions = (id: string, from?: ReadableProject, gaps: string[] = []) => {
    const context = summary(id, from, first, gaps);
    return [
      ...context.decisions.map(({ lead, words }) => `${lead}: ${words}`),
      ...(context.is_asked ? [context.asked] : []),
    ];
  };

  test('are worked out from the report: the answer, mitigations, signatures, and what is asked of the DfE', () => {
    expect(decisions('2023-09')).toEqual([
      'Agree the answer to the DfE: “At risk”, on the figures above.',
      'Agree mitigations: condition 7 (Red) and conditions 2, 4, 5 and 6 (Amber).',
      "Sign off by 11 September 2023: the report; then the S151 Officer and Director of Children's Services sign.",
      expect.stringMatching(/^- \*\*Agree what is asked of the DfE:\*\* Advice on the pilots of the DfE/),
    ]);
  });

  test('where all is well there are the answer and the signatures, and then none', () => {
    const conditions = Object.fromEntries(
      Array.from({ length: 9 }, (_, i) => [i + 1, { rating: 'Green', mitigation: undefined }]),
    );
    const june = (report: ReportInput) => changed('2023-06', { conditions, report });
    const answer = 'Agree the answer to the DfE: “Yes”, on the figures above.';
    expect(decisions('2023-06', june({}))).toEqual([
      answer,
      "Sign off by 12 June 2023: the report; then the S151 Officer and Director of Children's Services sign.",
    ]);
    const signed = { name: 'A Name', date: '2023-06-12' };
    expect(decisions('2023-06', june({ sign_offs: { s151: signed } }))).toEqual([
      answer,
      "Sign off by 12 June 2023: the report; then the Director of Children's Services signs.",
    ]);
    const all = june({ sign_offs: { s151: signed, dcs: signed } });
    expect(summary('2023-06', all)).toMatchObject({ has_decisions: false, decisions: [], is_asked: false });
  });

  test('have those that the author asks for, and what was recorded of them', () => {
    const decisions = [
      { what: 'approval of the recovery plan, which saves {{plan in-year 2023/24}}' },
      { what: 'The move of one scheme?', recorded: 'agreed, minute 4' },
    ];
    const project = changed('2023-09', { report: { decisions } });
    const own = summary('2023-09', project).decisions.filter(({ lead }) => /^Decide/.test(lead));
    expect(own).toEqual([
      { lead: 'Decide', words: 'approval of the recovery plan, which saves £25.149m.' },
      { lead: 'Decided', words: 'The move of one scheme? Recorded: agreed, minute 4.' },
    ]);
  });

  test('begin with what is missing, where anything is', () => {
    const project = changed('2023-09', {
      conditions: { 5: { mitigation: undefined } },
      report: { on_track: undefined, support_required: undefined },
    });
    expect(decisions('2023-09', project, ['a', 'b']).slice(0, 3)).toEqual([
      'Complete the report: 2 things are missing, and are named on its first page.',
      'Agree the answer to the DfE: none is given yet.',
      'Agree mitigations: condition 7 (Red) and conditions 2, 4, 5 and 6 (Amber); none is given yet for condition 5.',
    ]);
    expect(decisions('2023-09', project)).toHaveLength(3);
    expect(summary('2023-09', project, first, ['a']).status).toBe(
      'Draft 0, incomplete, for the Executive Board',
    );
  });

  test('what is asked of the DfE as a list begins below its label', () => {
    const project = changed('2023-09', { report: { support_required: '- a meeting\n- a visit' } });
    expect(decisions('2023-09', project).at(-1)).toBe(
      '- **Agree what is asked of the DfE:**\n\n  - a meeting\n  - a visit',
    );
  });

  test('name the corrections to earlier reports', () => {
    const project = changed('2023-09', {
      report: { corrections: [{ round: '2023-06', condition: 1, reason: 'Copied from the wrong line.' }] },
    });
    const june = roundOf(project, '2023-06');
    june.submitted = true;
    june.submission = {
      round: '2023-06',
      submitted: '2023-06-15',
      program: 'triannual 0',
      signed: [],
      files: [],
      ratings: { 1: 'Amber' },
      kpis: {},
    };
    expect(decisions('2023-09', project)).toContain(
      'Correct the June 2023 report: Rating of condition 1, Mainstream inclusion: told Amber, now Green.',
    );
  });
});

describe('what has changed since the last draft', () => {
  test('is said of the first draft: there is nothing before it', () => {
    expect(summary('2023-09')).toMatchObject({
      changes_heading: 'Since the last draft',
      changes: ['This is the first draft of the report.'],
    });
  });

  test("is what the draft's own record says, or that it says nothing", () => {
    const changes = (recorded: unknown) => summary('2023-09', sample(), { number: 3, changes: recorded });
    expect(changes(['On track: Yes, was No.'])).toMatchObject({
      changes_heading: 'Since draft 2',
      changes: ['On track: Yes, was No.'],
    });
    expect(changes([]).changes).toEqual(['No answer, rating, figure or text has changed.']);
    for (const damaged of [undefined, 3, [3], 'x'])
      expect(changes(damaged).changes).toEqual(['Draft 2 has left no record to compare this draft with.']);
  });
});

test('says that the DfE has not assessed the last report yet', () => {
  const { has_assessment, assessment } = summary('2023-12');
  expect([has_assessment, assessment]).toEqual([
    true,
    '**The DfE on the report of September 2023:** no assessment received yet.',
  ]);
  expect(summary('2023-06').has_assessment).toBe(false);
});

test('nothing is blank, also where nothing at all is given', () => {
  const bare = {
    ...sample(),
    rounds: [],
    kpis: undefined,
    plan: undefined,
    forecasts: [],
    holidays: undefined,
  };
  for (const context of [summary('2023-06'), summary('2023-09'), summary('2024-06', bare)])
    expect(JSON.stringify(context)).not.toMatch(/undefined|NaN|\[object|:""/);
  const round = { ...emptyRound('2023-06'), report: {} };
  expect(summary('2023-06', { ...sample(), rounds: [round] }).on_track).toBe('Not given');
});

test('figures that a reason refers to are printed, and noted with their cells', () => {
  const project = changed('2023-09', {
    conditions: { 4: { reason: 'Plan: {{plan cumulative-after 2023/24}}' } },
  });
  const { context } = buildBoardSummary(sourceOf('2023-09', project), first);
  expect(context.ratings[3]?.note.value).toContain('**Worsened.** Plan: £59.262m. **Mitigation:**');
  expect(figuresOf(context)).toContainEqual(expect.objectContaining({ printed: '£59.262m' }));
});

test('it is illustrative where the ratings of the last report are, though they are of another year', () => {
  const project = { ...sample(), kpis: undefined, forecasts: [] };
  const december = roundOf(project, '2023-12');
  const context = summary('2024-06', { ...project, rounds: [december, emptyRound('2024-06')] });
  expect(context.is_illustrative).toBe(true);
  expect(context.illustrative).toContain('the ratings of earlier reports');
});
