import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { templateOf } from './turns.js';

/** Runs a program to its end, and gives its output and how long it took, in milliseconds. */
export function run(args, options = {}) {
  return new Promise((resolve, reject) => {
    const from = performance.now();
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], ...options });
    let output = '';
    child.stdout.on('data', (text) => {
      output += text;
    });
    child.on('error', reject);
    child.on('close', (status) => {
      if (status === 0) resolve({ output, wall: performance.now() - from });
      else reject(new Error(`${args.join(' ')} ended with ${status}`));
    });
  });
}

/** One report by one engine in a process of its own: milliseconds (wall, cpu) and the most memory in MiB. */
export async function runOnce(engine, times = 1) {
  const path = await templateOf(engine);
  const { output, wall } = await run([join(import.meta.dirname, 'once.js'), engine, path, String(times)]);
  const { cpu, memory, faults } = JSON.parse(output);
  if (faults.length > 0) throw new Error(`${engine} made a report that is not whole: ${faults.join('; ')}`);
  return { wall, cpu, memory };
}
