import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { formatPage } from '../../src/schedule/status-page.ts';
import { readStatus } from '../../src/status/read-status.ts';

const root = join(import.meta.dirname, '..', '..');
const job = {
  inputs: join(root, 'inputs'),
  output: join(root, 'none'),
  templates: join(root, 'templates'),
  ids: [],
  release: 'triannual 0',
  startedAs: 'triannual',
  machine: { now: new Date('2023-06-17T12:00:00Z'), account: 'tester', host: 'office' },
};
const { rounds } = await readStatus({ ...job, today: '2023-06-17' });
const page = (source: Partial<Parameters<typeof formatPage>[0]>) =>
  formatPage({
    today: '2023-06-17',
    alerts: [],
    unread: [],
    rounds,
    papers: [],
    commandLine: (...words) => ['triannual', ...words].join(' '),
    ...source,
  });

test('a page has each open round with its dates, its conditions and what is next', () => {
  const text = page({});
  expect(text).toContain('On Saturday 17 June 2023.');
  expect(text).toContain('## June 2023 report (2023-06): DEADLINE MISSED, due 1 working day ago');
  expect(text).toContain('| Fri 26 May 2023 | Draft to Delivery Group | 14 working days ago |');
  expect(text).toContain(
    '| 2 | Annual reviews | Amber | First report | in | Assistant Director, workstream 1 |',
  );
  expect(text).toContain('## September 2023 report (2023-09): not open yet, due in 64 working days');
});

test('what a person typed cannot break a table', () => {
  const [round] = rounds;
  if (!round) throw new Error('no round is open');
  const owed = [
    { owner: 'A | B', by: '2023-06-16', late: true, things: ['the *rating*\nof <b>condition</b> [4](x)'] },
  ];
  const text = page({ rounds: [{ ...round, owed }] });
  expect(text).toContain(
    '| A \\| B | the \\*rating\\* of \\<b\\>condition\\</b\\> \\[4\\](x) | Fri 16 Jun 2023 |\n',
  );
});

test('of rounds that were missed long ago, the page has what stands in the way, and no more', () => {
  const [missed] = rounds;
  if (!missed) throw new Error('no round is open');
  const older = { ...missed, id: '2022-12', month: 'December 2022' };
  const text = page({
    alerts: ['December 2022 report (2022-12): DEADLINE MISSED.'],
    rounds: [older, ...rounds],
  });
  expect(text).toContain('- **December 2022 report (2022-12): DEADLINE MISSED.**');
  expect(text).not.toContain('## December 2022');
});
