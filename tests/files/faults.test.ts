import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { writeFiles } from '../../src/files/write-file.ts';

import { runUnderLock } from '../commands/session.ts';
import { failAt } from './faults.ts';
import { baseFolder, build, filesIn, name, silent, survives, text } from './writes.ts';

// One failure of each kind, at every third call; the rest is in faults.long.test.ts.
survives(
  [
    ['EIO', 'once'],
    ['ENOSPC', 'on'],
    ['EIO', 'late'],
  ],
  3,
);

test('a drive that knows no links holds drafts and the lock all the same, and nothing is written over there', async () => {
  const output = join(baseFolder(), 'stick');
  failAt(1, 'EPERM', 'on', ({ name }) => name === 'linkSync');
  await build(output, 'a');
  expect(Object.keys(await filesIn(output))).toHaveLength(5);
  const path = join(output, '2023-06', name(1));
  await expect(writeFiles([{ path, bytes: 'another' }])).rejects.toMatchObject({
    code: 'EEXIST',
    dest: path,
  });
  await runUnderLock([output], 'build', { ...silent, pid: process.pid, kill: process.kill }, async () => {
    expect(await readFile(join(output, '.triannual.lock'), 'utf8')).toContain('"command":"build"');
    const second = { ...silent, pid: process.pid, kill: process.kill };
    expect(await runUnderLock([output], 'build', second, async () => 0)).toBe(75);
    return 0;
  });
  await build(output, 'b');
  failAt(0);
  expect(Object.keys(await filesIn(output))).toHaveLength(9);
  expect((await filesIn(output))[`2023-06/${name(1)}`]).toBe(text(1, 'a'));
});
