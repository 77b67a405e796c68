import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import ICAL from 'ical.js';
import { cycles } from '../calendar/cycles.ts';
import { copyFolder } from '../copy-folder.ts';
import { runIn } from './run.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'Kalender für Ärzte '));
  copyFolder(join(import.meta.dirname, '..', '..', 'inputs'), join(folder, 'inputs'));
});
afterAll(() => rm(folder, { recursive: true }));

const calendar = (...args: string[]) => runIn(folder, '2023-09-01', 'calendar', ...args);
/** The calendar of each year, printed once. */
const printedYears = new Map<string, ReturnType<typeof calendar>>();
function calendarOf(year: string) {
  const found = printedYears.get(year) ?? calendar(year);
  printedYears.set(year, found);
  return found;
}

/** `Fri 2023-06-16` to `Fri 16 Jun 2023`, as it is printed. */
function printed(dated: string): string {
  const [weekday = '', iso = ''] = dated.split(' ');
  const date = new Date(`${iso}T00:00:00Z`);
  const month = date.toLocaleDateString('en-US', { month: 'short', timeZone: 'UTC' });
  return `${weekday} ${String(date.getUTCDate()).padStart(2)} ${month} ${date.getUTCFullYear()}`;
}

describe('the calendar of a year', () => {
  test.each(cycles)(
    'has the deadline of %s and its milestones (%s, %s, %s, %s)',
    async (deadline, due, ...steps) => {
      const { status, stdout } = await calendarOf(deadline.slice(4, 8));
      const remark =
        due === deadline ? '' : ` (no working day: send it by ${printed(due).replace(/ +/g, ' ')})`;
      const block = stdout.split('\n\n').find((text) => text.startsWith(deadline.slice(4, 11)));
      const lines =
        block
          ?.trimEnd()
          .split('\n')
          .slice(2)
          .map((line) => line.replace(" (the round's own date)", '')) ?? [];
      expect(lines.map((line) => line.slice(2, 17))).toEqual([...steps, deadline].map(printed));
      expect(lines.at(-1)).toBe(`  ${printed(deadline)}  Deadline${remark}`);
      expect(status).toBe(0);
    },
  );

  test('is this year by default, and has the meetings of Schools Forum', async () => {
    const { stdout, stderr } = await calendar();
    expect(stdout).toContain(
      '2023-05-17  Schools Forum\n  Wed 10 May 2023  Papers go out\n  Wed 17 May 2023  Meeting\n',
    );
    expect(stdout.match(/Deadline/g)).toHaveLength(3);
    expect(stderr).toBe('');
  });

  test('says so where it goes on after the list of bank holidays ends', async () => {
    const { status, stdout, stderr } = await calendar('2031');
    expect(stdout).toContain('Mon 16 Jun 2031  Deadline');
    expect(stderr).toContain(
      'the bank holidays run out on 2030-12-31, before the deadline of 2031-12-15 [date/holidays-run-out]',
    );
    expect(status).toBe(0);
  });

  test('can be had as JSON', async () => {
    const days = JSON.parse((await calendar('2024', '--json')).stdout);
    expect(days).toHaveLength(21);
    expect(days.slice(15).map(({ name }: { name: string }) => name)).toContain(
      'Cabinet: Budget of 2024/25, with the recovery plan',
    );
    expect(days[4]).toEqual({
      id: '2024-06',
      of: 'June 2024 report',
      date: '2024-06-16',
      what: 'deadline',
      name: 'Deadline',
      remark: 'no working day: send it by Fri 14 Jun 2024',
    });
  });

  test('needs the agreement, and says so', async () => {
    const { status, stderr } = await runIn(join(folder, 'nowhere'), '2023-09-01', 'calendar');
    expect(stderr).toContain('without the agreement there are no dates');
    expect(status).toBe(1);
  });

  test('takes no year that is none', async () => {
    const { status, stderr } = await calendar('23');
    expect(stderr).toContain('It takes a year, for example 2024.');
    expect(status).toBe(2);
  });
});

describe('the calendar file', () => {
  const eventsOf = (text: string) =>
    new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));

  test('has an all-day entry for each day, on the day, in every time zone', async () => {
    const file = join(folder, 'Termine 2024.ics');
    const { status, stdout } = await calendar('2024', '--ics', file);
    expect(stdout).toBe('Termine 2024.ics: 21 days written\n');
    expect(status).toBe(0);
    const text = await readFile(file, 'utf8');
    const events = eventsOf(text);
    const days = JSON.parse((await calendar('2024', '--json')).stdout) as Array<{
      date: string;
      name: string;
      of: string;
    }>;
    expect(events.map(({ startDate }) => startDate.toString())).toEqual(days.map(({ date }) => date));
    expect(
      events.every(
        ({ startDate, endDate }) => startDate.isDate && endDate.subtractDate(startDate).days === 1,
      ),
    ).toBe(true);
    expect(events.map(({ summary }) => summary)).toEqual(days.map(({ name, of }) => `${name}: ${of}`));
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(21);
  });

  test('keeps to the rules that Outlook is strict about: lines end in CR LF and have 75 octets at most', async () => {
    const file = join(folder, 'lines.ics');
    await calendar('2024', '--ics', file);
    const text = await readFile(file, 'utf8');
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  });

  test('that is written again moves the same entries: their identifiers stay', async () => {
    const [first, second] = [join(folder, 'a.ics'), join(folder, 'b.ics')];
    await calendar('2023', '--ics', first);
    await calendar('2023', '--ics', second);
    const [a, b] = [await readFile(first, 'utf8'), await readFile(second, 'utf8')];
    expect(a).toBe(b);
    await calendar('2023', '--ics', first);
    expect(await readFile(first, 'utf8')).toBe(b);
  });

  test('is not written over a file that is no calendar', async () => {
    const file = join(folder, 'report.docx');
    await writeFile(file, 'a report');
    const { status, stderr } = await calendar('2024', '--ics', file);
    expect(stderr).toBe('report.docx is there already and is no calendar file: give another name to --ics\n');
    expect(status).toBe(2);
    expect(await readFile(file, 'utf8')).toBe('a report');
  });
});
