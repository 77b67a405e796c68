import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { main } from '../../src/cli.ts';
import { machineOn, type Ran, shorten } from '../commands/run.ts';
import { budget, dashboard, workbook } from './council-workbooks.ts';

/** Eastshire before it has a project: its answers and its own workbooks. */

export const answersFile = join(import.meta.dirname, 'eastshire', 'answers.yaml');

export const ownWorkbooks = ['Every Child dashboard.xlsx', 'DSG budget model.xlsx'] as const;

export async function eastshireIn(folder: string): Promise<void> {
  await writeFile(join(folder, 'answers.yaml'), await readFile(answersFile));
  await writeFile(join(folder, ownWorkbooks[0]), await workbook({ Dashboard: dashboard }));
  await writeFile(join(folder, ownWorkbooks[1]), await workbook({ Model: budget }));
}

/** Runs `init` with its folder and its files in `folder`; what is printed is without that path. */
export async function initIn(
  folder: string,
  args: readonly string[],
  typed?: NodeJS.ReadableStream,
): Promise<Ran> {
  const written = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof written) => ({
    write(text: string) {
      written[name] += shorten(text, folder);
    },
  });
  const placed = args.map((arg, i) => {
    const isFile = i === 0 || /\.(?:yaml|xlsx|docx|png)$/.test(arg);
    return isFile && !isAbsolute(arg) && !arg.startsWith('--') ? join(folder, arg) : arg;
  });
  const terminal = {
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    ...(typed && { stdin: Object.assign(typed, { isTTY: true }) }),
  };
  const status = await main(['init', ...placed], terminal, 'triannual', machineOn('2024-04-20'));
  return { status, ...written };
}

/** The example of an answers file on the page. */
export const answersOnPage = (root: string): string =>
  /```yaml\n([\s\S]*?)```/.exec(readFileSync(join(root, 'docs', 'your-own-council.md'), 'utf8'))?.[1] ?? '';
