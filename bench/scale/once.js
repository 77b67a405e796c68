import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { load } from '../../bin/load.js';

/** Runs the program as the command line does, in this process or thread, some programmes one after the other. */

const root = join(import.meta.dirname, '../..');
const { main } = load(join(root, 'dist', 'cli.cjs'));

/**
 * @param folders inputs folders; what is in `FOLDER-output` goes
 * @param args the command and its options
 * @param each told of each folder when it is done
 * @return how many documents were written, the CPU milliseconds, and what the steps took
 */
export async function runAll(folders, args, each = () => undefined) {
  const before = process.cpuUsage();
  let documents = 0;
  let last;
  for (const folder of folders) {
    const output = `${folder}-output`;
    rmSync(output, { recursive: true, force: true });
    let text = '';
    const stdout = {
      write(more) {
        text += more;
      },
    };
    const places = ['--inputs', folder, '--output', output, '--templates', join(root, 'templates')];
    await main([...args, ...places, '--today', '2023-12-15', '--json'], { stdout, stderr: stdout });
    last = JSON.parse(text);
    documents += last.drafts.filter(({ outcome }) => outcome === 'written').length;
    each(folder);
  }
  const { user, system } = process.cpuUsage(before);
  return { documents, cpu: (user + system) / 1000, milliseconds: last.milliseconds, errors: last.errors };
}

if (!isMainThread) parentPort.postMessage(await runAll(workerData.folders, workerData.args));
else if (process.argv[1] === import.meta.filename) {
  const [folder, ...args] = process.argv.slice(2);
  process.stdout.write(JSON.stringify(await runAll([folder], args)));
}
