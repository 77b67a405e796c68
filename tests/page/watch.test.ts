import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Watching, watch } from '../../src/page/watch.ts';
import fc from '../properties.ts';

let folder: string;
let watching: Watching | undefined;
let told: number;
/** Settles when a change has been told that was not known before. */
async function untilTold(since: number): Promise<void> {
  for (let i = 0; i < 500 && told === since; i++) await wait(10);
  expect(told).toBeGreaterThan(since);
}
/** Waits until nothing more is told. */
async function quiet(): Promise<number> {
  for (let before = -1; before !== told; await wait(150)) before = told;
  return told;
}
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'Ämter und Räte '));
  told = 0;
});
afterEach(async () => {
  await watching?.close();
  rmSync(folder, { recursive: true });
});
async function start(...names: string[]): Promise<void> {
  watching = await watch(
    names.map((name) => join(folder, name)),
    () => {
      told += 1;
    },
  );
}
const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

/** What programs do when somebody saves, by name. */
const ways: Readonly<Record<string, (text: string) => void>> = {
  'writes a file where it is': (text) => write('inputs/rounds/a.yaml', text),
  'puts another file in its place': (text) => {
    write('inputs/rounds/a.tmp', text);
    renameSync(join(folder, 'inputs/rounds/a.tmp'), join(folder, 'inputs/rounds/a.yaml'));
  },
  'adds to a file': (text) => appendFileSync(join(folder, 'inputs/rounds/a.yaml'), text),
  'makes a file': (text) =>
    write(`inputs/${text.length}-${readdirSync(join(folder, 'inputs')).length}.yaml`, text),
  'puts another folder in its place': (text) => {
    rmSync(join(folder, 'inputs/rounds'), { recursive: true });
    mkdirSync(join(folder, 'inputs/rounds'));
    write('inputs/rounds/a.yaml', text);
  },
  'takes a file away': () => {
    const last = readdirSync(join(folder, 'inputs'))
      .filter((name) => name.endsWith('.yaml'))
      .at(-1);
    if (last) rmSync(join(folder, 'inputs', last));
    else write('inputs/again.yaml', 'x');
  },
};

describe('watch', () => {
  test('tells of every save, whatever was done before it', async () => {
    mkdirSync(join(folder, 'inputs/rounds'), { recursive: true });
    write('inputs/rounds/a.yaml', 'x');
    await start('inputs');
    const saves = fc.array(fc.tuple(fc.constantFrom(...Object.keys(ways)), fc.nat(60)), {
      minLength: 1,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(saves, fc.constantFrom(...Object.keys(ways)), async (before, last) => {
        for (const [way, pause] of before) {
          ways[way]?.(`${way} ${pause}`);
          await wait(pause);
        }
        const since = await quiet();
        ways[last]?.(`${last} ${since}`);
        await untilTold(since);
      }),
      { numRuns: 6 },
    );
  });

  test('tells of folders that came after it began', async () => {
    await start('inputs', 'output');
    mkdirSync(join(folder, 'output/2023-09'), { recursive: true });
    await untilTold(0);
    const since = await quiet();
    write('output/2023-09/report.docx', 'x');
    await untilTold(since);
  });

  test('says nothing of files that are only passing, nor of files that are read', async () => {
    mkdirSync(join(folder, 'inputs'));
    write('inputs/a.yaml', 'x');
    await start('inputs');
    for (const name of ['~$a.xlsx', '.~lock.a.xlsx#', 'a.tmp', 'a.yaml~', '.triannual-lock', '4913'])
      write(`inputs/${name}`, 'x');
    readdirSync(join(folder, 'inputs'), { recursive: true });
    await wait(1500);
    expect(told).toBe(0);
  });

  test('says nothing more once it is closed, even while it looks', async () => {
    mkdirSync(join(folder, 'inputs'));
    for (let i = 0; i < 200; i++) write(`inputs/${i}.yaml`, 'x');
    for (const pause of [22, 24, 25, 26, 27, 28, 30, 32, 35]) {
      await start('inputs');
      write('inputs/0.yaml', `saved ${pause}`);
      await wait(pause);
      await watching?.close();
      const since = told;
      await wait(60);
      expect(told).toBe(since);
    }
  });

  test('a link that leads in a circle is not followed', async () => {
    mkdirSync(join(folder, 'inputs'));
    symlinkSync(join(folder, 'inputs'), join(folder, 'inputs', 'round'), 'junction');
    await start('inputs');
    write('inputs/a.yaml', 'x');
    await untilTold(0);
  });
});
