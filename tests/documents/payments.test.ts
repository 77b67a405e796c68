import { describe, expect, test } from '@jest/globals';
import { buildBoardSummary } from '../../src/documents/board-summary.ts';
import { buildAssessment } from '../../src/documents/payments.ts';
import type { Payment } from '../../src/model/agreement.ts';
import fc from '../properties.ts';
import { changed, plain, sample, sourceOf } from './source.ts';

/** What depends on a report, against sums made by hand, and what the DfE made of the last one. */

const stakeOf = (id: string, payments: Payment[] | undefined) => {
  const project = sample();
  if (payments) project.agreement.payments = payments;
  else delete project.agreement.payments;
  return plain(buildAssessment(sourceOf(id, project))).stake;
};

/**
 * By hand: the DfE's contribution for 2023/24 is £6.000m. With £2.500m after June, £1.750m after September in two parts
 * (1.000 + 0.750) and £1.750m after December, 2.500 + 1.750 + 1.750 = 6.000.
 */
const paid: Payment[] = [
  { report: '2023-06', amount: 2.5, received: '2023-07-31' },
  { report: '2023-09', amount: 1 },
  { report: '2023-09', amount: 0.75 },
  { report: '2023-12', amount: 1.75 },
];

describe('what depends on a report', () => {
  test.each([
    [
      '2023-06',
      "The first of the DfE's four payments for 2023/24 (£6.000m in all) depends on this report: £2.500m.",
    ],
    [
      '2023-09',
      "Two of the DfE's four payments for 2023/24 (£6.000m in all) depend on this report: £1.750m.",
    ],
    [
      '2023-12',
      "The fourth of the DfE's four payments for 2023/24 (£6.000m in all) depends on this report: £1.750m.",
    ],
  ])('of %s is the sum of its payments', (id, words) => {
    expect(stakeOf(id, paid)).toContain(words);
  });

  test('of which one amount is not known has none: payments are never taken to be equal', () => {
    const [june, first, , last] = paid as [Payment, Payment, Payment, Payment];
    expect(stakeOf('2023-09', [june, first, { report: '2023-09' }, last])).toMatch(
      /^Two of the DfE's four payments for 2023\/24 \(£6\.000m in all\) depend on this report; the agreement does not give all amounts\./,
    );
    const words = stakeOf('2023-09', [june, { report: '2023-09' }, last]);
    expect(words).toMatch(
      /^The second of the DfE's three payments for 2023\/24 \(£6\.000m in all\) depends on this report; the agreement gives no amount\./,
    );
    expect(words).not.toMatch(/£(?:1|2)\.\d/);
  });

  test('is not known where no payment names the report, and none in a year without a contribution', () => {
    expect(stakeOf('2023-09', undefined)).toBe(
      'The DfE contributes £6.000m for 2023/24. The agreement does not say how much of it depends on this report. The forecast counts all £6.000m; without it the deficit is £66.062m.',
    );
    const project = sample();
    delete project.agreement.payments;
    delete project.agreement.contributions.dfe['2023/24'];
    expect(plain(buildAssessment(sourceOf('2023-09', project))).stake).toBe(
      'No payment of the DfE is agreed for this year. The forecast counts £6.000m for 2023/24; without it the deficit is £66.062m.',
    );
  });

  test('says so where none of the year has been received', () => {
    const words = stakeOf('2023-12', [{ report: '2023-06' }, { report: '2023-09' }, { report: '2023-12' }]);
    expect(words).toContain(
      "The third of the DfE's three payments for 2023/24 (£6.000m in all) depends on this report",
    );
    expect(words).toMatch(
      /No receipt of the two before is recorded by 27 November 2023\. The forecast counts all £6\.000m; without it the deficit is £69\.262m\.$/,
    );
  });

  test('stays apart from what was received or withheld before', () => {
    expect(stakeOf('2023-09', paid)).toContain('The payment after June 2023 was received on 31 July 2023.');
    const withheld = paid.map((one) => (one.report === '2023-09' ? { ...one, withheld: '2023-10-20' } : one));
    expect(stakeOf('2023-12', withheld)).toContain(
      'The payment after September 2023 has been withheld since 20 October 2023.',
    );
    expect(stakeOf('2023-06', paid)).not.toContain('received');
  });

  test('is the same in whichever order the payments are listed', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), (order) => {
        const listed: Payment[] = [
          { report: '2023-06', received: '2023-07-31' },
          { report: '2023-09', received: '2023-10-31' },
          { report: '2023-12', amount: 1 },
        ];
        const words = stakeOf(
          '2023-12',
          order.flatMap((i) => listed[i] ?? []),
        );
        expect(words).toMatch(
          /^The third of .*: £1\.000m\. The payment after September 2023 was received on 31 October 2023\. The forecast counts/,
        );
      }),
    );
  });

  test('knows a payment from the DfE’s answer to the report too', () => {
    const project = changed('2023-09', { report: { assessment: { payment: '2023-10-31' } } });
    const { stake } = plain(buildAssessment(sourceOf('2023-12', project)));
    expect(stake).toMatch(
      /The payment after September 2023 was received on 31 October 2023\. The forecast counts/,
    );
  });
});

