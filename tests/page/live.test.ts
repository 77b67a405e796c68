import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pass } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Patch, patchesBetween } from '../../src/page/live.ts';
import fc from '../properties.ts';
import { type OpenPage, openPage } from './page.ts';

/** What a browser does with a patch. */
const applied = (blocks: readonly string[], patches: readonly Patch[]) =>
  patches.reduce((all, { from, remove, add }) => all.toSpliced(from, remove, ...add), [...blocks]);

test('a patch turns what was shown into what is shown now, and leaves alike what is alike at both ends', () => {
  const blocks = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 });
  fc.assert(
    fc.property(blocks, blocks, (before, after) => {
      const patches = patchesBetween({ sheet: before }, { sheet: after });
      expect(applied(before, patches)).toEqual(after);
      if (before.join() === after.join()) expect(patches).toEqual([]);
    }),
  );
});

test('what lies between two blocks that have changed is not sent again', () => {
  const before = Array.from({ length: 90 }, (_, i) => `block ${i}`);
  const after = before.with(3, 'contents').toSpliced(80, 1, 'one', 'two');
  expect(patchesBetween({ sheet: before }, { sheet: after })).toEqual([
    { region: 'sheet', from: 3, remove: 1, add: ['contents'] },
    { region: 'sheet', from: 80, remove: 1, add: ['one', 'two'] },
  ]);
});

let page: OpenPage;
beforeAll(async () => {
  page = await openPage('2023-09-10');
});
afterAll(async () => expect(await page.end()).toBe(0));

const report = () => join(page.folder, 'inputs', 'rounds', '2023-09', 'report.yaml');
const condition = () =>
  join(page.folder, 'inputs', 'rounds', '2023-09', 'conditions', '4-school-and-community-teams.yaml');

test('a problem shows with its line and remedy when a file is saved, and is gone when it is mended', async () => {
  const before = readFileSync(condition(), 'utf8');
  const live = await page.live('/');
  writeFileSync(condition(), before.replace(/^rating: .*$/m, 'rating: Ambre'));
  await live.until('rating/unknown');
  const { body } = await page.get('/');
  expect(body).toMatch(/4-school-and-community-teams\.yaml<\/button> <span class="spot">line \d+/);
  expect(body).toContain('<mark>Ambre</mark>');
  expect(body).toContain('class="remedy"');
  writeFileSync(condition(), before);
  await live.until(/"region":"problems","from":0,"remove":\d,"add":\[[^\]]*No problems/);
});

test('a document shows what was typed, and what it would be without writing it', async () => {
  const before = readFileSync(report(), 'utf8');
  const path = '/document/2023-09/tri-annual-report';
  const live = await page.live(path);
  writeFileSync(
    report(),
    before.replace(/^summary: .*$/m, (line) => `${line}`).replace(/on_track:\s*\n?/, (m) => m),
  );
  writeFileSync(
    condition(),
    readFileSync(condition(), 'utf8').replace(/^progress: \|\n/m, 'progress: |\n  Words of now.\n\n'),
  );
  await live.until('Words of now.');
  // Only the blocks that have changed are sent.
  expect(live.text().length).toBeLessThan(20_000);
  live.close();
});

test('a broken file keeps the last picture, and shows the place', async () => {
  const before = readFileSync(report(), 'utf8');
  const path = '/document/2023-09/tri-annual-report';
  const sheetOf = (body: string) => body.slice(body.indexOf('<article'), body.indexOf('</article>'));
  const picture = sheetOf((await page.get(path)).body);
  expect(picture).toContain('At a glance');
  const live = await page.live(path);
  writeFileSync(report(), `${before}\nbroken: [1, 2\n`);
  await live.until('This is the picture of before');
  const { body } = await page.get(path);
  expect(sheetOf(body)).toBe(picture);
  expect(body).toMatch(/report\.yaml<\/button> <span class="spot">line \d+/);
  writeFileSync(report(), before);
  await live.until(/"region":"banner","from":1,"remove":1,"add":\[\]/);
  live.close();
});

test('a document shows what was saved at any moment between its being asked for and its tab listening', async () => {
  const before = readFileSync(condition(), 'utf8');
  const stale: number[] = [];
  // No other tab shows this document: for one that does, it would be drawn in any case.
  for (let wait = 0; wait <= 500; wait += 50) {
    const words = `Saved ${wait} ms ago.`;
    const tab = await page.live('/document/2023-09/tri-annual-report', () => {
      writeFileSync(condition(), before.replace(/^progress: \|\n/m, `progress: |\n  ${words}\n`));
      return pass(wait);
    });
    if (!(await Promise.race([tab.until(words).then(() => true), pass(4000, false)]))) stale.push(wait);
    tab.close();
  }
  writeFileSync(condition(), before);
  expect(stale).toEqual([]);
}, 120_000);
