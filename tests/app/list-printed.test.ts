import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { main } from '../../src/cli.ts';
import { figuresIn } from '../../src/model/printed-list.ts';
import { readPackage } from '../../src/ooxml/package.ts';
import { parsePart } from '../../src/ooxml/part-xml.ts';
import { childOf, descendants, isElement, textOf, type XmlElement } from '../../src/ooxml/xml/tree.ts';
import { TextSizes } from '../../src/word/render/text-sizes.ts';
import { cellsOf, columnWidths, rowsOf } from '../../src/word/template/table.ts';
import { isMark } from '../../src/word/value-marks.ts';
import { markedIn } from '../marked.ts';
import { listOf, plain, unlisted, unprinted } from '../printed-page.ts';

/** The list of what a document prints, compared with the finished Word file: each of the sample's documents, every part. */

const root = join(import.meta.dirname, '..', '..');
const folder = await mkdtemp(join(tmpdir(), 'printed '));
afterAll(() => rm(folder, { recursive: true }));

const output = join(folder, 'output');
const write = () => {};
const places = ['--inputs', join(root, 'inputs'), '--templates', join(root, 'templates')];
await main(['build', ...places, '--output', output, '--today', '2023-12-01'], {
  stdout: { write },
  stderr: { write },
});
const drafts = (await readdir(output, { recursive: true }))
  .filter((name) => name.endsWith('.docx') && !name.includes('.drafts'))
  .sort();

test('the sample has sixteen documents', () => {
  expect(drafts).toHaveLength(16);
});

/** The properties of a table whose width is a share of the page's: one of narrative, whose columns are as wide as what is in them. */
const isShare = (child: XmlElement['children'][number]) =>
  isElement(child) && childOf(child, 'w:tblW')?.attributes['w:type'] === 'pct';

describe.each(drafts)('%s', (name) => {
  const draft = join(output, name);

  test('prints nothing that is not in its list', async () => {
    expect(await unlisted(draft, await listOf(draft))).toEqual([]);
  });

  test('has no column that is narrower than its longest word', async () => {
    const parts = await readPackage(await readFile(draft));
    const sizes = new TextSizes(parsePart(parts, 'word/styles.xml'));
    const tables = descendants(parsePart(parts, 'word/document.xml') as XmlElement).filter(
      (one) => one.name === 'w:tbl' && !one.children.some(isShare),
    );
    const narrow = tables.flatMap((table) => {
      const rows = rowsOf(table).map(cellsOf);
      const widths = columnWidths(table, rows, 0);
      const leastWidth = sizes.ofTable(table);
      return rows.flatMap((cells, row) =>
        cells.flatMap(({ cell, from, to }) => {
          const isLast = { isLastRow: row === rows.length - 1, isLastColumn: to === widths.length };
          const room = widths.slice(from, to).reduce((sum, one) => sum + one, 0);
          const least = leastWidth(cell, { row, column: from, ...isLast });
          return least > room + 1 ? [{ words: textOf(cell), least, room }] : [];
        }),
      );
    });
    expect(narrow).toEqual([]);
  });

  test('has nothing in its list that it does not print', async () => {
    expect(await unprinted(draft, await listOf(draft))).toEqual([]);
  });

  test('has a mark round each value and each paragraph of narrative in its text', async () => {
    const list = await listOf(draft);
    const { texts } = await markedIn(await readFile(draft));
    const marks = list.flatMap((one) => one.marks ?? []);
    expect(new Set(marks).size).toBe(marks.length);
    expect([...texts.keys()].sort()).toEqual([...marks].sort());
    expect(marks.filter((mark) => !isMark(mark))).toEqual([]);
    const wrong = list.flatMap(({ text, marks: own = [] }) => {
      // The number of an item of a list is not in its text; that of a condition is. A picture has no text.
      const [inside = '', said = ''] = [own.map((one) => texts.get(one)).join('\n'), text].map((one) =>
        one.replace(/^ *\d+\. |<br>|!\[.*?\]\(.*?\)/gm, '').replace(/^(Table|Figure) \d+:/gm, '$1:'),
      );
      return own.length === 0 || plain(inside) === plain(said) ? [] : [{ said, inside }];
    });
    expect(wrong).toEqual([]);
    // Without a mark are charts, headers, properties, captions and alternative texts, and what the template says.
    const hasMark = new Set(list.flatMap((one) => (one.marks ? one.name : [])));
    const without = list.filter(
      ({ part, origin, name }) =>
        part === 'word/document.xml' &&
        !hasMark.has(name) &&
        !('fixed' in origin && origin.fixed === 'template'),
    );
    const isBeside = /^contents$|_chart$|^document_title$/;
    expect(without.filter(({ name }) => !isBeside.test(name))).toEqual([]);
  });

  test('has figures, each with its cell, that are in the list', async () => {
    const { figures } = JSON.parse(await readFile(draft.replace(/docx$/, 'json'), 'utf8'));
    expect(figures).toEqual(figuresIn(await listOf(draft)));
    // Growth and forward plans are made from YAML alone.
    if (!/(growth|forward)-plan|difficulty/.test(name)) expect(figures.length).toBeGreaterThan(5);
  });
});
