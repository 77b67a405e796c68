import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '..');

/** The program as it is installed, and an empty folder to work in. */
export interface Installed {
  bin: string;
  folder: string;
  /** Takes both away. */
  remove(): Promise<void>;
}

/** The program in a folder of its own, for tests that start it as a process. `name` is how the name of the empty one begins. */
export async function installProgram(name: string): Promise<Installed> {
  const home = await mkdtemp(join(tmpdir(), 'triannual program '));
  const folder = await mkdtemp(join(tmpdir(), name));
  await mkdir(join(home, 'bin'));
  const bin = join(home, 'bin/triannual.js');
  await copyFile(join(root, 'bin/triannual.js'), bin);
  await copyFile(join(root, 'package.json'), join(home, 'package.json'));
  const bundle = [join(root, 'scripts/bundle.js'), join(home, 'dist')];
  await promisify(execFile)(process.execPath, bundle, { cwd: root });
  const remove = async () => {
    for (const one of [home, folder]) await rm(one, { recursive: true });
  };
  return { bin, folder, remove };
}

/**
 * Printed when a process ends. Linux counts what the parent held when it started the process into `maxRSS`, and a test
 * runner holds a lot: its own count of the program's memory begins anew (proc(5), VmHWM).
 */
const measure = `data:text/javascript,${encodeURIComponent(`
  import { readFileSync } from 'node:fs';
  const peak = () => {
    try {
      return Number(/VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]);
    } catch {
      return process.resourceUsage().maxRSS;
    }
  };
  process.on('exit', () => {
    const { user, system } = process.cpuUsage();
    process.stderr.write('\\n' + JSON.stringify({ peak: peak(), cpu: user + system }));
  });
`)}`;

/** A run of the program in a process of its own, with the memory that it came to and its seconds of processor time. */
export async function runMeasured(bin: string, args: readonly string[], cwd: string) {
  // Node 24 leaves more garbage lying where there is memory enough. With this limit it shows what the program needs.
  const child = spawn(process.execPath, ['--max-old-space-size=160', '--import', measure, bin, ...args], {
    cwd,
  });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text) => {
      said[name] += text;
    });
  const [status] = await once(child, 'close');
  const end = said.stderr.lastIndexOf('\n');
  const { peak, cpu } = JSON.parse(said.stderr.slice(end)) as { peak: number; cpu: number };
  return {
    status,
    stdout: said.stdout,
    stderr: said.stderr.slice(0, end),
    megabytes: peak / 1024,
    seconds: cpu / 1e6,
  };
}
