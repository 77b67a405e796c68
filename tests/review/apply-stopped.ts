import { spawn } from 'node:child_process';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { callsMade, failAt, type Made } from '../files/faults.ts';

/** `review --apply` and `--undo` through the command line, stopped at any moment: by the disk, or by somebody. */

import type { Drafted } from './drafted.ts';
import { editsOfFourFiles } from './word-edits.ts';

/** The inputs that a person sees: not what a run leaves that was stopped, which the next one clears up. */
async function inputsOf(project: Drafted): Promise<Record<string, string>> {
  const names = await readdir(project.at('inputs'), { recursive: true });
  const texts = names
    .filter((name) => /\.yaml$/.test(name))
    .map(async (name) => [name, await readFile(project.at('inputs', name), 'utf8')] as const);
  return Object.fromEntries((await Promise.all(texts)).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What an uninterrupted run makes of the inputs. */
interface Ends {
  before: Record<string, string>;
  after: Record<string, string>;
}

/** The file that came back: the same in each project, as its hash is noted. */
let came: Buffer | undefined;

export async function cameIn(project: Drafted): Promise<string> {
  came ??= await readFile(await project.returned('came.docx', editsOfFourFiles));
  await writeFile(project.at('came.docx'), came);
  return project.at('came.docx');
}

export async function endsOf(project: Drafted): Promise<Ends> {
  const before = await inputsOf(project);
  expect((await project.run('review', await cameIn(project), '--apply')).status).toBe(0);
  const after = await inputsOf(project);
  expect(Object.keys(after).filter((name) => after[name] !== before[name]).length).toBeGreaterThan(3);
  return { before, after };
}

/** The files that are not as they should be. */
async function others(project: Drafted, wanted: Record<string, string>): Promise<string[]> {
  const now = await inputsOf(project);
  return [...new Set([...Object.keys(wanted), ...Object.keys(now)])].filter(
    (name) => now[name] !== wanted[name],
  );
}

/** Each file is the old one or the new one, whole. */
export async function expectWhole(project: Drafted, { before, after }: Ends, said: object): Promise<void> {
  const now = await inputsOf(project);
  const names = [...new Set([...Object.keys(before), ...Object.keys(after), ...Object.keys(now)])];
  const torn = names.filter((name) => now[name] !== before[name] && now[name] !== after[name]);
  expect({ ...said, torn }).toEqual({ ...said, torn: [] });
}

/** The same command ends what was begun, the file that came back is kept, and all of it can be taken back. */
export async function expectEnds(
  project: Drafted,
  { args, ends }: { args: readonly string[]; ends: Ends },
  said: object,
): Promise<void> {
  const again = await project.run(...args);
  expect({
    ...said,
    stderr: again.stderr.replace(/^.* ended before its time; its lock is taken over\n/gm, ''),
  }).toEqual({
    ...said,
    stderr: expect.stringMatching(/^(|there is no review to take back\n)$/),
  });
  if (!args.includes('--undo')) {
    expect({ ...said, others: await others(project, ends.after) }).toEqual({ ...said, others: [] });
    const kept = await readdir(project.at('output', '2023-09', 'reviewed'));
    expect({ ...said, kept: kept.filter((name) => /-reviewed-\w{8}\.docx$/.test(name)).length }).toEqual({
      ...said,
      kept: 1,
    });
  }
  // A run that was stopped and the one that ended it are taken back one after the other.
  for (let left = 3; left > 0 && (await project.run('review', '--undo')).status === 0; left--);
  expect({ ...said, others: await others(project, ends.before) }).toEqual({ ...said, others: [] });
}

const isNaming = ({ name, path }: Made) =>
  /^(rename|link|rm|unlink)Sync$/.test(name) && !path.endsWith('.lock');

/** Stops a command at its n-th naming of a file: from there on the disk does nothing, as after a power cut. */
export async function stopAt(project: Drafted, args: readonly string[], number: number): Promise<boolean> {
  let seen = 0;
  failAt(1, 'EIO', 'on', (call) => {
    if (isNaming(call)) seen += 1;
    return seen >= number && !call.path.endsWith('.lock');
  });
  await project.run(...args);
  const isReached = seen >= number && callsMade().length > 0;
  failAt(0);
  for (const folder of ['output', 'inputs']) await rm(project.at(folder, '.triannual.lock'), { force: true });
  return isReached;
}

const program = join(import.meta.dirname, '..', '..', 'bin', 'triannual.js');

/** Kills a command of a process of its own after so many milliseconds; says how long it took if it ended before. */
export function killAfter(
  project: Drafted,
  args: readonly string[],
  delay: number,
): Promise<number | undefined> {
  const folders = [
    '--inputs',
    project.at('inputs'),
    '--output',
    project.at('output'),
    '--today',
    '2023-09-05',
  ];
  const started = performance.now();
  const child = spawn(process.execPath, [program, ...args, ...folders], { stdio: 'ignore' });
  const timer = setTimeout(() => child.kill('SIGKILL'), delay);
  return new Promise((resolve) => {
    child.on('exit', (_, signal) => {
      clearTimeout(timer);
      resolve(signal ? undefined : performance.now() - started);
    });
  });
}
