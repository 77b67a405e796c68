import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reportData } from './data.js';
import { reportTemplate } from './report.js';
import { faultsOf } from './whole.js';

/** One way of making the report: which engine, and which of its functions starts it. */
export const way = (engine, start = 'start', name = engine) => ({ engine, start, name });

const folder = mkdtempSync(join(tmpdir(), 'bench-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

/** The template of an engine, in its own tags, as a file. */
export async function templateOf(engine) {
  const { dialect } = await import(`../engines/${engine}.js`);
  const path = join(folder, `${engine}.docx`);
  writeFileSync(path, await reportTemplate(dialect));
  return path;
}

/**
 * Milliseconds of documents that do not count, at the beginning of each turn: the engine before may still clear up on its
 * other threads, and since an engine's last turn the others have filled the processor's caches with what is theirs. Without
 * it, quick engines, whose turns are short, are measured while they get theirs back: a fresh template of ours took 2.5 to
 * 3.2 ms, and 1.7 to 2.6 with it.
 */
const leadIn = 50;

/**
 * Makes the report in every way, by turns of a few documents: the speed of a shared machine drifts, and so it drifts for
 * all alike. The last document of each is looked through.
 * @returns by name, the milliseconds of each document and the processor's milliseconds for one
 * @throws where an engine fails, or its document is not whole: a fast wrong answer has no place in the table
 */
export async function measureInTurns(ways, { documents, warmUp, turn, times = 1 }) {
  const data = reportData(times);
  const workers = [];
  for (const one of ways) {
    const path = await templateOf(one.engine);
    workers.push({
      ...one,
      ...(await startWorker([one.engine, one.start, path, String(times)])),
      each: [],
      cpu: 0,
    });
  }
  for (const { ask } of workers) await ask({ make: warmUp });
  for (let done = 0; done < documents; done += turn)
    // Nobody comes after the same one each time.
    for (const worker of inAnyOrder(workers)) {
      await worker.ask({ atLeast: leadIn });
      const { each, cpu } = await worker.ask({ make: turn });
      worker.each.push(...each);
      worker.cpu += cpu;
    }
  for (const { name, ask } of workers) {
    const path = join(folder, `${name}-made.docx`);
    await ask({ save: path });
    const faults = faultsOf(readFileSync(path), data);
    if (faults.length > 0) throw new Error(`${name} made a report that is not whole: ${faults.join('; ')}`);
  }
  for (const { child } of workers) child.kill();
  return new Map(workers.map(({ name, each, cpu }) => [name, { each, cpu: cpu / each.length }]));
}

const inAnyOrder = (all) =>
  all
    .map((one) => ({ one, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);

async function startWorker(args) {
  const child = fork(join(import.meta.dirname, 'worker.js'), args, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const answer = () =>
    new Promise((resolve, reject) => {
      const ended = () => reject(new Error(`${args[0]} ended early`));
      child.once('exit', ended);
      child.once('message', (message) => {
        child.off('exit', ended);
        if (message.problem) reject(new Error(`${args[0]}: ${message.problem}`));
        else resolve(message);
      });
    });
  const ready = answer();
  await ready;
  const ask = (order) => {
    const answered = answer();
    child.send(order);
    return answered;
  };
  return { child, ask };
}

/** The value below which a share of them lies: 0.5 is the median. */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * share)];
}

export const median = (values) => quantile(values, 0.5);
