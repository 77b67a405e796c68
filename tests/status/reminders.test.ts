import { expect, test } from '@jest/globals';
import { writeReminders } from '../../src/status/reminders.ts';
import type { RoundStatus } from '../../src/status/status.ts';

const remindersFor = (...owners: string[]) =>
  writeReminders({
    month: 'June 2023',
    deadline: '2023-06-16',
    working_days_left: 4,
    owed: owners.map((owner) => ({ owner, by: '2023-06-12', late: false, things: ['an update'] })),
  } as unknown as RoundStatus);

test.each(['CON', 'con', 'NUL', 'Aux.', 'COM1', ' lpt9 ', 'PRN'])(
  'the reminder of %j has a file name that Windows takes',
  (owner) => {
    expect(remindersFor(owner)[0]?.file).toMatch(/^[a-z]{3}\d?-owner\.txt$/);
  },
);

test.each([
  ['Assistant Director, workstream 1', 'assistant-director-workstream-1.txt'],
  ['Zoë Brontë', 'zoe-bronte.txt'],
  ['../../etc/passwd', 'etc-passwd.txt'],
  ['…', 'owner.txt'],
  ['Console', 'console.txt'],
])('the reminder of %s is in %s', (owner, file) => {
  expect(remindersFor(owner)[0]?.file).toBe(file);
});

test('two roles whose names are written alike have a file each', () => {
  expect(remindersFor('A. Owner', 'A Owner').map(({ file }) => file)).toEqual([
    'a-owner.txt',
    'a-owner-2.txt',
  ]);
});

test.each([
  'a\r\nBcc: x@example.org',
  'a\nBcc: x@example.org',
  'a\u2028Bcc: x@example.org',
  'a\rBcc: x@example.org',
])('a line break in %j begins no line of its own', (owner) => {
  const [reminder] = remindersFor(owner);
  expect(reminder?.text.split(/[\r\n\u2028]+/)[0]).toBe('To: a Bcc: x@example.org');
});
