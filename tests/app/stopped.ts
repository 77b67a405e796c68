import { copyFile, readFile, rm, writeFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { callsMade, type Fault, failAt, type Made } from '../files/faults.ts';

/** Commands that write what was signed and sent, stopped at one of their calls of the file system. */

import { at, copyOf, june, record, run } from './signed-programme.ts';

export type Stop = readonly [code: string, kind: Fault['kind']];

interface Stopped {
  args: string[];
  day: string;
  before?: () => Promise<unknown>;
  /** That it is done whole; otherwise it is not done at all. */
  isDone: () => Promise<boolean>;
  /** How many files it writes. */
  files: number;
}

const theirs = () => at('As sent.docx');
const hasRecord = () =>
  record().then(
    () => true,
    () => false,
  );

/** The first as late as possible, so that a `test.each` can name them. */
export const commands: Record<string, () => Stopped> = {
  sign: () => ({
    args: ['sign', '2023-06', 's151', '--name', 'N. Officer', '--evidence', 'minute 4'],
    day: '2023-06-15',
    isDone: async () =>
      parse(await readFile(june('report.yaml'), 'utf8')).sign_offs.s151.evidence === 'minute 4',
    files: 1,
  }),
  record: () => ({
    args: ['record', '2023-06', '--sent', '2023-06-15', '--file', theirs()],
    day: '2023-06-20',
    before: () => writeFile(theirs(), 'what was sent'),
    isDone: hasRecord,
    files: 3,
  }),
  submit: () => ({ args: ['submit', '2023-06'], day: '2023-06-15', isDone: hasRecord, files: 6 }),
};

/** Calls that change what a name stands for. Those of locks are left out: tests/files has them. */
const isNaming = ({ name, path }: Made) => /^(rename|link)Sync$/.test(name) && !path.endsWith('.lock');
/** Every call on a file that is being written. */
const isWriting = ({ path }: Made) => path.endsWith('.tmp');

/** That the command, stopped at the call with that number, leaves old or new and whole files, and ends when it is run again. */
async function survives(name: string, stop: Stop, number: number, counts: (call: Made) => boolean) {
  await copyOf('signed');
  const { args, day, before, isDone } = (commands[name] as () => Stopped)();
  await before?.();
  await copyFile(june('report.yaml'), at('report.before'));
  let seen = 0;
  const [code, kind] = stop;
  // From this call on the disk does nothing any more, not even tidying up, as after a power cut; or one call fails.
  failAt(kind === 'on' ? 1 : number, code, kind, (call) => {
    if (kind !== 'on') return counts(call);
    if (counts(call)) seen += 1;
    return seen >= number && !call.path.endsWith('.lock');
  });
  const stopped = await run(day, ...args);
  const isReached = kind === 'on' ? seen >= number : callsMade().length >= number;
  failAt(0);
  for (const folder of ['output', 'inputs']) await rm(at(folder, '.triannual.lock'), { force: true });
  const done = await isDone();
  const said = { name, stop, number };
  if (stopped.status === 0) expect({ ...said, done }).toEqual({ ...said, done: true });
  if (!(name === 'sign' && done))
    expect(await readFile(june('report.yaml'), 'utf8')).toBe(await readFile(at('report.before'), 'utf8'));
  const again = await run(day, ...args);
  const isClosed = again.stderr.includes('[submission/closed]');
  expect({ ...said, status: again.status }).toEqual({ ...said, status: isClosed ? 1 : 0 });
  expect({ ...said, done: await isDone() }).toEqual({ ...said, done: true });
  expect({ ...said, ...(await run(day, 'verify')) }).toMatchObject({ ...said, status: 0, stderr: '' });
  return isReached;
}

/** The tests of some commands, stopped at each file or, `finely`, at each call. */
export function stoppedAnywhere(names: string[], stops: Stop[], finely: boolean): void {
  const cases = names.flatMap((name) => stops.map((stop) => [name, ...stop] as const));
  describe('stopped at any moment', () => {
    test.each(cases)(
      '%s is done or not done, and the same command ends it (%s, %s)',
      async (name, ...stop) => {
        const { files } = (commands[name] as () => Stopped)();
        const counts = finely ? isWriting : isNaming;
        let number = 1;
        // Beyond its last call nothing fails, and it ends as always.
        for (let isReached = true; isReached; number++)
          isReached = await survives(name, stop, number, counts);
        expect(number).toBeGreaterThan(files);
      },
    );
  });
}
