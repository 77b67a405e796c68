import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { callsMade, type Fault, failAt } from './faults.ts';

/** After a failure of any single call of the file system, what was there is whole, and the next run goes on as if nothing had been: in a few kinds of failure here, in more in faults.long.test.ts. */

import { sha256 } from '../../src/files/sha256.ts';
import { writeFiles, writeNewFolder } from '../../src/files/write-file.ts';
import { draftState } from '../../src/output/draft-state.ts';
import { writeDraft } from '../../src/output/write-draft.ts';
import { runUnderLock } from '../commands/session.ts';

let base = '';
/** The folder that the tests write in. */
export const baseFolder = () => base;
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'Störung '));
});
afterAll(() => rm(base, { recursive: true }));

/** Every file below a folder with its text. */
export async function filesIn(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = files.map(async (file) => [
    file.slice(folder.length + 1).replaceAll('\\', '/'),
    await readFile(file, 'utf8'),
  ]);
  return Object.fromEntries(await Promise.all(texts));
}

export const silent = { stdout: { write: () => true }, stderr: { write: () => true } };
export const name = (number: number) => `report-2023-06-draft-${number}.docx`;
export const text = (number: number, fingerprint: string) => `draft ${number} of ${fingerprint}`;

/** What `build` does with the disk. */
export async function build(output: string, fingerprint: string): Promise<void> {
  await runUnderLock([output], 'build', silent, async () => {
    const folder = join(output, '2023-06');
    const state = await draftState(folder, 'report', '2023-06', fingerprint);
    if (state.state === 'current') return 0;
    const file = name(state.number);
    const bytes = Buffer.from(text(state.number, fingerprint));
    const rest = { document: 'report', id: '2023-06', draft: state.number, program: 'triannual 1' };
    await writeDraft(
      folder,
      bytes,
      { ...rest, file, sha256: sha256(bytes), fingerprint },
      { context: {}, template: Buffer.from('template') },
    );
    return 0;
  });
}

export type Case = readonly [string, Fault['kind']];

interface Failing {
  fault: Case;
  step: number;
}

/** Runs with the first call failing, the next one `step` calls later, and so on, until a run has no call left that could fail. */
async function forEachCall(
  { fault: [code, kind], step }: Failing,
  run: () => Promise<unknown>,
  prepare: () => Promise<unknown>,
  inspect: (failed: boolean, cleaning: boolean, at: number) => Promise<void>,
): Promise<number> {
  for (let at = 1; ; at += step) {
    failAt(0);
    await prepare();
    failAt(at, code, kind);
    const failed = await run().then(
      () => false,
      () => true,
    );
    const call = callsMade()[at - 1];
    failAt(0);
    if (!call) return at - 1;
    // What could not be removed is still there, and so is a lock that could not be given up: that is for the next run.
    const cleaning = kind === 'on' || /^(rm|unlink)/.test(call.name) || call.path.endsWith('.lock');
    await inspect(failed, cleaning, at);
  }
}

const killed = '.triannual-0123456789ab.tmp';
const leftovers = (files: object) => Object.keys(files).filter((file) => /\.tmp$|\.lock$/.test(file));
const newLeftovers = (files: object) => leftovers(files).filter((file) => !file.endsWith(killed));

