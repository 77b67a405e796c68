import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** The program, which Jest bundles before the first test (jest.config.js), and an empty folder to work in. */
export interface Installed {
  bin: string;
  folder: string;
  /** Takes the folder away. */
  remove(): Promise<void>;
}

/** For tests that start the program as a process. `name` is how the name of the empty folder begins. */
export async function installProgram(name: string): Promise<Installed> {
  const folder = await mkdtemp(join(tmpdir(), name));
  return {
    bin: join(root, 'bin/triannual.js'),
    folder,
    remove: () => rm(folder, { recursive: true }),
  };
}

/**
 * Printed when a process ends. Linux counts what the parent held when it started the process into `maxRSS`, and a test
 * runner holds a lot: its own count of the program's memory begins anew (proc(5), VmHWM).
 */
const measure = `data:text/javascript,${encodeURIComponent(`
  import { readFileSync, writeSync } from 'node:fs';
  const peak = () => {
    try {
      return Number(/VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]);
    } catch {
      return process.resourceUsage().maxRSS;
    }
  };
  process.on('exit', () => {
    const { user, system } = process.cpuUsage();
    writeSync(3, JSON.stringify({ peak: peak(), cpu: user + system }));
  });
`)}`;

/** A run of the program in a process of its own, with the memory that it came to and its seconds of processor time. */
export async function runMeasured(bin: string, args: readonly string[], cwd: string) {
  // Node 24 leaves more garbage lying where there is memory enough. With this limit it shows what the program needs.
  const child = spawn(process.execPath, ['--max-old-space-size=160', '--import', measure, bin, ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const said = ['', '', '', ''];
  child.stdio.slice(1).forEach((stream, i) => {
    stream?.on('data', (bytes: Buffer) => {
      said[i + 1] += bytes.toString('latin1');
    });
  });
  const [status] = await once(child, 'close');
  const [, stdout = '', stderr = '', took = ''] = said.map((text) => Buffer.from(text, 'latin1').toString());
  if (took === '')
    throw new Error(`the program ended by itself, with status ${status}: ${stderr.slice(0, 2000)}`);
  const { peak, cpu } = JSON.parse(took) as { peak: number; cpu: number };
  return {
    status,
    stdout,
    stderr,
    megabytes: peak / 1024,
    seconds: cpu / 1e6,
  };
}
