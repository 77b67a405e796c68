import { appendFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { main } from '../../src/cli.ts';
import type { RunEntry } from '../../src/schedule/run-log.ts';
import { machineOn, shorten } from '../commands/run.ts';
import { copyFolder } from '../copy-folder.ts';
import { copyAsReal, setYaml, signatures } from '../real-programme.ts';

/** What a scheduler finds when it runs the program, day after day, in one folder. */

const root = join(import.meta.dirname, '..', '..');
let base = '';
let folder = '';
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'Täglich für Ärzte '));
  await copyAsReal(join(base, 'inputs'));
});
afterAll(() => rm(base, { recursive: true }));

let count = 0;
beforeEach(async () => {
  folder = join(base, String(++count));
  copyFolder(join(base, 'inputs'), join(folder, 'inputs'));
});

const input = (...names: string[]) => join(folder, 'inputs', ...names);
const output = (...names: string[]) => join(folder, 'output', ...names);
const report = input.bind(undefined, 'rounds', '2023-06', 'report.yaml');
const condition = () => input('rounds', '2023-06', 'conditions', '3-communication.yaml');
const text = (...names: string[]) => readFile(output(...names), 'utf8');
const log = async () => (await text('run.jsonl')).trimEnd().split('\n');
const lastEntry = async () => JSON.parse((await log()).at(-1) ?? '') as RunEntry;

async function triannual(today: string, command: string, ...args: string[]) {
  const said = { stdout: '', stderr: '' };
  const to = (stream: 'stdout' | 'stderr') => ({
    write(words: string) {
      said[stream] += shorten(words, folder);
    },
  });
  const places = ['--inputs', input(), '--output', output(), '--templates', join(root, 'templates')];
  const terminal = { stdout: to('stdout'), stderr: to('stderr') };
  const all = [command, ...places, '--today', today, ...args];
  const status = await main(all, terminal, 'triannual', machineOn(today));
  return { status, ...said };
}
const run = (today: string, ...more: string[]) => triannual(today, 'run', ...more);

async function drafts(): Promise<string[]> {
  const names = await readdir(output('2023-06')).catch(() => []);
  return names.filter((name) => /^tri-annual-report-\d{4}-\d\d-draft-\d+\.docx$/.test(name)).sort();
}
const reminders = () => readdir(output('2023-06', 'reminders')).catch(() => []);
const report1 = 'tri-annual-report-2023-06-draft-1.docx';
const report2 = 'tri-annual-report-2023-06-draft-2.docx';

/** Every file of the output with what is in it, and when it was written. */
async function everything(): Promise<Record<string, string>> {
  const names = await readdir(folder, { recursive: true });
  const entries = await Promise.all(
    names.map(async (name) => {
      const found = await stat(join(folder, name));
      return found.isFile()
        ? [[name, `${found.mtimeMs} ${await readFile(join(folder, name), 'base64')}`]]
        : [];
    }),
  );
  return Object.fromEntries(entries.flat());
}

const unrated = () => setYaml(condition(), [[['rating'], null]]);
const rated = () => setYaml(condition(), [[['rating'], 'Green']]);
const changed = (words: string) => setYaml(condition(), [[['progress'], words]]);

describe('while nothing is due', () => {
  test('not a word is printed, and the page says when updates will be asked for', async () => {
    expect(await run('2023-04-20')).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(await text('status.md')).toContain('No warnings today.');
    expect(await text('status.md')).toContain('nothing before 2023-05-04, when updates are asked for');
    expect(await lastEntry()).toMatchObject({ run: '2023-04-20.1', exit: 0, rounds: [{ stage: 'before' }] });
    expect(await drafts()).toEqual([]);
    expect(await reminders()).toEqual([]);
  });
});

