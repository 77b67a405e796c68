import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { runIn } from '../commands/run.ts';
import { copyFolder } from '../copy-folder.ts';
import { editedFile, type WordEdit } from './word-edits.ts';

/** The sample with draft 1 of its September report, and copies of it to work in. */

const root = join(import.meta.dirname, '..', '..');
let base = '';
let count = 0;

export interface Drafted {
  folder: string;
  at(...names: string[]): string;
  /** Runs a command with its folders. */
  run(...args: string[]): ReturnType<typeof runIn>;
  /** The report as it came back. */
  returned(name: string, edits: readonly WordEdit[], parts?: Record<string, string>): Promise<string>;
}

export const report = join('output', '2023-09', 'tri-annual-report-2023-09-draft-1.docx');

/** Makes it before the tests of a file; `prepare` changes the inputs before the draft is made. */
export function drafted(prepare?: (inputs: string) => Promise<void>): () => Drafted {
  beforeAll(async () => {
    base = await mkdtemp(join(tmpdir(), 'Zurück für Ärzte '));
    const first = join(base, 'first');
    copyFolder(join(root, 'inputs'), join(first, 'inputs'));
    await rm(join(first, 'inputs', 'forum'), { recursive: true });
    await prepare?.(join(first, 'inputs'));
    const { status, stderr } = await runIn(first, '2023-09-01', 'build', '2023-09');
    if (status !== 0) throw new Error(stderr);
  });
  afterAll(() => rm(base, { recursive: true }));
  return () => {
    const folder = join(base, String(++count));
    copyFolder(join(base, 'first'), folder);
    return {
      folder,
      at: (...names) => join(folder, ...names),
      run: (...args) => runIn(folder, '2023-09-05', ...args),
      async returned(name, edits, parts) {
        const path = join(folder, name);
        await writeFile(path, await editedFile(await readFile(join(folder, report)), edits, parts));
        return path;
      },
    };
  };
}
