import { join } from 'node:path';
import { main } from '../../src/cli.ts';

/** The command line as a person sees it, without a process of its own. */

const templates = join(import.meta.dirname, '..', '..', 'templates');

export interface Ran {
  status: number;
  stdout: string;
  stderr: string;
}

/** Runs a command on the inputs in `folder`; paths are shown without the folder's own. */
export async function runIn(folder: string, today: string, ...args: string[]): Promise<Ran> {
  const written = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof written) => ({
    write(text: string) {
      written[name] += text.replaceAll(`${folder.replaceAll('\\', '/')}/`, '').replaceAll(`${folder}/`, '');
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
  const status = await main([...args, ...places], { stdout: stream('stdout'), stderr: stream('stderr') });
  return { status, ...written };
}
