import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { kinds, prepare } from './kinds.ts';

/**
 * Breaks good inputs at random and sees that the program never breaks: `npm run fuzz -- --seconds 120`. An input is known by
 * its kind and its seed, and `--only yaml:123` tries it again. Inputs are tried in child processes, so that one that ends
 * its process, or never ends, is noticed. What fails is kept in fuzz-found/. The exit status is 1 where anything failed.
 */

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    only: { type: 'string' },
    jobs: { type: 'string', default: '2' },
    kind: { type: 'string' },
  },
});

/** Milliseconds. An input that takes longer is tried again by a new process; one that then takes thrice as long hangs. */
const patience = 10_000;
const root = process.cwd();
const found = join(root, 'fuzz-found');
const ends = Date.now() + Number(values.seconds) * 1000;
const tried = new Map<string, number>();
const failed: string[] = [];

interface Input {
  kind: string;
  seed: number;
}

/** Each kind has its turns, and each input the next seed. */
function* inputs(): Generator<Input> {
  if (values.only) {
    const [kind = '', seed] = values.only.split(':');
    yield { kind, seed: Number(seed) };
    return;
  }
  const round = Object.entries(kinds).flatMap(([kind, { turns }]) =>
    values.kind && values.kind !== kind ? [] : Array.from({ length: turns }, () => kind),
  );
  for (let seed = Number(values.seed); Date.now() < ends; seed += 1)
    yield { kind: round[seed % round.length] as string, seed };
}

interface Worker {
  child: ChildProcess;
  folder: string;
  /** What the child last wrote on its standard error. */
  last: string;
}

async function start(): Promise<Worker> {
  const folder = await mkdtemp(join(tmpdir(), 'triannual fuzz '));
  await prepare(root, folder);
  const child = fork(join(import.meta.dirname, 'worker.js'), {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: ['--max-old-space-size=400', '--enable-source-maps'],
  });
  const worker: Worker = { child, folder, last: '' };
  child.stderr?.on('data', (data) => {
    worker.last = (worker.last + String(data)).slice(-500);
  });
  await once(child, 'message');
  return worker;
}

async function stop({ child, folder }: Worker): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  await rm(folder, { recursive: true, force: true });
}

/** What was wrong with an input, and whether its process can go on. */
async function attempt(
  worker: Worker,
  input: Input,
  limit: number,
): Promise<{ wrong?: string; late?: true; alive: boolean }> {
  const { child } = worker;
  return new Promise((resolve) => {
    const settle = (result: Awaited<ReturnType<typeof attempt>>) => {
      clearTimeout(timer);
      child.removeAllListeners('message').removeAllListeners('exit');
      resolve(result);
    };
    const timer = setTimeout(
      () => settle({ wrong: `no answer in ${limit / 1000} s`, late: true, alive: false }),
      limit,
    );
    child.once('message', (result) => settle({ ...(result as { wrong?: string }), alive: true }));
    child.once('exit', (code, signal) =>
      settle({ wrong: `the process ended (${signal ?? code}): ${worker.last}`, alive: false }),
    );
    child.send(input);
  });
}

async function keep({ folder }: Worker, name: string, wrong: string): Promise<void> {
  const to = join(found, name.replace(':', '-'));
  await mkdir(to, { recursive: true });
  await writeFile(join(to, 'wrong.txt'), `${wrong}\n`);
  await cp(join(folder, 'made'), to, { recursive: true }).catch(() => undefined);
}

async function work(queue: Generator<Input>): Promise<void> {
  let worker = await start();
  for (const input of queue) {
    let { wrong, late, alive } = await attempt(worker, input, patience);
    if (late) {
      await stop(worker);
      worker = await start();
      ({ wrong, alive } = await attempt(worker, input, 3 * patience));
    }
    tried.set(input.kind, (tried.get(input.kind) ?? 0) + 1);
    if (wrong !== undefined) {
      const name = `${input.kind}:${input.seed}`;
      failed.push(name);
      process.stdout.write(`FAILED ${name}: ${wrong.slice(0, 1500)}\n`);
      await keep(worker, name, wrong);
    }
    if (!alive) {
      await stop(worker);
      worker = await start();
    }
  }
  await stop(worker);
}

process.stdout.write(`fuzz: seed ${values.seed}, ${values.seconds} seconds\n`);
const queue = inputs();
await Promise.all(Array.from({ length: Number(values.jobs) }, () => work(queue)));
const counts = [...tried].map(([kind, count]) => `${count} ${kind}`).join(', ');
const total = [...tried.values()].reduce((sum, count) => sum + count, 0);
process.stdout.write(`fuzz: ${total} inputs tried (${counts}), ${failed.length} failed\n`);
for (const name of failed) process.stdout.write(`  npm run fuzz -- --only ${name}\n`);
process.exitCode = failed.length > 0 ? 1 : 0;
