import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from '@jest/globals';
import { Project } from '../../src/page/project.ts';
import { machineOn } from '../commands/run.ts';
import { copyFolder } from '../copy-folder.ts';

/** Bytes that are in use once all garbage is collected. */
function used(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}

test('after a thousand saves the page holds no more than after the first hundred', async () => {
  const root = join(import.meta.dirname, '..', '..');
  const folder = await mkdtemp(join(tmpdir(), 'triannual saves '));
  copyFolder(join(root, 'inputs'), join(folder, 'inputs'));
  const project = new Project(() => ({
    inputs: join(folder, 'inputs'),
    output: join(folder, 'output'),
    templates: join(root, 'templates'),
    ids: [],
    today: '2023-09-10',
    release: 'triannual 1',
    startedAs: 'triannual',
    machine: machineOn('2023-09-10'),
  }));
  const file = join(folder, 'inputs', 'rounds', '2023-09', 'conditions', '4-school-and-community-teams.yaml');
  const yaml = readFileSync(file, 'utf8');
  let first = 0;
  for (let save = 1; save <= 1000; save++) {
    writeFileSync(file, yaml.replace(/^progress: \|\n/m, `progress: |\n  Words of save ${save}.\n\n`));
    await project.read();
    if (save % 10 > 0) continue;
    const { picture } = await project.show({ id: '2023-09', document: 'tri-annual-report' });
    await project.findStatus();
    expect(picture?.blocks.some((block) => block.includes(`Words of save ${save}.`))).toBe(true);
    if (save === 100) first = used();
  }
  expect(used() - first).toBeLessThan(8 * 1024 * 1024);
  await rm(folder, { recursive: true });
});
