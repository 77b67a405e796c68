import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { setYaml } from '../real-programme.ts';
import { eastshireIn, initIn } from './council.ts';

/** Lists that are typed on one line: what is wrong in an entry is said of that entry, and of nothing else. */

let base = '';
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'one line '));
  await eastshireIn(base);
});
afterAll(() => rm(base, { recursive: true }));

test.each([
  ['17 May, 16 August, 29 February', 'entry 3 of reports should be at most 28', '"29 February"'],
  ['31 June', 'entry 1 of reports should be at most 30', '"31 June"'],
  ['17 May; 31 November', 'entry 2 of reports should be at most 30', '"31 November"'],
  ['17 May, 45 June', 'entry 2 of reports is "45 June", and should be at most 31', ''],
  ['0 May, 3 June', 'entry 1 of reports is "0 May", and should be at least 1', ''],
  ['June 16, May 3', 'entry 2 of reports should be a month after June', '"May 3"'],
])('reports: %s', async (reports, message, found) => {
  const file = join(base, 'wrong.yaml');
  await writeFile(file, await readFile(join(base, 'answers.yaml')));
  await setYaml(file, [[['reports'], reports]]);
  const { status, stderr } = await initIn(base, ['New', '--answers', 'wrong.yaml']);
  expect(status).toBe(1);
  expect(stderr).toContain(message);
  expect(stderr).toContain(found);
  expect(stderr.match(/error: /g)).toHaveLength(1);
});

test.each([
  ['--years', '2026/28', 'It takes financial years, for example'],
  ['--years', '2023-2027', 'It takes financial years, for example'],
  ['--years', '2020/21 to 2033/34', 'It takes at most 12.'],
  ['--reports', '1 May, 1 June, 1 July, 1 Sept, 1 Nov, 1 Jan, 31 Mar', 'It takes at most 6.'],
  ['--ratings', 'Green', 'It takes at least 2.'],
  ['--ratings', 'A; B; C; D; E; F; G; H', 'It takes at most 7.'],
])('%s %s is refused in plain words', async (flag, typed, says) => {
  const { status, stderr } = await initIn(base, ['New', flag, typed]);
  expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(says) });
});
