import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { readProject } from '../../src/inputs/read-project.ts';
import { simulate } from '../schedule/simulate.ts';

/** A time zone is that of a whole process, so the simulation runs in a process of its own for each. */

const from = '2023-05-01';
const to = '2024-12-31';
const first = '2023-06';
const digest = (deeds: unknown) => createHash('sha256').update(JSON.stringify(deeds)).digest('hex');

const zones = [
  'UTC',
  'Europe/London',
  'America/New_York',
  // Fourteen hours ahead; half an hour of summer time; and clocks that go forward at midnight, so that a day begins at one.
  'Pacific/Kiritimati',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'Asia/Beirut',
];

test('runs decide the same on every day in whatever time zone the machine is', async () => {
  const { project } = await readProject(join(import.meta.dirname, '..', '..', 'inputs'));
  const { agreement, holidays } = project;
  if (!agreement) throw new Error('the sample programme cannot be read');
  const folder = await mkdtemp(join(tmpdir(), 'triannual zones '));
  const script = join(folder, 'simulate.mjs');
  const input = join(folder, 'project.json');
  await writeFile(input, JSON.stringify({ agreement, holidays, first }));
  await build({
    stdin: {
      contents: `
        import { readFileSync } from 'node:fs';
        import { simulate } from '../schedule/simulate.ts';
        const world = JSON.parse(readFileSync(process.argv[2], 'utf8'));
        console.log(Intl.DateTimeFormat().resolvedOptions().timeZone);
        console.log(JSON.stringify(simulate(world, '${from}', '${to}')));`,
      resolveDir: import.meta.dirname,
      loader: 'ts',
    },
    outfile: script,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
  });
  const run = promisify(execFile);
  const found: string[] = [];
  for (const TZ of zones) {
    const env = { ...process.env, TZ };
    const { stdout } = await run(process.execPath, [script, input], { env, maxBuffer: 2 ** 26 });
    const [zone = '', deeds = ''] = stdout.split('\n');
    found.push(`${zone} ${digest(JSON.parse(deeds))}`);
  }
  const here = digest(simulate({ agreement, holidays, first }, from, to));
  expect(found).toEqual(zones.map((zone) => `${zone} ${here}`));
  await rm(folder, { recursive: true });
});
