import { describe, expect, test } from '@jest/globals';
import { agreementSchema } from '../../src/model/agreement.ts';
import { conditionSchema, reportSchema } from '../../src/model/round.ts';

/** What a round and the agreement may say besides: all of it optional, none of it in another shape. */

const messagesOf = (result: {
  error?: { issues: ReadonlyArray<{ path: PropertyKey[]; message: string }> } | undefined;
}) => result.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];

const steps = (...timeline: unknown[]) => conditionSchema.safeParse({ condition: 1, timeline });

test('a step of a timeline has what and by, and may have the rest', () => {
  expect(steps({ what: 'The last team starts', by: '2024-01-08' }).success).toBe(true);
  const moved = {
    what: 'Opening',
    by: '6 May 2024',
    moved_from: '01/05/2024',
    done: '2024-05-02',
    note: 'Early.',
  };
  expect(steps(moved).data?.timeline?.[0]).toMatchObject({ by: '2024-05-06', moved_from: '2024-05-01' });
  expect(messagesOf(steps({ what: 'Opening' }))).toEqual([expect.stringMatching(/^timeline\.0\.by: a date/)]);
  expect(messagesOf(steps({ by: '2024-05-06' }))).toHaveLength(1);
});

describe.each([
  ['variances', { 'independent-special-schools': 'More placements than planned.' }],
  ['main_cause', 'Placements cost £2.9m more.'],
  ['kpi_comments', { 'ehcps-actual': { comment: 'More requests.', action: 'Zone teams see them first.' } }],
  ['kpi_comments', { 'ehcps-actual': {} }],
  ['assessment', { result: 'Payment agreed.', questions: [{ question: 'Why?' }], payment: '2023-07-31' }],
])('report.yaml', (field, value) => {
  test(`takes ${field}, and goes without`, () => {
    expect(messagesOf(reportSchema.safeParse({ [field]: value }))).toEqual([]);
    expect(messagesOf(reportSchema.safeParse({}))).toEqual([]);
  });
});

const payments = (...list: unknown[]) =>
  messagesOf(agreementSchema.safeParse({ payments: list })).filter((one) => one.startsWith('payments'));

test('a payment names its report; it is received, withheld, or neither yet', () => {
  expect(payments({ report: '2023-06' }, { report: '2023-09', amount: 2, received: '2023-10-31' })).toEqual(
    [],
  );
  expect(payments({ report: '2023-06', received: '2023-07-31', withheld: '2023-07-31' })).toEqual([
    'payments.0.withheld: the date of one of the two, received or withheld',
  ]);
  expect(payments({ report: 'June 2023' })).toEqual(['payments.0.report: a round, for example 2023-06']);
  expect(payments({ report: '2023-06', amount: -2 })).toHaveLength(1);
});
