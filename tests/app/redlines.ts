import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../../src/cli.ts';
import { machineOn } from '../commands/run.ts';

/** The documents of the sample, built, and what compares them. */

const root = join(import.meta.dirname, '..', '..');

export interface Sample {
  folder: string;
  output: string;
  /** Prints what a command says on these drafts. */
  run(...args: string[]): Promise<{ status: number; stdout: string; stderr: string }>;
  remove(): Promise<void>;
}

export async function buildSample(...ids: string[]): Promise<Sample> {
  const folder = await mkdtemp(join(tmpdir(), 'redlines für Ärzte '));
  const output = join(folder, 'output');
  const sample: Sample = {
    folder,
    output,
    async run(...args) {
      const written = { stdout: '', stderr: '' };
      const stream = (name: keyof typeof written) => ({
        write(text: string) {
          written[name] += text.replaceAll(`${folder.replaceAll('\\', '/')}/`, '');
        },
      });
      const terminal = { stdout: stream('stdout'), stderr: stream('stderr') };
      const status = await main(
        [...args, '--output', output],
        terminal,
        'triannual',
        machineOn('2024-01-05'),
      );
      return { status, ...written };
    },
    remove: () => rm(folder, { recursive: true }),
  };
  const places = ['--inputs', join(root, 'inputs'), '--templates', join(root, 'templates')];
  await sample.run('build', ...ids, ...places);
  return sample;
}

/** The drafts of each document, by its name. */
export async function draftsOf({ output }: Sample): Promise<Map<string, string[]>> {
  const names = await readdir(output, { recursive: true });
  const drafts = names
    .filter((name) => /-\d\d-draft-\d+\.docx$/.test(name) && !name.includes('.drafts'))
    .sort();
  const documents = [...new Set(drafts.map(documentOf))];
  return new Map(documents.map((one) => [one, drafts.filter((draft) => documentOf(draft) === one)]));
}

const documentOf = (name: string) => /([a-z-]+?)-\d{4}-\d\d/.exec(name.replace(/^.*[\\/]/, ''))?.[1] ?? '';

export const bytesIn = (sample: Sample, name: string) => readFile(join(sample.output, name));
