import { describe, expect, test } from '@jest/globals';
import { buildTriAnnualReport } from '../../src/documents/tri-annual-report.ts';
import type { ReadableProject } from '../../src/model/project.ts';
import type { ReportInput } from '../../src/model/round.ts';
import { emptyRound, plain, sample, sourceOf } from './source.ts';

const build = (round: string, project?: ReadableProject) =>
  plain(buildTriAnnualReport(sourceOf(round, project)).context);

/** The report of June 2023 with this in its report.yaml, and nothing else. */
const withReport = (report: ReportInput) =>
  build('2023-06', { ...sample(), rounds: [{ ...emptyRound('2023-06'), report }] });

/** Every text of a context by its path. */
function textsOf(value: unknown, path = ''): Array<[string, string]> {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) => textsOf(inside, `${path}/${key}`));
}
/** Of columns by their old names there are always as many as there can be. */
const isBeyondTheLast = /\/(?:year|column|rating)_\d+$/;
const blanks = (context: unknown) =>
  textsOf(context).filter(([path, text]) => text.trim() === '' && !isBeyondTheLast.test(path));

describe('no text of a report is blank', () => {
  test.each(['2023-06', '2023-09', '2023-12'])('in the sample of %s', (round) => {
    const context = build(round);
    expect(blanks(context)).toEqual([]);
    expect(JSON.stringify(context)).not.toMatch(/undefined|NaN|\[object/);
  });

  test.each(['2023-06', '2023-09', '2024-06'])('where nothing at all is given for %s', (round) => {
    const project = {
      ...sample(),
      rounds: [],
      kpis: undefined,
      plan: undefined,
      forecasts: [],
      holidays: undefined,
    };
    const context = build(round, project);
    expect(blanks(context)).toEqual([]);
    expect(context.conditions).toHaveLength(9);
    expect(context.kpi_groups.flatMap(({ kpis }) => kpis)).toHaveLength(46);
  });

  test('where the fields of report.yaml hold empty text', () => {
    const context = withReport({
      sign_offs: { s151: { name: '' } },
      answers: { 'on-track': '' },
      additional_information: { 'forum-papers': '' },
      summary: '',
      emerging_risks: [{ risk: '', likelihood: 'Low', impact: 'Low', mitigation: '', owner: '' }],
      support_required: '',
      appendices: [{ title: '' }, { title: '', reference: 'item 3' }, { title: 'Plan', reference: '' }],
    });
    expect(blanks(context)).toEqual([]);
    expect(blanks(withReport({ emerging_risks: '', appendices: [] }))).toEqual([]);
  });
});

describe('what has not been given is said in words', () => {
  const context = build('2023-06', { ...sample(), rounds: [] });

  test('the answers', () => {
    expect(context.on_track).toBe('Not given');
    expect(context.questions.map(({ answer }) => answer)).toEqual(Array(4).fill('Not given'));
    expect(context.additional.map(({ answer }) => answer)).toEqual(Array(3).fill('Not given'));
    expect([context.summary, context.support_required, context.no_risks]).toEqual(Array(3).fill('Not given'));
  });

  test('the signatures', () => {
    expect(context.sign_offs).toEqual([
      { role: 'S151 Officer', name: 'Not yet signed', date: 'Not yet signed' },
      { role: "Director of Children's Services", name: 'Not yet signed', date: 'Not yet signed' },
    ]);
  });

  test('the appendices: without a report.yaml nobody has said that there are none', () => {
    expect(context).toMatchObject({ has_appendices: false, no_appendices: 'Not given' });
    expect(withReport({}).no_appendices).toBe('There are no appendices to this report.');
  });
});

describe('what has been given', () => {
  test('is printed: answers, signatures, risks and numbered appendices', () => {
    const risk = { risk: 'r', likelihood: 'Low', impact: 'High', mitigation: 'm', owner: 'o' } as const;
    const context = withReport({
      on_track: 'At risk',
      answers: { risks: 'Demand.' },
      sign_offs: { s151: { name: 'A Name', date: '2023-06-12' } },
      emerging_risks: [risk],
      appendices: [{ title: 'Growth Plan' }, { title: 'Slides', reference: 'item 3' }],
    });
    expect(context.on_track).toBe('At risk');
    expect(context.questions[2]?.answer).toBe('Demand.');
    expect(context.sign_offs[0]).toEqual({ role: 'S151 Officer', name: 'A Name', date: '12 June 2023' });
    expect(context).toMatchObject({ has_risks: true, risks: [risk] });
    expect(context.appendices).toEqual([
      { number: 'Appendix 1', title: 'Growth Plan' },
      { number: 'Appendix 2', title: 'Slides (item 3)' },
    ]);
  });

  test('"None this period." stands in place of the table of risks', () => {
    expect(withReport({ emerging_risks: 'None this period.' })).toMatchObject({
      has_risks: false,
      risks: [],
      no_risks: 'None this period.',
    });
  });
});

describe('the status', () => {
  test('names the draft, and says that it is incomplete where something is missing', () => {
    const built = (gaps: string[]) => buildTriAnnualReport({ ...sourceOf('2023-06'), gaps });
    const complete = built([]);
    expect(complete.status(3).value).toBe('Draft 3, not for publication');
    expect(plain(complete.context)).toMatchObject({ is_incomplete: false, gaps: [] });
    const incomplete = built(['Condition 4 has no update.']);
    expect(incomplete.status(3).value).toBe('Draft 3, incomplete, not for publication');
    expect(plain(incomplete.context)).toMatchObject({
      is_incomplete: true,
      gaps: ['Condition 4 has no update.'],
    });
  });

  test('says which content is made up, and nothing where none is', () => {
    expect(build('2023-06').is_illustrative).toBe(true);
    expect(build('2023-06').illustrative).toContain('the ratings, updates and answers, ');
    const project = { ...sample(), rounds: [emptyRound('2023-06')], kpis: undefined, forecasts: [] };
    expect(build('2023-06', project).is_illustrative).toBe(false);
  });

  test('says so where only the ratings of an earlier report of the year are made up', () => {
    const project = { ...sample(), kpis: undefined, forecasts: [] };
    const [june] = project.rounds;
    const rounds = june ? [june, emptyRound('2023-09')] : [];
    expect(build('2023-09', { ...project, rounds }).illustrative).toContain('the ratings of earlier reports');
    expect(build('2024-06', { ...project, rounds, difficulties: [] }).is_illustrative).toBe(false);
  });
});

test('the dates of the schedule are those of the round, its own before the usual ones', () => {
  const context = withReport({ milestones: { 'executive-board': '2023-06-09' } });
  expect(context.deadline).toBe('2023-06-16');
  expect(context.milestones.map(({ date }) => date)).toEqual(['2023-05-26', '2023-06-09', '2023-06-15']);
});

test('the columns are named by report, and each condition stands at a glance with its rating', () => {
  const context = build('2023-12');
  expect(context.columns).toEqual(['Q1 (June)', 'Q2 (September)', 'Q3 (December)']);
  expect(context.glance).toHaveLength(9);
  for (const [i, { rating, movement }] of context.glance.entries())
    expect(context.conditions[i]).toMatchObject({ rating, rating_3: rating, movement });
});

describe('what is asked of the DfE', () => {
  const table = 'Table: Asked\n\n| What | By |\n| --- | --- |\n| A meeting | January |';
  test.each([
    ['A meeting.', ' A meeting.'],
    [`A meeting.\n\n${table}`, ' A meeting.'],
    [`A meeting.\n\n${table}\n\nAnd advice.`, ' A meeting.\n\nAnd advice.'],
    [`- a meeting\n- advice\n\n${table}`, '\n\n- a meeting\n- advice'],
    ['| What |\n| --- |\n| A meeting |', '\n\n| What |\n| --- |\n| A meeting |'],
  ])('is on page 1 without its tables, unless it is nothing else: %j', (support_required, words) => {
    const { asked_in_short, support_required: whole } = withReport({ support_required });
    expect(asked_in_short).toBe(`**Asked of the DfE:**${words}`);
    expect(whole).toBe(support_required);
  });
});

test('the money of page 1 has how far each balance has moved, and what is stated beside the forecast', () => {
  const moneyOf = (round: string) => {
    const { money, moved_columns, stated_columns } = build(round);
    return [
      [...moved_columns, ...stated_columns],
      ...money.map(({ year, moved, stated, is_highest }) => [year, is_highest, ...moved, ...stated]),
    ];
  };
  expect(moneyOf('2023-06')).toEqual([
    [],
    ['2023/24', false],
    ['2024/25', true],
    ['2025/26', false],
    ['2028/29', false],
  ]);
  expect(moneyOf('2023-12')).toEqual([
    ['Change since Sep', 'With the draft recovery plan'],
    ['2023/24', false, '+3.200', '63.262'],
    ['2025/26', true, '+6.800', '72.320'],
    ['2028/29', false, '+8.350', '0.303'],
  ]);
});
