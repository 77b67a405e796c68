import { describe, expect, test } from '@jest/globals';
import { SaxesParser } from 'saxes';
import { compileTemplate } from '../../../src/word/index.ts';
import { widthOf } from '../../../src/word/layout/arial.ts';
import { shareWidths } from '../../../src/word/render/column-widths.ts';
import fc from '../../properties.ts';
import { documentOf, p, sourceOf } from '../documents.ts';
import { problemsOf } from '../sound.ts';

/** Random tables with columns from lists, filled and read back with a reader that shares nothing with the program. */

interface Read {
  grid: number[];
  rows: Array<Array<{ text: string; width: number; span: number }>>;
}

/** The tables of a document, none of them inside another. */
function tablesIn(source: string): Read[] {
  const tables: Read[] = [];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    const table = tables.at(-1);
    const cell = table?.rows.at(-1)?.at(-1);
    if (name === 'w:tbl') tables.push({ grid: [], rows: [] });
    if (name === 'w:gridCol') table?.grid.push(Number(attributes['w:w']));
    if (name === 'w:tr') table?.rows.push([]);
    if (name === 'w:tc') table?.rows.at(-1)?.push({ text: '', width: 0, span: 1 });
    if (name === 'w:tcW' && cell) cell.width = Number(attributes['w:w']);
    if (name === 'w:gridSpan' && cell) cell.span = Number(attributes['w:val']);
  });
  parser.on('text', (text) => {
    const cell = tables.at(-1)?.rows.at(-1)?.at(-1);
    if (cell) cell.text += text;
  });
  parser.on('error', (cause) => {
    throw cause;
  });
  parser.write(source).close();
  return tables;
}

const cell = (width: number, text: string, span = 1) =>
  `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${span > 1 ? `<w:gridSpan w:val="${span}"/>` : ''}</w:tcPr>${p(text)}</w:tc>`;
const row = (...cells: string[]) => `<w:tr>${cells.join('')}</w:tr>`;
const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

/** A4 upright with margins of 2 cm. */
const section =
  '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="0" w:footer="0" w:gutter="0"/></w:sectPr>';
const room = 11906 - 2 * 1134;

const word = fc.stringMatching(/^[A-Za-z0-9.,£%-]{1,12}$/);
const words = fc.array(word, { minLength: 1, maxLength: 3 }).map((all) => all.join(' '));
const table = fc.integer({ min: 1, max: 12 }).chain((count) =>
  fc.record({
    heads: fc.array(words, { minLength: count, maxLength: count }),
    lines: fc.array(
      fc.record({ name: words, values: fc.array(words, { minLength: count, maxLength: count }) }),
      {
        minLength: 1,
        maxLength: 4,
      },
    ),
  }),
);
const layout = fc.record({
  before: fc.array(fc.integer({ min: 1200, max: 4000 }), { minLength: 1, maxLength: 2 }),
  group: fc.array(fc.integer({ min: 300, max: 3000 }), { minLength: 1, maxLength: 2 }),
  after: fc.array(fc.integer({ min: 1200, max: 2000 }), { maxLength: 1 }),
});

