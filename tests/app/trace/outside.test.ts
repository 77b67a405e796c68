import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readPackage } from '../../../src/ooxml/package.ts';
import { runIn } from '../../commands/run.ts';
import { copyAsReal } from '../../real-programme.ts';

/** Charts and headers have no marks, and a published file no record of where its figures come from: each has its trace all the same. */

const paper = '2023-11-13-select-committee';
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'Öffentlich '));
  await copyAsReal(join(folder, 'inputs'));
  const { stderr, status } = await runIn(folder, '2023-11-01', 'build', '2023-09', paper);
  if (status > 1) throw new Error(stderr);
});
afterAll(() => rm(folder, { recursive: true }));

const traced = async (file: string, ...args: string[]) => {
  const { stdout, stderr } = await runIn(
    folder,
    '2023-11-02',
    'trace',
    join(folder, file),
    ...args,
    '--json',
  );
  return { ...JSON.parse(stdout), stderr };
};
const report = join('output', '2023-09', 'tri-annual-report-2023-09-draft-1.docx');

test('a chart has the cells of its figures, and a header the fields of its words', async () => {
  const { found } = await traced(report, 'Chart of the balance after contributions');
  expect(JSON.stringify(found)).toContain("dsg-plan.xlsx 'Forecast September 2023'!F26");
  const header = await traced(report, 'Safety Valve tri-annual monitoring report');
  expect(header.found).toContainEqual(
    expect.objectContaining({
      place: { part: 'header1' },
      from: expect.objectContaining({ kind: 'worked out' }),
    }),
  );
});

test('a published committee paper holds no cell and no path, and each figure in it has its cell', async () => {
  const { stderr, status } = await runIn(folder, '2023-11-02', 'publish', paper);
  expect({ stderr, status }).toEqual({ stderr: expect.not.stringContaining('error:'), status: 0 });
  const files = await readdir(join(folder, 'output', 'public'), { recursive: true });
  const file = join('output', 'public', files.find((name) => name.endsWith('.docx')) ?? 'none');
  const draft = await traced(join('output', paper, `committee-paper-${paper}-draft-1.docx`));
  const published = await traced(file);
  const cells = (found: object[]) => JSON.stringify(found).match(/\w[\w-]*\.xlsx '[^']*'![A-Z]+\d+/g) ?? [];
  expect(cells(published.found).length).toBeGreaterThan(10);
  expect(cells(published.found)).toEqual(cells(draft.found));
  for (const [name, { text }] of await readPackage(await readFile(join(folder, file))))
    if (/\.(xml|rels)$/.test(name))
      expect(text).not.toMatch(/kpis\.xlsx|dsg-plan|rounds\/|papers\/|\.yaml|![A-Z]+\d/);
});
