import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { shiftDays } from '../../src/calendar/working-days.ts';
import { main } from '../../src/cli.ts';
import { readProject } from '../../src/inputs/read-project.ts';
import type { RunEntry } from '../../src/schedule/run-log.ts';
import { machineOn } from '../commands/run.ts';
import { copyAsReal, setYaml, signatures } from '../real-programme.ts';
import { simulate } from './simulate.ts';

/** What a scheduler finds on each day of a year on which something happens, in one folder. */

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'Täglich für Ärzte '));
  await copyAsReal(join(folder, 'inputs'));
});
afterAll(() => rm(folder, { recursive: true }));

const input = (...names: string[]) => join(folder, 'inputs', ...names);
const log = async () => (await readFile(join(folder, 'output', 'run.jsonl'), 'utf8')).trimEnd().split('\n');

function triannual(today: string, command: string, ...args: string[]) {
  const nowhere = { write: () => true };
  const templates = join(import.meta.dirname, '..', '..', 'templates');
  const places = ['--inputs', input(), '--output', join(folder, 'output'), '--templates', templates];
  const terminal = { stdout: nowhere, stderr: nowhere };
  return main([command, ...places, '--today', today, ...args], terminal, 'triannual', machineOn(today));
}

test('on the days that matter in 2023, what is logged is what the simulation of all days says', async () => {
  const { project } = await readProject(input());
  const { agreement, holidays } = project;
  if (!agreement) throw new Error('the inputs cannot be read');
  const world = { agreement, holidays, first: '2023-06', isStarted: () => true };
  const all = simulate(world, '2023-05-01', '2024-01-31');
  // Each day on which something is announced or drafted for the first time, and the one after it.
  const eventful = all
    .filter(({ announced, written }) => announced.length > 0 || written)
    .map(({ day }) => day);
  const submissions = all.filter(({ day, round, stage }) => stage === 'submit' && round === day.slice(0, 7));
  const last = submissions.map(({ day }) => day);
  const days = [...new Set([...eventful, ...eventful.map((day) => shiftDays(day, 1)), ...last])].sort();
  for (const day of days) {
    await triannual(day, 'run');
    if (!last.includes(day)) continue;
    const round = day.slice(0, 7);
    await setYaml(input('rounds', round, 'report.yaml'), signatures(day));
    expect(await triannual(day, 'submit', round)).toBe(0);
  }
  const logged = (await log()).flatMap((line) => {
    const { day, rounds } = JSON.parse(line) as RunEntry;
    return rounds.map(({ round, stage, level, working_days_left, announced, draft_for, drafts: made }) => ({
      day,
      round,
      stage,
      level,
      left: working_days_left,
      announced,
      ...(draft_for
        ? { draftFor: draft_for, written: made.some(({ outcome }) => outcome === 'written') }
        : {}),
    }));
  });
  const isOn = (day: string) => days.includes(day);
  expect(logged).toEqual(simulate({ ...world, isOn }, '2023-05-01', days.at(-1) ?? ''));
  expect(days.length).toBeGreaterThan(20);
  expect(last).toEqual(['2023-06-15', '2023-09-14', '2023-12-14']);
});
