import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Worker } from 'node:worker_threads';
import { measuredWith, table, writeSection } from '../results.js';
import { runAll } from './once.js';
import { writeProgramme } from './programme.js';

/** How the program does with many programmes, and with large ones. */

const once = join(import.meta.dirname, 'once.js');
const folder = mkdtempSync(join(tmpdir(), 'scale-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
const round = (value) => Math.round(value).toLocaleString('en-GB');

/** A report with its front sheet, and two papers. */
const job = ['build', '2023-06', '2023-05-17', '2023-09-27'];

/** Documents per second of all programmes, in three ways, and the memory as the first goes on. */
async function manyProgrammes(count) {
  const folders = [];
  for (let i = 1; i <= count; i++) {
    folders.push(join(folder, `council-${i}`));
    await writeProgramme(folders.at(-1), { council: `Council ${i}` });
  }
  const memory = [];
  const timed = async (name, run) => {
    const [started, before] = [performance.now(), process.cpuUsage()];
    const documents = await run();
    const seconds = (performance.now() - started) / 1000;
    const { user, system } = process.cpuUsage(before);
    const each = (user + system) / 1000 / documents;
    return [name, `${documents}`, seconds.toFixed(1), (documents / seconds).toFixed(1), each.toFixed(0)];
  };
  const rows = [
    await timed('one thread', async () => {
      const { documents } = await runAll(folders, job, () => {
        collect();
        memory.push(process.memoryUsage().heapUsed / 2 ** 20);
      });
      return documents;
    }),
    await timed('two threads, half of the councils each', async () => {
      const halves = [folders.filter((_, i) => i % 2 === 0), folders.filter((_, i) => i % 2 === 1)];
      const made = await Promise.all(
        halves.map(
          (half) =>
            new Promise((resolve, reject) => {
              const worker = new Worker(once, { workerData: { folders: half, args: job } });
              worker.on('message', ({ documents }) => resolve(documents));
              worker.on('error', reject);
            }),
        ),
      );
      return made[0] + made[1];
    }),
  ];
  const heap = [1, 10, 20, count].map((n) => `${round(memory[n - 1])} MB after ${n}`).join(', ');
  return `### ${count} councils in one process, four documents each\n\n${table(['', 'documents', 'seconds', 'documents a second', 'CPU ms a document'], rows)}\n\nHeap in use with one thread, collected after each council: ${heap}.`;
}

/** Least CPU time of two fresh processes at 1, 10 and 100 times, and what one more of the things costs. */
async function large(what, sizes, base, args, sizeOf) {
  const inputs = join(folder, 'large');
  const cpuOf = async (size) => {
    await writeProgramme(inputs, size);
    return Math.min(
      ...[1, 2].map(
        () => JSON.parse(execFileSync('node', [once, inputs, ...args], { encoding: 'utf8' })).cpu,
      ),
    );
  };
  const without = await cpuOf(sizeOf(base));
  const rows = [[round(base), round(without), '']];
  for (const size of sizes) {
    const cpu = await cpuOf(sizeOf(size));
    rows.push([round(size), round(cpu), ((cpu - without) / (size - base)).toFixed(2)]);
  }
  return `### ${what}: \`triannual ${args.join(' ')}\`\n\n${table([what.toLowerCase(), 'CPU ms, whole job', 'CPU ms for one more'], rows)}`;
}

const sizes = [
  await large(
    'Rows of the KPI workbook that the register does not know',
    [100, 1000, 10000],
    0,
    ['check'],
    (wrong) => ({ wrong }),
  ),
  await large('KPIs in register and workbook', [100, 400, 800], 46, ['check'], (kpis) => ({ kpis })),
  await large('Conditions, each with an update in three rounds', [50, 500], 9, ['check'], (conditions) => ({
    conditions,
  })),
  await large('Pages of narrative in a report', [2, 20, 200], 0, ['build', '2023-06'], (pages) => ({
    pages,
  })),
  await large(
    'Pages of narrative in a paper with contents',
    [2, 20, 200],
    0,
    ['build', '2023-05-17'],
    (pages) => ({ pages }),
  ),
];
const intro = `${measuredWith('npm run scale')} CPU time is that of all threads, with those of Node that compile and collect.`;
writeSection('large', `## Large programmes\n\n${intro}\n\n${sizes.join('\n\n')}`);
writeSection('many', `## Many programmes\n\n${intro}\n\n${await manyProgrammes(38)}`);
