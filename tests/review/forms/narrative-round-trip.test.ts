import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { cellMarkdown } from '../../../src/review/forms/cell-markdown.ts';
import { gridsOf } from '../../../src/review/forms/grid.ts';
import { loadNarrative, type Narrative } from '../../../src/review/narrative.ts';
import { compileTemplate } from '../../../src/word/index.ts';
import { readDocument } from '../../../src/word/read/blocks.ts';
import fc from '../../properties.ts';
import { documentOf, p, row, table } from '../../word/documents.ts';

/** What has come already is printed into a form, and read from it again: the narrative must be the same. */

const root = join(import.meta.dirname, '..', '..', '..');
let narrative: Narrative;
let print: (texts: readonly string[]) => Promise<string[]>;
beforeAll(async () => {
  narrative = await loadNarrative();
  const rows = table(row('{{#each texts}}'), row('{{markdown this}}'), row('{{/each}}'));
  const { template } = await compileTemplate(await documentOf(rows + p('')), {
    shape: { texts: ['markdown'] },
  });
  print = async (texts) => {
    const { bytes = new Uint8Array() } = (await template?.fill({ texts })) ?? {};
    const { grids } = gridsOf((await readDocument(bytes)).blocks, () => false);
    return (grids[0]?.rows ?? []).map(({ cells }) => cellMarkdown(cells[0]?.content ?? [], narrative));
  };
});

/** Lines that go on, and blanks at the ends of lines and texts, are no difference. */
const joined = (text: string) =>
  text
    .trim()
    .replace(/(?<!\n)[ \t]*\n(?!\n|\s*(?:[-|]|\d+\. ))[ \t]*/g, ' ')
    .replace(/(?<=[^\n]) +(?=\S)/g, ' ');

function narrativesOfTheSample(): string[] {
  const files = readdirSync(join(root, 'inputs/rounds'), { recursive: true, encoding: 'utf8' });
  const texts = files
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name) => textsIn(parse(readFileSync(join(root, 'inputs/rounds', name), 'utf8'))));
  return texts.filter((text) => text.includes('\n') && !text.includes('{{'));
}

const textsIn = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : Object.values((value ?? {}) as object).flatMap(textsIn);

test('each narrative of the sample comes back as it was, its wrapped lines joined', async () => {
  const texts = narrativesOfTheSample();
  expect(texts.length).toBeGreaterThan(40);
  expect(await print(texts)).toEqual(texts.map(joined));
});

test('any narrative prints the same words after it has come back', async () => {
  const words = fc.constantFrom(
    'plan',
    '**bold**',
    '*italic*',
    'a_b',
    '5*3',
    '[link](https://www.example.org)',
    '1.',
    '-',
    '#',
    '£2m',
    '|',
    'é',
  );
  const line = fc.array(words, { minLength: 1, maxLength: 6 }).map((list) => list.join(' '));
  const block = fc.oneof(
    line,
    fc
      .array(line, { minLength: 1, maxLength: 3 })
      .map((items) => `A list:\n\n${items.map((item) => `- ${item}`).join('\n')}`),
    fc
      .array(line, { minLength: 1, maxLength: 3 })
      .map((items) => items.map((item, i) => `${i + 1}. ${item}`).join('\n')),
  );
  const text = fc.array(block, { minLength: 1, maxLength: 3 }).map((blocks) => blocks.join('\n\n'));
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 20, maxLength: 20 }), async (texts) => {
      const came = await print(texts);
      expect(came.map((one) => narrative.paragraphsOf(one))).toEqual(
        texts.map((one) => narrative.paragraphsOf(one)),
      );
    }),
    { numRuns: 6 },
  );
});

test('a table comes back with its caption, its bold words and its columns of numbers', async () => {
  const name = fc.stringMatching(/^[a-z]{2,8}$/);
  const amount = fc
    .integer({ min: -99999, max: 99999 })
    .map((one) => (one / 10).toFixed(1).replace('-', '\u2212'));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(name, amount, name), { minLength: 1, maxLength: 6 }), async (rows) => {
      const lines = rows.map(([first, second, third]) => `| ${first} | ${second} | **${third}** |`);
      const text = [
        'Before.',
        '',
        'Table: Savings, £m',
        '',
        '| What | 2023/24 | Note |',
        '| --- | ---: | --- |',
        ...lines,
      ];
      expect(await print([`${text.join('\n')}\n\nAfter.`])).toEqual([`${text.join('\n')}\n\nAfter.`]);
    }),
    { numRuns: 15 },
  );
});
