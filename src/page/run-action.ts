import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { Job } from '../app/job.ts';
import { sha256 } from '../files/sha256.ts';
import { shownPath } from '../files/shown-path.ts';

/**
 * Runs a command for the page. What it would do is tried in a copy of the project: so it is the command itself that says what it refuses
 * and what it would write, and no lock is taken for it.
 */

export interface Ran {
  status: number;
  /** What it printed. */
  text: string;
}

/** Runs a command with these arguments; what it prints is in the result. */
export type Run = (args: readonly string[]) => Promise<Ran>;

export interface Done extends Ran {
  /** Files that it has written, or would write, as the person knows them. */
  files: string[];
}

type Folders = Pick<Job, 'inputs' | 'output' | 'templates'>;

const foldersAsOptions = ({ inputs, output, templates }: Folders, [verb]: readonly string[]): string[] =>
  verb === 'new'
    ? [`--inputs=${inputs}`]
    : [`--inputs=${inputs}`, `--output=${output}`, `--templates=${templates}`];

/** What nobody needs to see: locks, and drafts as they are kept. */
const hidden = /(^|\/)\.(triannual|drafts)/;

/** Each file of a folder with the hash of its bytes, by its path in it. */
function filesIn(folder: string): Map<string, string> {
  if (!existsSync(folder)) return new Map();
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = files.map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    paths
      .map((path) => [relative(folder, path).replaceAll('\\', '/'), path] as const)
      .filter(([name]) => !hidden.test(name))
      .map(([name, path]) => [name, sha256(readFileSync(path))]),
  );
}

/** Files of a folder that are new or other than before. */
const changedIn = (folder: string, before: ReadonlyMap<string, string>): string[] =>
  [...filesIn(folder)].filter(([name, hash]) => before.get(name) !== hash).map(([name]) => name);

/** Runs a command on the project. */
export async function perform(run: Run, args: readonly string[], folders: Folders): Promise<Done> {
  const before = { inputs: filesIn(folders.inputs), output: filesIn(folders.output) };
  const ran = await run([...args, ...foldersAsOptions(folders, args)]);
  const changed = (['inputs', 'output'] as const).flatMap((name) =>
    changedIn(folders[name], before[name]).map((file) => shownPath(folders[name], file)),
  );
  return { ...ran, files: changed };
}

/** Runs a command on a copy of the project, and takes the copy away. */
export async function rehearse(run: Run, args: readonly string[], folders: Folders): Promise<Done> {
  const place = await mkdtemp(join(tmpdir(), 'triannual-'));
  try {
    const copies = { ...folders, inputs: join(place, 'inputs'), output: join(place, 'output') };
    for (const name of ['inputs', 'output'] as const) {
      if (existsSync(folders[name]))
        cpSync(folders[name], copies[name], {
          recursive: true,
          filter: (path) => !/\.triannual[.-]/.test(path),
        });
      else if (name === 'inputs') mkdirSync(copies[name]);
    }
    const done = await perform(run, args, copies);
    const asKnown = (text: string) =>
      (['inputs', 'output'] as const).reduce(
        (words, name) =>
          words
            .replaceAll(shownPath(copies[name]), shownPath(folders[name]))
            .replaceAll(copies[name], folders[name]),
        text,
      );
    return { ...done, text: asKnown(done.text), files: done.files.map(asKnown) };
  } finally {
    rmSync(place, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** One after the other: an action that is asked for while another runs waits for it. */
export class Queue {
  #last: Promise<unknown> = Promise.resolve();

  add<Result>(work: () => Promise<Result>): Promise<Result> {
    const mine = this.#last.then(work);
    this.#last = mine.catch(() => undefined);
    return mine;
  }

  /** Settles when nothing runs any more. */
  async idle(): Promise<void> {
    await this.#last;
  }
}