describe('what the DfE made of a report', () => {
  const assessed = (id: string, project = sample()) => plain(buildAssessment(sourceOf(id, project)));

  test('is in the next report, with its questions, and in no other', () => {
    expect(assessed('2023-06').has_assessment).toBe(false);
    expect(assessed('2023-09')).toMatchObject({
      has_assessment: true,
      assessment_of: 'June 2023',
      assessment_received: '14 July 2023',
      has_assessment_questions: true,
    });
    expect(assessed('2023-12')).toMatchObject({
      has_assessment: false,
      awaits_assessment: true,
      awaited_assessment: 'No assessment of the report of September 2023 has been received yet.',
    });
    expect(assessed('2023-06').awaits_assessment).toBe(false);
    expect(assessed('2023-09')).toMatchObject({
      awaits_assessment: false,
      assessment_payment: 'none recorded yet',
    });
  });

  test('that came after the next report is in the one after it', () => {
    const project = changed('2023-06', {
      report: { assessment: { received: '2023-09-20', result: 'Accepted.' } },
    });
    expect(assessed('2023-12', project)).toMatchObject({
      assessment_of: 'June 2023',
      assessment_result: 'Accepted.',
    });
  });

  test('is nothing where nothing is said', () => {
    for (const assessment of [{}, { questions: [] }])
      expect(assessed('2023-12', changed('2023-09', { report: { assessment } }))).toMatchObject({
        has_assessment: false,
        awaits_assessment: true,
      });
  });

  test('says what is not known yet in words', () => {
    const project = changed('2023-09', { report: { assessment: { questions: [{ question: 'Why?' }] } } });
    expect(assessed('2023-12', project).assessment_questions).toEqual([
      { question: 'Why?', answer: 'Not answered yet.' },
    ]);
    expect(assessed('2023-12', project)).toMatchObject({
      assessment_of: 'September 2023',
      assessment_payment: 'none recorded yet',
      assessment_result: 'No result has been given yet.',
    });
  });

  test.each([
    [{ result: 'Accepted.' }, ' Accepted.'],
    [{ result: 'Accepted', questions: [{ question: 'A?', answer: 'B.' }] }, ' Accepted.'],
    [{ questions: [{ question: 'A?' }] }, ' No result has been given yet. One question is not answered yet.'],
    [
      { questions: [{ question: 'A?' }, { question: 'B?', answer: 'C.' }] },
      ' No result has been given yet. One question is not answered yet.',
    ],
    [{ result: '- Accepted\n- Ask for more' }, '\n\n- Accepted\n- Ask for more.'],
  ])('is on the front sheet: %j', (assessment, words) => {
    const source = sourceOf('2023-12', changed('2023-09', { report: { assessment } }));
    const { context } = buildBoardSummary(source, { number: 1, changes: undefined });
    expect(plain(context.assessment)).toBe(`**The DfE on the report of September 2023:**${words}`);
  });
});
