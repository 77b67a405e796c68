import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type OpenPage, openPage } from './page.ts';

let page: OpenPage;
beforeAll(async () => {
  page = await openPage('2023-09-10');
});
afterAll(() => page.end());

const plain = (html: string) =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', "'")
    .replace(/\s+/g, ' ')
    .trim();

test.each(['2023-09/tri-annual-report', '2023-09/board-summary', '2023-09-27/schools-forum-paper'])(
  'what is chosen in %s shows where it comes from, and the place can be opened',
  async (path) => {
    const { body } = await page.get(`/document/${path}`);
    const marks = [...new Set([...body.matchAll(/data-mark="(\w+)"/g)].map(([, mark = '']) => mark))];
    expect(marks.length).toBeGreaterThan(20);
    for (const mark of marks.filter((_, i) => i % Math.ceil(marks.length / 25) === 0)) {
      const trace = (await page.get(`/document/${path}/trace?mark=${mark}`)).body;
      expect(trace).toMatch(/data-open=|worked out|The program says it|wording of the template/);
    }
    const paths = new Set<string>();
    for (const mark of marks.slice(0, 40)) {
      const trace = (await page.get(`/document/${path}/trace?mark=${mark}`)).body;
      for (const [, file = ''] of trace.matchAll(/data-open="([^"]+)"/g)) paths.add(file);
    }
    for (const file of paths) expect((await page.post('/open', { file })).status).toBe(200);
    expect(page.opened.splice(0)).not.toEqual([]);
  },
);

test('a figure shows its cell, and a text its field with the line', async () => {
  const { body } = await page.get('/document/2023-09/tri-annual-report');
  const traceOf = async (pattern: RegExp) => {
    const mark = pattern.exec(body)?.[1] ?? '';
    return plain((await page.get(`/document/2023-09/tri-annual-report/trace?mark=${mark}`)).body);
  };
  expect(await traceOf(/<td[^>]*><p[^>]*><span class="mark" data-mark="(\w+)">\d+\.\d{3}</)).toMatch(
    /(dsg-plan|kpis)\.xlsx '[^']+'!\p{Lu}+\d+/u,
  );
  const file = join(
    page.folder,
    'inputs',
    'rounds',
    '2023-09',
    'conditions',
    '4-school-and-community-teams.yaml',
  );
  const lines = readFileSync(file, 'utf8').split('\n');
  const at = lines.findIndex((line) => line.startsWith('progress: |')) + 1;
  const words = (lines[at] ?? '').trim().slice(0, 25);
  const said = await traceOf(
    new RegExp(`data-mark="(\\w+)">(?:<[^>]*>)*${words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`),
  );
  expect(said).toContain(`The field progress: 4-school-and-community-teams.yaml line ${at + 1}`);
});

test('what is no mark of the document has no trace', async () => {
  for (const mark of ['', '_tzzzzzz', '<script>', '__proto__'])
    expect(
      plain(
        (await page.get(`/document/2023-09/tri-annual-report/trace?mark=${encodeURIComponent(mark)}`)).body,
      ),
    ).toBe('Nothing is known of it.');
});