/** The tests of all writes, with each call failing or each `step`-th. */
export function survives(cases: Case[], step = 1): void {
  describe.each(cases)('where a call fails with %s, %s', (...fault) => {
    const failing = { fault, step };
    test('old drafts stay whole, nothing half written stays, and the next run writes the right draft', async () => {
      const output = join(base, 'drafts');
      const original = join(base, 'original');
      await rm(original, { recursive: true, force: true });
      await build(original, 'a');
      await build(original, 'b');
      await writeFile(join(original, '2023-06', name(2)), 'marked up by the board');
      const before = await filesIn(original);
      const prepare = async () => {
        await rm(output, { recursive: true, force: true });
        await cp(original, output, { recursive: true });
        // A run that was killed has been here.
        await writeFile(join(output, '2023-06', killed), 'half');
      };
      const count = await forEachCall(
        failing,
        () => build(output, 'c'),
        prepare,
        async (failed, cleaning, at) => {
          const after = await filesIn(output);
          expect({ at, ...after }).toMatchObject({ at, ...before });
          if (!cleaning) expect({ at, left: newLeftovers(after) }).toEqual({ at, left: [] });
          const draft = after[`2023-06/${name(3)}`];
          const manifest = after['2023-06/report-2023-06-draft-3.json'];
          if (!cleaning)
            expect({ at, whole: draft === undefined }).toEqual({ at, whole: manifest === undefined });
          if (draft !== undefined) expect(draft).toBe(text(3, 'c'));
          if (!failed) expect({ at, draft }).toEqual({ at, draft: text(3, 'c') });
          await build(output, 'c');
          const next = await filesIn(output);
          expect({ at, left: leftovers(next) }).toEqual({ at, left: [] });
          expect({ at, names: Object.keys(next).length }).toEqual({ at, names: 13 });
          expect(next[`2023-06/${name(3)}`]).toBe(text(3, 'c'));
          expect(JSON.parse(next['2023-06/report-2023-06-draft-3.json'] ?? '')).toMatchObject({
            draft: 3,
            sha256: sha256(text(3, 'c')),
          });
        },
      );
      expect(count).toBeGreaterThan(30);
    });

    test('a final file and its record are both there or neither, and the same command finishes them', async () => {
      const folder = join(base, 'final');
      const output = join(folder, 'output');
      const inputs = join(folder, 'inputs');
      const submit = () =>
        runUnderLock([output, inputs], 'submit', silent, async () => {
          const path = join(output, 'final.docx');
          const there = (await filesIn(output))['final.docx'] !== undefined;
          const final = there ? [] : [{ path, bytes: 'final' }];
          await writeFiles([
            ...final,
            { path: join(inputs, 'rounds', '2023-06', 'submission.yaml'), bytes: 'record' },
          ]);
          return 0;
        });
      const prepare = async () => {
        await rm(folder, { recursive: true, force: true });
        await mkdir(join(inputs, 'rounds', '2023-06'), { recursive: true });
        await mkdir(output);
      };
      const count = await forEachCall(failing, submit, prepare, async (failed, cleaning, at) => {
        const after = await filesIn(folder);
        const [final, record] = [after['output/final.docx'], after['inputs/rounds/2023-06/submission.yaml']];
        if (record !== undefined) expect({ at, final }).toEqual({ at, final: 'final' });
        if (!cleaning) expect({ at, both: final !== undefined }).toEqual({ at, both: record !== undefined });
        if (!cleaning) expect({ at, left: newLeftovers(after) }).toEqual({ at, left: [] });
        if (!failed) expect(record).toBe('record');
        if (record === undefined) await submit();
        else await runUnderLock([output, inputs], 'submit', silent, async () => 0);
        expect({ at, ...(await filesIn(folder)) }).toEqual({
          at,
          'output/final.docx': 'final',
          'inputs/rounds/2023-06/submission.yaml': 'record',
        });
      });
      expect(count).toBeGreaterThan(30);
    });

    test('a reminder is the old one or the new one, and whole', async () => {
      const output = join(base, 'reminders');
      const file = 'reminders/ann-smith.txt';
      const chase = (bytes: string) =>
        runUnderLock([output], 'status --chase', silent, async () => {
          await writeFiles([{ path: join(output, file), bytes, replace: true }]);
          return 0;
        });
      const prepare = async () => {
        await rm(output, { recursive: true, force: true });
        await chase('the old one');
      };
      await forEachCall(
        failing,
        () => chase('the new one'),
        prepare,
        async (failed, _, at) => {
          const after = await filesIn(output);
          expect({ at, whole: ['the old one', 'the new one'].includes(after[file] ?? '') }).toEqual({
            at,
            whole: true,
          });
          if (!failed) expect(after[file]).toBe('the new one');
          await chase('the new one');
          expect(await filesIn(output)).toEqual({ [file]: 'the new one' });
        },
      );
    });

    test('the folder of a new round is there whole, or not at all', async () => {
      const inputs = join(base, 'new');
      const path = join(inputs, 'rounds', '2024-06');
      const files = [
        { file: 'report.yaml', bytes: 'summary:' },
        { file: 'conditions/1-mainstream.yaml', bytes: 'condition: 1' },
      ];
      const make = () =>
        runUnderLock([inputs], 'new', silent, async () => {
          await writeNewFolder(path, files);
          return 0;
        });
      const wanted = Object.fromEntries(files.map((one) => [`rounds/2024-06/${one.file}`, one.bytes]));
      const prepare = async () => {
        await rm(inputs, { recursive: true, force: true });
        await mkdir(inputs);
      };
      await forEachCall(failing, make, prepare, async (_, cleaning, at) => {
        const after = await filesIn(inputs);
        const made = Object.keys(after).some((one) => one.startsWith('rounds/2024-06/'));
        if (made) expect({ at, ...after }).toMatchObject({ at, ...wanted });
        if (!cleaning) expect({ at, left: newLeftovers(after) }).toEqual({ at, left: [] });
        if (!made) await make();
        else await runUnderLock([inputs], 'new', silent, async () => 0);
        expect({ at, ...(await filesIn(inputs)) }).toEqual({ at, ...wanted });
      });
    });
  });
}
