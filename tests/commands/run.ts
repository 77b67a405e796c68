import { join } from 'node:path';
import { main } from '../../src/cli.ts';

/** The command line as a person sees it, without a process of its own. */

const templates = join(import.meta.dirname, '..', '..', 'templates');

export interface Ran {
  status: number;
  stdout: string;
  stderr: string;
}

/** What was printed, with paths in `folder` without it, and the folders named in a command as FOLDERS. */
export function shorten(text: string, folder: string): string {
  return text
    .replaceAll(`${folder.replaceAll('\\', '/')}/`, '')
    .replaceAll(`${folder}/`, '')
    .replace(/(?: --(?:inputs|output|templates) (?:\\?"[^"\\]*\\?"|[^\s)`"]+))+/g, ' FOLDERS');
}

/** A computer whose clock has a day. */
export const machineOn = (day: string) => ({
  now: new Date(`${day}T12:00:00Z`),
  account: 'tester',
  host: 'office',
});

/** Runs a command on the inputs in `folder`; see `shorten`. */
export async function runIn(folder: string, today: string, ...args: string[]): Promise<Ran> {
  const written = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof written) => ({
    write(text: string) {
      written[name] += shorten(text, folder);
    },
  });
  const [verb = ''] = args;
  const places = [
    ...['--inputs', join(folder, 'inputs')],
    ...(verb === 'new' ? [] : ['--today', today]),
    ...(['calendar', 'new'].includes(verb)
      ? []
      : ['--output', join(folder, 'output'), '--templates', templates]),
  ];
  const terminal = { stdout: stream('stdout'), stderr: stream('stderr') };
  const status = await main([...args, ...places], terminal, 'triannual', machineOn(today));
  return { status, ...written };
}