/** A table with a title over all columns, a heading row, a row for each line, and a total. */
function templateOf({ before, group, after }: { before: number[]; group: number[]; after: number[] }) {
  const widths = [...before, ...group, ...after];
  const repeated = (list: string, ...texts: string[]) =>
    group.map((width, i) =>
      cell(
        width,
        `${i === 0 ? `{{#columns ${list}}}` : ''}${texts[i]}${i === group.length - 1 ? '{{/columns}}' : ''}`,
      ),
    );
  const fixed = (list: number[], text: string) => list.map((width) => cell(width, text));
  return (
    '<w:tbl><w:tblPr/><w:tblGrid>' +
    `${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>` +
    row(cell(sum(widths), 'Title', widths.length)) +
    row(...fixed(before, 'f'), ...repeated('heads', '{{this}}', 'g'), ...fixed(after, 'z')) +
    row(cell(widths[0] as number, '{{#each lines}}'), ...widths.slice(1).map((width) => cell(width, ''))) +
    row(...fixed(before, '{{name}}'), ...repeated('values', '{{this}}', 'g'), ...fixed(after, '{{name}}')) +
    row(cell(widths[0] as number, '{{/each}}'), ...widths.slice(1).map((width) => cell(width, ''))) +
    row(...fixed(before, 'Sum'), ...repeated('heads', '=', 'g'), ...fixed(after, 'z')) +
    '</w:tbl>'
  );
}

const widest = (text: string) =>
  20 * Math.max(...text.split(' ').map((one) => widthOf(one, 10, false))) + 216;

test('any table is read back cell by cell, with widths that add up and hold each word', async () => {
  await fc.assert(
    fc.asyncProperty(layout, fc.array(table, { minLength: 1, maxLength: 2 }), async (sizes, tables) => {
      const body = p('{{#each tables}}') + templateOf(sizes) + p('{{/each}}') + section;
      const { template, findings } = await compileTemplate(await documentOf(body));
      expect(findings).toEqual([]);
      const filled = await template?.fill({ tables });
      const bytes = filled?.bytes as Uint8Array;
      expect(await problemsOf(bytes)).toEqual([]);
      const read = tablesIn(await sourceOf(bytes));
      expect(read).toHaveLength(tables.length);
      const total = sum([...sizes.before, ...sizes.group, ...sizes.after]);
      const leasts: number[][] = [];
      for (const [i, { heads, lines }] of tables.entries()) {
        const { grid, rows } = read[i] as Read;
        const line = (name: string, values: string[], end: string) => [
          ...sizes.before.map(() => name),
          ...values.flatMap((value) => (sizes.group.length > 1 ? [value, 'g'] : [value])),
          ...sizes.after.map(() => end),
        ];
        expect(rows.map((cells) => cells.map(({ text }) => text))).toEqual([
          ['Title'],
          line('f', heads, 'z'),
          ...lines.map(({ name, values }) => line(name, values, name)),
          line(
            'Sum',
            heads.map(() => '='),
            'z',
          ),
        ]);
        for (const cells of rows) {
          let at = 0;
          for (const { width, span, text } of cells) {
            expect(width).toBe(sum(grid.slice(at, at + span)));
            expect(width).toBeGreaterThanOrEqual(widest(text));
            at += span;
          }
          expect(at).toBe(grid.length);
        }
        const least = grid.map((_, column) =>
          Math.max(...rows.slice(1).map((cells) => widest(cells[column]?.text ?? ''))),
        );
        leasts.push(least);
        // Beside the words, ten twips for each column are allowed for rounding.
        if (sum(least) + 11 * grid.length <= total) expect(sum(grid)).toBe(total);
        else expect(sum(grid)).toBeLessThanOrEqual(Math.max(total, sum(least) + 11 * grid.length));
      }
      const [one, other] = read.map(({ grid }) => grid);
      const together = leasts[0]?.map((least, i) => Math.max(least, leasts[1]?.[i] ?? 0) + 11) ?? [];
      // Tables of as many columns are in line, if all their words have room in one grid.
      if (other?.length === one?.length && sum(together) <= total) expect(one).toEqual(other);
      const wide = read.filter(({ grid }) => sum(grid) > Math.max(room, total));
      expect(filled?.findings.map(({ code }) => code)).toEqual(wide.map(() => 'document/too-wide'));
    }),
    { numRuns: 60 },
  );
});

describe('the width of a table is shared', () => {
  const fixed = (width: number, least = 0) => ({ width, least, repeated: false });
  const repeated = (width: number, least = 0) => ({ width, least, repeated: true });

  test('in whole twips that add up', () => {
    const shares = Array.from({ length: 7 }, () => repeated(1000 / 7));
    expect(shareWidths([fixed(2000), ...shares], 3000)).toEqual([2000, 143, 143, 143, 143, 143, 143, 142]);
  });

  test('so that fixed columns give way to words that need more than their share', () => {
    expect(shareWidths([fixed(2000, 500), repeated(500, 900), repeated(500)], 3000)).toEqual([
      1600, 900, 500,
    ]);
  });

  test('so that wider columns of the list give way next', () => {
    expect(shareWidths([fixed(1000, 1000), repeated(500, 800), repeated(500, 100)], 2000)).toEqual([
      1000, 800, 200,
    ]);
  });

  test('or gets larger if the words need it', () => {
    expect(shareWidths([fixed(1000, 700), repeated(500, 900), repeated(500, 900)], 2000)).toEqual([
      700, 900, 900,
    ]);
  });

  test('among the columns that are left when a list is empty', () => {
    expect(shareWidths([fixed(1000), fixed(500)], 3000)).toEqual([2000, 1000]);
  });

  test('in any case as whole numbers, none below its least', () => {
    const wish = fc.record({
      width: fc.double({ min: 1, max: 5000, noNaN: true }),
      least: fc.integer({ min: 0, max: 3000 }),
      repeated: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(wish, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 100, max: 16000 }),
        (all, total) => {
          const widths = shareWidths(all, total);
          expect(sum(widths)).toBe(Math.max(total, sum(all.map(({ least }) => least))));
          for (const [i, width] of widths.entries()) {
            expect(Number.isInteger(width)).toBe(true);
            expect(width).toBeGreaterThanOrEqual(all[i]?.least ?? 0);
          }
        },
      ),
    );
  });
});

test('a table that its words make wider than the page says both widths, and is printed', async () => {
  const body =
    '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="6000"/></w:tblGrid>' +
    `${row(cell(3000, 'Line'), cell(6000, '{{#columns years}}{{this}}{{/columns}}'))}</w:tbl>${section}`;
  const { template } = await compileTemplate(await documentOf(body), { name: 't.docx' });
  const years = Array.from({ length: 14 }, (_, i) => `1,234,567.${i}`);
  const { bytes, findings } = (await template?.fill({ years })) ?? {};
  expect(findings).toEqual([
    {
      severity: 'warning',
      code: 'document/too-wide',
      message: expect.stringMatching(/^this table is \d\d\.\d cm wide, and the page has room for 17\.0 cm$/),
      where: { file: 't.docx', part: 'body', paragraph: 2, tag: '{{#columns years}}' },
      help: 'put it on a landscape page (a section of its own), make its text smaller, or print fewer columns',
    },
  ]);
  const [read] = tablesIn(await sourceOf(bytes as Uint8Array));
  expect(read?.rows[0]?.map(({ text }) => text)).toEqual(['Line', ...years]);
});
