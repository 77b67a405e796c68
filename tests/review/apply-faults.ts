import { cp, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { callsMade, type Fault, failAt } from '../files/faults.ts';

/** A disk that fails while a review is written: the inputs have all of the edits or none, and can be given back what they held. */

import { applyReview } from '../../src/review/apply.ts';
import { listReview } from '../../src/review/list-review.ts';
import { undoLast } from '../../src/review/undo.ts';
import { drafted } from './drafted.ts';
import { editsOfFourFiles } from './word-edits.ts';

const copy = drafted();
async function textsIn(folder: string): Promise<Record<string, string>> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  const read = files.map(async (file) => [file.slice(folder.length), await readFile(file, 'utf8')] as const);
  return Object.fromEntries(await Promise.all(read));
}

/** The inputs that a person sees: not what a run leaves that was stopped, which the next one clears up. */
const inputsOf = async (folder: string) =>
  Object.fromEntries(Object.entries(await textsIn(folder)).filter(([name]) => !name.endsWith('.tmp')));

export function takesAllOrNothing(
  cases: ReadonlyArray<readonly [string, Fault['kind']]>,
  step: number,
): void {
  let run: () => Promise<unknown>;
  let reset: () => Promise<void>;
  let folders: { inputs: string; output: string };
  let before: Record<string, string>;
  let after: Record<string, string>;
  beforeAll(async () => {
    const project = copy();
    const path = await project.returned('came.docx', editsOfFourFiles);
    const files = [{ path, bytes: new Uint8Array(await readFile(path)) }];
    const original = copy().folder;
    folders = { inputs: project.at('inputs'), output: project.at('output') };
    reset = async () => {
      for (const name of ['inputs', 'output']) {
        await rm(project.at(name), { recursive: true });
        await cp(join(original, name), project.at(name), { recursive: true });
      }
    };
    const review = await listReview(files, folders);
    run = async () => {
      const { written } = await applyReview(
        { review, files, chosen: review.edits, today: '2023-09-05' },
        folders,
      );
      if (written.length === 0) throw new Error('it says that nothing is written');
    };
    before = await inputsOf(folders.inputs);
    await run();
    after = await inputsOf(folders.inputs);
    expect(Object.keys(after).filter((name) => after[name] !== before[name])).toHaveLength(4);
  });

  test.each(cases)('where a call fails with %s, %s', async (code, kind) => {
    let failures = 0;
    for (let at = 1; ; at += step) {
      failAt(0);
      await reset();
      failAt(at, code, kind);
      const failed = await run().then(
        () => false,
        () => true,
      );
      const call = callsMade()[at - 1];
      failAt(0);
      if (!call) break;
      if (failed) failures += 1;
      const now = await inputsOf(folders.inputs);
      // A disk that takes nothing more cannot take back what was written either: the record of it is there, for `--undo`.
      if (failed && kind === 'on') await undoLast(folders);
      const given = kind === 'on' && failed ? await inputsOf(folders.inputs) : now;
      const wanted = failed ? before : after;
      expect({ at, call, other: Object.keys(wanted).filter((name) => given[name] !== wanted[name]) }).toEqual(
        {
          at,
          call,
          other: [],
        },
      );
    }
    expect(failures).toBeGreaterThan(1);
  });
}
