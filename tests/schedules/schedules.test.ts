import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { shiftDays } from '../../src/calendar/working-days.ts';
import { parseXml } from '../../src/ooxml/xml/parse.ts';
import { isElement, textOf, type XmlElement } from '../../src/ooxml/xml/tree.ts';
import { taskElements } from './windows-task.ts';

/** The ready-made schedules, as far as they can be checked away from the hosts that they are for. */

const posix = process.platform === 'win32' ? test.skip : test;
const root = join(import.meta.dirname, '..', '..');
const read = (...names: string[]) => readFileSync(join(root, 'schedules', ...names), 'utf8');

const crontab = read('crontab')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));
const job = crontab.find((line) => !/^[A-Z_]+=/.test(line)) ?? '';
const timer = unit('triannual.timer');
const service = unit('triannual.service');
const task = parseXml(read('windows', 'triannual.xml'));
const workflow = parse(read('github', 'triannual.yml'));
const cronJob = parse(read('kubernetes', 'cronjob.yaml'));

/** A systemd unit: sections of `Key=value`. */
function unit(name: string): Record<string, Record<string, string>> {
  const sections: Record<string, Record<string, string>> = {};
  let current: Record<string, string> = {};
  for (const line of read('systemd', name).split('\n')) {
    const section = /^\[(\w+)\]$/.exec(line)?.[1];
    const [, key, value] = /^(\w+)=(.*)$/.exec(line) ?? [];
    if (section) current = sections[section] = {};
    else if (key) current[key] = value ?? '';
    else if (line !== '' && !line.startsWith('#')) throw new Error(`${name}: ${line}`);
  }
  return sections;
}

const children = ({ children: list }: XmlElement) => list.filter(isElement);
function at(...path: string[]): XmlElement {
  return path.reduce<XmlElement>((element, name) => {
    const found = children(element).find((child) => child.name === name);
    if (!found) throw new Error(`no ${name}`);
    return found;
  }, task);
}
const valueAt = (...path: string[]) => textOf(at(...path));

/** Minute, hour and time zone, as each host is told them. */
const times: Array<[host: string, time: string, zone: string]> = [
  [
    'cron',
    job.split(' ').slice(0, 5).join(' '),
    crontab.find((line) => line.startsWith('CRON_TZ='))?.slice(8) ?? '',
  ],
  [
    'systemd',
    cronOf(/(\d\d):(\d\d):00/.exec(timer.Timer?.OnCalendar ?? '')),
    timer.Timer?.OnCalendar?.split(' ').at(-1) ?? '',
  ],
  // A Windows task has the time zone of the computer; without a zone in the boundary, its clock changes are followed.
  [
    'Windows',
    cronOf(/T(\d\d):(\d\d):00$/.exec(valueAt('Triggers', 'CalendarTrigger', 'StartBoundary'))),
    'Europe/London',
  ],
  ['GitHub Actions', workflow.on.schedule[0].cron, workflow.on.schedule[0].timezone],
  ['Kubernetes', cronJob.spec.schedule, cronJob.spec.timeZone],
];
function cronOf(match: RegExpExecArray | null): string {
  return `${Number(match?.[2])} ${Number(match?.[1])} * * *`;
}

describe.each(times)('%s', (_, time, zone) => {
  const [minute = 0, hour = 0] = time.split(' ').map(Number);

  test('runs the program once a day, at the same time as the others, in London', () => {
    expect(time).toBe('43 6 * * *');
    expect(zone).toBe('Europe/London');
  });

  test('comes once on every day from 2023 to 2030, also when the clocks change', () => {
    const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'short' });
    const wanted = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
    const wrong: string[] = [];
    for (let day = '2023-01-01'; day < '2031-01-01'; day = shiftDays(day, 1)) {
      const instants = [-1, 0].map(
        (offset) => new Date(Date.parse(`${day}T${wanted}:00Z`) + offset * 3_600_000),
      );
      if (instants.filter((instant) => clock.format(instant) === wanted).length !== 1) wrong.push(day);
    }
    expect(wrong).toEqual([]);
  });
});

describe('the crontab', () => {
  test('has one job, whose command has no sign that cron reads as its own', () => {
    expect(crontab.filter((line) => /^[A-Z_]+=\S+$/.test(line))).toHaveLength(crontab.length - 1);
    expect(job.split(' ').slice(5).join(' ')).toBe("cd '/srv/triannual' && node bin/triannual.js run");
    expect(job).not.toContain('%');
    expect(read('crontab').endsWith('\n')).toBe(true);
  });

  posix('is a command that the shell of cron runs, in the environment that cron gives', async () => {
    const program = await mkdtemp(join(tmpdir(), 'triannual cron '));
    try {
      for (const name of ['package.json', 'bin', 'dist', 'inputs', 'templates'])
        await cp(join(root, name), join(program, name), { recursive: true });
      const command = job.split(' ').slice(5).join(' ').replace('/srv/triannual', program);
      const env = { PATH: `${join(process.execPath, '..')}:/usr/bin:/bin`, HOME: program, SHELL: '/bin/sh' };
      const { status, stderr } = spawnSync('/bin/sh', ['-c', `${command} --today 2023-05-01`], {
        env,
        encoding: 'utf8',
      });
      expect([status, stderr]).toEqual([0, '']);
      expect(existsSync(join(program, 'output', 'status.md'))).toBe(true);
    } finally {
      await rm(program, { recursive: true });
    }
  });
});