describe('while updates are collected', () => {
  test('that is announced on the first day, and never again', async () => {
    const { status, stdout } = await run('2023-05-04');
    expect(stdout).toContain('June 2023 report (2023-06): updates are asked for from Thu 4 May 2023 on');
    expect(status).toBe(0);
    expect(await run('2023-05-05')).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  test('whoever owes something is reminded, and no more once it has come', async () => {
    await unrated();
    expect((await run('2023-05-08')).status).toBe(0);
    const name = (await reminders()).find((one) => one.endsWith('.txt')) ?? '';
    expect(await text('2023-06', 'reminders', name)).toContain('rating');
    expect(await text('status.md')).toContain('### Who owes what');
    expect((await lastEntry()).rounds[0]).toMatchObject({ reminders: 1, errors: 1, level: 'quiet' });
    await writeFile(output('2023-06', 'reminders', 'my notes.txt'), 'To: do\n');
    await rated();
    await run('2023-05-09');
    expect(await reminders()).toEqual(['my notes.txt']);
  });

  test('a round without a folder is asked for every day, by the command that makes it', async () => {
    await rm(input('rounds', '2023-12'), { recursive: true });
    await rm(input('rounds', '2023-09'), { recursive: true });
    await submitted();
    for (const day of ['2023-08-04', '2023-08-05'])
      expect(await run(day)).toMatchObject({
        status: 0,
        stderr: expect.stringContaining(
          'warning: September 2023 report (2023-09): due on Fri 15 Sep 2023, in ',
        ),
      });
    const { status, stderr } = await run('2023-08-25');
    expect(stderr).toContain('error: September 2023 report (2023-09): due on Fri 15 Sep 2023');
    expect(stderr).toContain('there is no folder for it: triannual new 2023-09');
    expect(status).toBe(1);
  });
});

describe('a draft', () => {
  test('is there on the morning of the milestone: it is made on the working day before', async () => {
    const eve = await run('2023-05-25');
    expect(eve.stdout).toContain('Draft to Delivery Group is on Fri 26 May 2023, in 1 working day\n');
    expect(eve.stdout).toContain(`output/2023-06/${report1}: written\n`);
    const day = await run('2023-05-26');
    expect(day.stdout).toContain(`${report1}: up to date, no new draft`);
    expect(await run('2023-05-27')).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(await drafts()).toEqual([report1]);
  });

  test('follows the inputs until the day of the milestone is over, and then stays', async () => {
    await run('2023-05-25');
    await changed('Other words.');
    await run('2023-05-26');
    expect(await drafts()).toEqual([report1, report2]);
    await changed('Words that come too late.');
    expect(await run('2023-05-30')).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(await drafts()).toEqual([report1, report2]);
    await run('2023-06-09');
    expect(await drafts()).toHaveLength(3);
  });

  test('that has gaps is made again once nothing is missing any more', async () => {
    await unrated();
    const { stdout, status } = await run('2023-05-25');
    expect(stdout).toContain('written (incomplete: it says what is missing)');
    expect(status).toBe(0);
    await run('2023-05-26');
    expect((await run('2023-05-30')).stderr).toContain('warning: June 2023 report (2023-06): due on');
    expect(await drafts()).toEqual([report1]);
    await rated();
    expect((await run('2023-05-31')).stdout).toContain(`${report2}: written\n`);
    await changed('Words that come too late.');
    await run('2023-06-01');
    expect(await drafts()).toEqual([report1, report2]);
  });

  test('that somebody has worked on is kept', async () => {
    await run('2023-05-25');
    await writeFile(output('2023-06', report1), 'Written by hand');
    await changed('Other words.');
    const { stdout } = await run('2023-05-26');
    expect(stdout).toContain(`${report1} was changed since it was written and is kept`);
    expect(await text('2023-06', report1)).toBe('Written by hand');
  });

  test('that a broken template prevents is a failure, and is made as soon as the template is mended', async () => {
    const templates = join(folder, 'templates');
    copyFolder(join(root, 'templates'), templates);
    await writeFile(join(templates, 'tri-annual-report.docx'), 'no Word file');
    const broken = await run('2023-05-25', '--templates', templates);
    expect(broken).toMatchObject({ status: 1, stderr: expect.stringContaining('[template/unreadable]') });
    await run('2023-05-26', '--templates', templates);
    copyFolder(join(root, 'templates'), templates);
    expect(await run('2023-05-30', '--templates', templates)).toMatchObject({ status: 0 });
    expect(await drafts()).toEqual([report1]);
  });
});

describe('after days on which the machine was off', () => {
  test('what should have happened by now is done once', async () => {
    await run('2023-04-20');
    const { stdout } = await run('2023-06-09');
    expect(stdout.match(/updates are asked for/g)).toHaveLength(1);
    expect(stdout).toContain('Draft to Delivery Group was on Fri 26 May 2023, 9 working days ago');
    expect(stdout).toContain('Final sign-off by Executive Board is on Mon 12 Jun 2023, in 1 working day');
    expect(await drafts()).toEqual([report1]);
    expect((await run('2023-06-10')).stdout).not.toMatch(/asked for|Delivery Group|Board/);
  });

  test('a log with a damaged line is read as far as it goes, and written on', async () => {
    await run('2023-05-25');
    await appendFile(output('run.jsonl'), '{"run":"2023-05-2');
    const { stdout } = await run('2023-05-26');
    expect(stdout).not.toContain('Delivery Group');
    const lines = await log();
    expect(lines).toHaveLength(3);
    expect(JSON.parse(lines[2] ?? '')).toMatchObject({ run: '2023-05-26.1' });
  });

  test('a draft that could not be made counts as not made: it is made after its milestone, once that is mended', async () => {
    const failed = await run('2023-05-26', '--templates', join(folder, 'none'));
    expect(failed.status).toBe(1);
    expect((await lastEntry()).rounds[0]?.drafts.map(({ outcome }) => outcome)).toContain('none');
    expect(await drafts()).toEqual([]);
    // With gaps, so that it is the first draft of this milestone and not a better one.
    await unrated();
    await run('2023-05-30');
    expect(await drafts()).toEqual([report1]);
    await changed('Something new.');
    await run('2023-05-31');
    expect(await drafts()).toEqual([report1]);
  });

  test('a lost log costs no draft of the same inputs', async () => {
    await run('2023-05-25');
    await rm(output('run.jsonl'));
    await run('2023-05-30');
    expect(await drafts()).toEqual([report1]);
  });
});

async function submitted(): Promise<void> {
  await triannual('2023-06-14', 'build', '2023-06');
  await setYaml(report(), signatures('2023-06-14'));
  expect(await triannual('2023-06-15', 'submit', '2023-06')).toMatchObject({ status: 0 });
}

describe('as the deadline nears', () => {
  test('the words grow: first the errors, then the days that are left, then the last day, then that it was missed', async () => {
    await unrated();
    const words: Array<[string, number, string]> = [
      [
        '2023-06-01',
        0,
        'warning: June 2023 report (2023-06): due on Fri 16 Jun 2023, in 11 working days; 1 error in its inputs (triannual check 2023-06 FOLDERS), 2 signatures missing\n',
      ],
      [
        '2023-06-12',
        1,
        'error: June 2023 report (2023-06): ONLY 4 WORKING DAYS LEFT, to Fri 16 Jun 2023; not submitted: 1 error in its inputs (triannual check 2023-06 FOLDERS), 2 signatures missing\n',
      ],
      [
        '2023-06-16',
        1,
        'error: June 2023 report (2023-06): LAST DAY. It is due today, and has not been submitted; 1 error',
      ],
      [
        '2023-06-17',
        1,
        'error: June 2023 report (2023-06): DEADLINE MISSED. It was due on Fri 16 Jun 2023, 1 working day ago, and has not been submitted; 1 error',
      ],
      ['2023-07-17', 1, 'DEADLINE MISSED. It was due on Fri 16 Jun 2023, 21 working days ago'],
    ];
    for (const [day, status, said] of words)
      expect([day, await run(day)]).toMatchObject([day, { status, stderr: expect.stringContaining(said) }]);
    expect(await text('status.md')).toContain('**June 2023 report (2023-06): DEADLINE MISSED.');
  });

  test('a report without errors that is not submitted is a warning, until the last day', async () => {
    expect(await run('2023-06-12')).toMatchObject({
      status: 0,
      stderr: expect.stringMatching(/^warning: .*2 sign/),
    });
    await setYaml(report(), signatures('2023-06-14'));
    const { status, stderr } = await run('2023-06-15');
    expect(stderr).toContain('ONLY 1 WORKING DAY LEFT');
    expect(stderr).toContain('nothing is missing: triannual submit 2023-06');
    expect(status).toBe(0);
    expect((await run('2023-06-16')).status).toBe(1);
  });

  test('a deadline on a Sunday is due on the Friday, and the days between are the last', async () => {
    await setYaml(input('agreement.yaml'), [[['reports', 0, 'deadline_day'], 18]]);
    for (const [day, said] of [
      ['2023-06-16', 'LAST DAY. It is due today'],
      [
        '2023-06-18',
        'LAST DAYS. Fri 16 Jun 2023 was the last working day before the deadline of Sun 18 Jun 2023',
      ],
      ['2023-06-19', 'DEADLINE MISSED. It was due on Fri 16 Jun 2023'],
    ] as const)
      expect(await run(day)).toMatchObject({ status: 1, stderr: expect.stringContaining(said) });
  });

  test('a round that has been submitted is quiet, and the next one is looked at', async () => {
    await submitted();
    for (const day of ['2023-06-15', '2023-06-17', '2023-07-31'])
      expect(await run(day)).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(await text('status.md')).toContain('## September 2023 report (2023-09)');
    expect(await text('status.md')).not.toContain('## June 2023 report');
  });

  test('nothing is ever submitted by a run', async () => {
    await setYaml(report(), signatures('2023-06-14'));
    for (const day of ['2023-06-15', '2023-06-16', '2023-06-17']) await run(day);
    expect(Object.keys(await everything()).filter((name) => /final|submission/.test(name))).toEqual([]);
  });
});

test('bank holidays that end before the deadline are said once long before, and every day from the start of the round', async () => {
  await setYaml(input('bank-holidays.yaml'), [[['runs_out'], '2023-05-31']]);
  const said =
    'warning: the bank holidays run out on 2023-05-31, before the deadline of 2023-06-16; add the later ones';
  expect(await run('2023-04-20')).toMatchObject({ status: 0, stderr: expect.stringContaining(said) });
  expect(await run('2023-04-21')).toEqual({ status: 0, stdout: '', stderr: '' });
  expect(await run('2023-05-05')).toMatchObject({ status: 0, stderr: expect.stringContaining(said) });
  expect(await run('2023-05-06')).toMatchObject({ status: 0, stderr: expect.stringContaining(said) });
});

describe('a second run on the same day', () => {
  test('writes no file but a line of the log', async () => {
    await unrated();
    await run('2023-05-25');
    const before = await everything();
    await run('2023-05-25');
    const [log, health] = [join('output', 'run.jsonl'), join('output', 'health.json')];
    const { [log]: first, [health]: _, ...rest } = before;
    const { [log]: second, [health]: __, ...now } = await everything();
    expect(now).toEqual(rest);
    expect(first).not.toBe(second);
    expect(await lastEntry()).toMatchObject({ run: '2023-05-25.2', files_written: 0 });
  });
});

describe('a dry run', () => {
  test('says what would be done, and writes nothing, not even a folder', async () => {
    const before = await everything();
    const { status, stdout } = await run('2023-05-25', '--dry-run');
    expect(stdout).toContain('2023-06: would make a draft for "Draft to Delivery Group"');
    expect(stdout).toContain('nothing is written: this is a dry run');
    expect(status).toBe(0);
    expect(await everything()).toEqual(before);
    await expect(stat(output())).rejects.toThrow('ENOENT');
  });

  test('says so where nothing is due', async () => {
    expect((await run('2023-04-20', '--dry-run')).stdout).toBe(
      'no round is open: nothing is due\nnothing is written: this is a dry run\n',
    );
  });

  test('gives what is due as JSON', async () => {
    const { stdout } = await run('2023-05-25', '--dry-run', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      rounds: [{ round: '2023-06', stage: 'collect', draft: { id: 'delivery-group' }, reminders: true }],
    });
  });
});

test('inputs that cannot be read are a failure with their place, on the page too', async () => {
  await writeFile(input('agreement.yaml'), 'name: [');
  const { status, stderr } = await run('2023-05-25');
  expect(stderr).toContain('agreement.yaml:1:7: error:');
  expect(stderr).toContain('error: the inputs cannot be read');
  expect(status).toBe(1);
  expect(await text('status.md')).toContain('agreement.yaml:1:7: error:');
  expect(await lastEntry()).toMatchObject({ readable: false, rounds: [], exit: 1 });
});

test('a run that finds another one writing leaves everything to it, and a dry run asks nobody', async () => {
  await run('2023-05-08');
  const lock = {
    pid: 1,
    host: 'ANOTHER',
    system: 'win32',
    since: new Date().toISOString(),
    command: 'build',
  };
  await writeFile(output('.triannual.lock'), JSON.stringify(lock));
  const before = await everything();
  const { status, stderr } = await run('2023-05-25');
  expect(stderr).toContain('another run of triannual (pid 1 on ANOTHER, since ');
  expect(status).toBe(75);
  expect((await run('2023-05-25', '--dry-run')).status).toBe(0);
  expect(await everything()).toEqual(before);
});

describe('a report of the forward plan that has passed', () => {
  const cabinet = { body: 'Cabinet', reports: [{ what: 'Annual report', date: '2023-04-24' }] };
  const round = { body: 'DfE', reports: [{ what: 'June report', round: '2023-06' }] };
  const planOf = (...bodies: object[]) =>
    writeFile(input('forward-plan.yaml'), JSON.stringify({ title: 'Forward Plan', bodies }));

  test('is a warning every day, with exit status 0, until it has been given', async () => {
    await planOf(cabinet);
    expect((await run('2023-04-24')).stderr).toBe('');
    const warning =
      'forward plan: Cabinet: "Annual report" was due on Mon 24 Apr 2023, and has not been given';
    for (const day of ['2023-04-25', '2023-04-26']) {
      const { status, stderr } = await run(day);
      expect(status).toBe(0);
      expect(stderr).toContain(warning);
    }
    expect(await text('status.md')).toContain('Annual report');
    await planOf({ ...cabinet, reports: [{ ...cabinet.reports[0], given: '2023-04-26' }] });
    expect((await run('2023-04-27')).stderr).toBe('');
  });

  test('is not told twice where it is a report to the DfE', async () => {
    await planOf(round);
    const { stderr } = await run('2023-06-19');
    expect(stderr).toContain('DEADLINE MISSED');
    expect(stderr).not.toContain('forward plan');
  });
});

test('status.json is what triannual status says', async () => {
  await run('2023-05-25');
  const { stdout } = await triannual('2023-05-25', 'status', '--json');
  const written = shorten(await text('status.json'), folder);
  expect(JSON.parse(written)).toEqual(JSON.parse(stdout));
});

test('the log holds ids, counts and names of files, and no word that a person typed', async () => {
  await unrated();
  await rm(input('rounds', '2023-06', 'conditions', '5-alternative-provision.yaml'));
  for (const day of ['2023-05-04', '2023-05-25', '2023-06-12', '2023-06-17']) await run(day);
  const strings: string[] = [];
  for (const line of await log())
    JSON.parse(line, (_, value) => {
      if (typeof value === 'string') strings.push(value);
      return value;
    });
  const known =
    /^(\d{4}-\d{2}(-\d{2}(\.\d+|-select-committee)?)?|triannual \d+\.\d+\.\d+|before|open|collect|draft|board|submit|missed|quiet|warning|failure|written|current|delivery-group|executive-board|(tri-annual-report|board-summary|growth-plan|forward-plan)|2023-06\/(tri-annual-report|board-summary|growth-plan|forward-plan)-2023-06-draft-\d+\.docx)$/;
  expect(strings.filter((one) => !known.test(one))).toEqual([]);
  expect(strings.length).toBeGreaterThan(30);
});
