import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { copyFolder } from '../copy-folder.ts';
import { type Installed, installProgram } from '../program.ts';

/** The same inputs make the same files to the byte, wherever and however the program is started. */

const root = join(import.meta.dirname, '..', '..');
let program: Installed;
beforeAll(async () => {
  program = await installProgram('Überall ');
});
afterAll(() => program.remove());

/** Builds in a folder of its own, each list of ids in a process of its own; gives each file's hash by its name. */
async function build(name: string, env: Record<string, string>, ...runs: string[][]) {
  const at = join(program.folder, name);
  for (const part of ['inputs', 'templates']) copyFolder(join(root, part), join(at, part));
  for (const ids of runs) {
    const options = { cwd: at, env: { ...process.env, ...env } };
    // The sample programme has problems on that day: the status says so, and the drafts are written.
    await promisify(execFile)(
      process.execPath,
      [program.bin, 'build', ...ids, '--today', '2023-06-01'],
      options,
    ).catch(({ code }) => expect(code).toBe(1));
  }
  const files = await readdir(join(at, 'output'), { recursive: true });
  const hashes: Record<string, string> = {};
  for (const file of files.filter((one) => /\.(docx|json)$/.test(one)).sort())
    hashes[file.replaceAll('\\', '/')] = createHash('sha256')
      .update(await readFile(join(at, 'output', file)))
      .digest('hex');
  return hashes;
}

const ids = [
  '2023-06',
  '2023-09',
  '2023-12',
  '2023-05-17',
  '2023-09-27',
  '2023-11-13-select-committee',
  'difficulty-2024-02-05',
];

test('in three time zones, two locales, other folders and processes, and in any order of the documents', async () => {
  const first = await build('a', { TZ: 'UTC', LANG: 'en_GB.UTF-8', LC_ALL: 'en_GB.UTF-8' }, []);
  for (const id of ids) {
    const made = Object.keys(first).filter((name) => name.startsWith(`${id}/`));
    expect(made.some((name) => name.endsWith('.docx')) && made.some((name) => name.endsWith('.json'))).toBe(
      true,
    );
  }
  const german = { LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8', LANGUAGE: 'de' };
  const others = await Promise.all([
    build('another folder, far away', { TZ: 'America/New_York', ...german }, ids.toReversed()),
    build('one process for each', { TZ: 'Pacific/Auckland' }, ...ids.map((id) => [id])),
  ]);
  for (const other of others) expect(other).toEqual(first);
});