describe('the units for systemd', () => {
  test('start the program from its folder, catch up once, and end it after ten minutes', () => {
    expect(service.Service).toMatchObject({
      Type: 'oneshot',
      WorkingDirectory: '%h/triannual',
      ExecStart: '/usr/bin/env node bin/triannual.js run',
      TimeoutStartSec: '10min',
      SuccessExitStatus: '75',
    });
    expect(timer.Timer).toEqual({ OnCalendar: '*-*-* 06:43:00 Europe/London', Persistent: 'true' });
    expect(timer.Install).toEqual({ WantedBy: 'timers.target' });
  });

  const analyze = (...args: string[]) =>
    execFileSync('systemd-analyze', args, {
      encoding: 'utf8',
      stdio: 'pipe',
      env: { ...process.env, XDG_RUNTIME_DIR: tmpdir(), TZ: 'UTC', LC_ALL: 'C' },
    });
  const there = spawnSync('systemd-analyze', ['--version']).status === 0 ? test : test.skip;

  there('are what systemd-analyze verifies', () => {
    const files = ['triannual.service', 'triannual.timer'].map((name) =>
      join(root, 'schedules', 'systemd', name),
    );
    expect(analyze('verify', '--user', ...files)).toBe('');
  });

  there('follow the clocks of London, by systemd-analyze calendar', () => {
    const next = (day: string) =>
      /Next elapse: \w+ (.*)/.exec(
        analyze('calendar', `--base-time=${day} 00:00:00 UTC`, timer.Timer?.OnCalendar ?? ''),
      )?.[1];
    expect(next('2023-03-25')).toBe('2023-03-25 06:43:00 UTC');
    expect(next('2023-03-26')).toBe('2023-03-26 05:43:00 UTC');
    expect(next('2023-10-28')).toBe('2023-10-28 05:43:00 UTC');
    expect(next('2023-10-29')).toBe('2023-10-29 06:43:00 UTC');
  });
});

describe('the task for Windows', () => {
  test('has just the elements that the schema knows, each once and in its order', () => {
    const wrong: string[] = [];
    (function look(element: XmlElement) {
      const names = children(element).map(({ name }) => name);
      const { order, names: known } = taskElements[element.name] ?? { order: 'all', names: [] };
      const sorted = [...names].sort((a, b) => known.indexOf(a) - known.indexOf(b));
      if (order === 'sequence' && names.join() !== sorted.join()) wrong.push(`${element.name}: ${names}`);
      wrong.push(...names.filter((name, i) => !known.includes(name) || names.indexOf(name) !== i));
      children(element).forEach(look);
    })(task);
    expect(wrong).toEqual([]);
    expect(task).toMatchObject({
      name: 'Task',
      attributes: { version: '1.2', xmlns: 'http://schemas.microsoft.com/windows/2004/02/mit/task' },
    });
  });

  test('is for its user without administrator rights, catches up, never runs twice at a time, and ends after ten minutes', () => {
    expect(valueAt('Principals', 'Principal', 'RunLevel')).toBe('LeastPrivilege');
    expect(valueAt('Principals', 'Principal', 'LogonType')).toBe('InteractiveToken');
    expect(valueAt('Settings', 'StartWhenAvailable')).toBe('true');
    expect(valueAt('Settings', 'MultipleInstancesPolicy')).toBe('IgnoreNew');
    expect(valueAt('Settings', 'ExecutionTimeLimit')).toBe('PT10M');
    expect(valueAt('Settings', 'DisallowStartIfOnBatteries')).toBe('false');
    expect(valueAt('Triggers', 'CalendarTrigger', 'ScheduleByDay', 'DaysInterval')).toBe('1');
  });

  test('starts the program, and shows the status page when it fails', () => {
    expect(valueAt('Actions', 'Exec', 'Command')).toBe('cmd.exe');
    expect(valueAt('Actions', 'Exec', 'Arguments')).toBe(
      '/d /c node bin\\triannual.js run || (start notepad output\\status.md & exit 1)',
    );
  });

  test('is plain ASCII and names no encoding, so that it is what it says in whatever encoding it is handed over', () => {
    expect(read('windows', 'triannual.xml')).toMatch(/^[\x09\x0a\x0d\x20-\x7e]+$/);
    expect(read('windows', 'triannual.xml').split('\n')[0]).toBe('<?xml version="1.0"?>');
  });
});

describe('the workflow for GitHub Actions', () => {
  test('makes the program and runs it, one at a time, for ten minutes at most', () => {
    const { steps, 'timeout-minutes': timeout } = workflow.jobs.run;
    expect(timeout).toBe(10);
    expect(workflow.concurrency).toEqual({ group: 'triannual-run', 'cancel-in-progress': false });
    expect(
      steps
        .map(({ run }: { run?: string }) => run)
        .filter(Boolean)
        .slice(0, 2),
    ).toEqual(['npm ci && npm run build', 'node bin/triannual.js run']);
  });

  test('keeps what was written, whether the run failed or not: the next one begins on an empty machine', () => {
    const last = workflow.jobs.run.steps.at(-1);
    expect(last.if).toBe('${{ !cancelled() }}');
    expect(last.run).toContain("git add --force --all output ':!output/.triannual.lock'\n");
    expect(workflow.permissions).toEqual({ contents: 'write' });
  });

  test('says why a schedule may be switched off after 60 days', () => {
    expect(read('github', 'triannual.yml')).toContain('off after 60 days without activity');
  });
});

test('docs/scheduled-runs.md says how each is installed', () => {
  const text = readFileSync(join(root, 'docs/scheduled-runs.md'), 'utf8');
  for (const name of [
    'schedules/crontab',
    'schedules/systemd/',
    'schedules\\windows\\triannual.xml',
    'schedules/github/triannual.yml',
    'schedules/kubernetes/cronjob.yaml',
    'schedules/kubernetes/Dockerfile',
  ])
    expect(text).toContain(name);
});
