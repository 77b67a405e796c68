import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measuredWith, table, writeSection } from '../results.js';
import { run } from '../word/processes.js';
import { median } from '../word/turns.js';

/**
 * What marks cost: all drafts of the sample's three rounds by the program as it is, and by a copy of it that gives its documents none.
 * With a number of pairs it holds the limits, and leaves RESULTS.md alone.
 */

const asked = Number(process.argv[2] ?? 0);
const pairs = asked || 40;
const root = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'bench-marks-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

/** The program without marks: the same bundle, but for the two places that ask for them. */
function unmarked() {
  const copy = join(folder, 'unmarked');
  for (const name of ['bin', 'dist', 'templates', 'package.json'])
    cpSync(join(root, name), join(copy, name), {
      recursive: true,
      filter: (path) => !path.includes('cli.cjs-'),
    });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
  const program = join(copy, 'dist', 'cli.cjs');
  let found = 0;
  const without = readFileSync(program, 'utf8').replace(/\bmarks:\s*marksOf\d*,/g, () => {
    found += 1;
    return '';
  });
  writeFileSync(program, without);
  if (found !== 2)
    throw new Error(`the program asks for marks in ${found} places, and in 2 when this was written`);
  return copy;
}

async function built(program) {
  const output = join(folder, 'output');
  const meter = join(folder, 'meter.json');
  const rounds = ['2023-06', '2023-09', '2023-12'];
  const { wall } = await run(
    [
      ...['--import', join(import.meta.dirname, 'meter.js'), join(program, 'bin', 'triannual.js')],
      ...['build', ...rounds, '--inputs', join(root, 'inputs'), '--output', output, '--today', '2023-12-01'],
    ],
    { cwd: folder, env: { ...process.env, METER: meter } },
  );
  const bytes = rounds.flatMap((round) =>
    readdirSync(join(output, round))
      .filter((name) => name.endsWith('.docx'))
      .map((name) => statSync(join(output, round, name)).size),
  );
  rmSync(output, { recursive: true });
  return { wall, cpu: JSON.parse(readFileSync(meter, 'utf8')).cpu, bytes };
}

const programs = [unmarked(), root];
const runs = [[], []];
for (let i = 0; i < pairs; i++)
  for (const which of i % 2 === 0 ? [0, 1] : [1, 0]) runs[which].push(await built(programs[which]));

const [without, marked] = runs;
const ratio = (what) => median(marked.map((one, i) => one[what] / without[i][what]));
const bytes = Math.max(...marked[0].bytes.map((size, i) => size / without[0].bytes[i]));
// A cold run on a shared machine differs from the next by more than marks cost: of few pairs the limit is wider.
const limits = [
  ['time of a whole build with marks, to one without', ratio('cpu'), 1.05, 1.1],
  ['bytes of the document that they make larger than any other', bytes, 1.4, 1.4],
];
if (asked) {
  for (const [what, found, target, most] of limits)
    console.log(
      `${found <= most ? 'ok' : 'FAILED'}: ${what}: ${found.toFixed(2)} (target ${target}, at most ${most})`,
    );
  process.exitCode = limits.every(([, found, , most]) => found <= most) ? 0 : 1;
} else {
  const total = (all) => all[0].bytes.reduce((sum, one) => sum + one, 0) / 1000;
  const row = (name, all) => [
    name,
    ...['wall', 'cpu'].map((what) => median(all.map((one) => one[what])).toFixed(0)),
    total(all).toFixed(0),
  ];
  writeSection(
    'marks',
    `## What marks cost

All drafts of the sample's three rounds, one process from start to end: medians of ${pairs} pairs, of which each goes first in turn. The middle of the
ratios of a pair is ${ratio('cpu').toFixed(3)} of the processor's time and ${ratio('wall').toFixed(3)} of the clock's; no document is more than ${((bytes - 1) * 100).toFixed(1)} % larger.
${measuredWith('node bench/job/marks.js')}

${table(['program', 'wall ms', 'CPU ms', 'kB of documents'], [row('without marks', without), row('with marks', marked)])}`,
  );
}
