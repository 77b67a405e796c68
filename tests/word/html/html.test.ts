import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parseXml } from '../../../src/ooxml/xml/parse.ts';
import { descendants, textOf, type XmlElement } from '../../../src/ooxml/xml/tree.ts';
import { chartSvg } from '../../../src/word/html/chart.ts';
import { htmlOf } from '../../../src/word/html/index.ts';
import fc from '../../properties.ts';
import { documentOf, p, row, table } from '../documents.ts';

const blocksOf = async (body: string, others = {}) =>
  (await htmlOf(await documentOf(body, others), '/p')).blocks;
const styled = (style: string, text: string, more = '') =>
  `<w:p><w:pPr><w:pStyle w:val="${style}"/>${more}</w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;
const item = (level: number, text: string, list = 1) =>
  `<w:p><w:pPr><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;

/** HTML that is well-formed XML too, which ours is but for empty elements. */
const tree = (html: string): XmlElement =>
  parseXml(`<x>${html.replace(/<(br|col|img)\b([^>]*)>/g, '<$1$2/>')}</x>`);

describe('paragraphs', () => {
  test('text is text, whatever it holds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), async (text) => {
        const typed = text.replace(/[^\x20-\uD7FF]/g, '');
        const escaped = typed.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
        const blocks = await blocksOf(`<w:p><w:r><w:t xml:space="preserve">${escaped}</w:t></w:r></w:p>`);
        expect(textOf(tree(blocks.join('')))).toBe(typed);
        expect(
          descendants(tree(blocks.join('')))
            .map(({ name }) => name)
            .filter((name) => !/^(x|p)$/.test(name)),
        ).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  test('deleted text is left out, and inserted text is in', async () => {
    const run = (text: string, tag = 't') => `<w:r><w:${tag}>${text}</w:${tag}></w:r>`;
    expect(
      await blocksOf(`<w:p>${run('a')}<w:del>${run('b', 'delText')}</w:del><w:ins>${run('c')}</w:ins></w:p>`),
    ).toEqual(['<p class="s-Normal">ac</p>']);
  });

  test('our marks are elements with their names, and other bookmarks are places', async () => {
    const body =
      '<w:p><w:bookmarkStart w:id="1" w:name="_Toc1"/><w:bookmarkStart w:id="2" w:name="_tbcdfgh"/><w:r><w:t>1.5</w:t></w:r><w:bookmarkEnd w:id="2"/><w:bookmarkEnd w:id="1"/></w:p>';
    expect(await blocksOf(body)).toEqual([
      '<p class="s-Normal"><span id="_Toc1"></span><span class="mark" data-mark="_tbcdfgh">1.5</span></p>',
    ]);
  });

  test.each(['javascript:alert(1)', 'file:///etc/passwd', 'data:text/html,x', ' javascript:x'])(
    'a link to %s leads nowhere',
    async (target) => {
      const link = '<w:p><w:hyperlink r:id="rId1"><w:r><w:t>here</w:t></w:r></w:hyperlink></w:p>';
      const blocks = await blocksOf(link, { links: [['hyperlink', target, 'External']] });
      expect(blocks).toEqual(['<p class="s-Normal"><a>here</a></p>']);
    },
  );
});

test('lists have their levels, and a new list begins where its number is another', async () => {
  const blocks = await blocksOf(
    item(0, 'a') + item(1, 'b') + item(0, 'c') + item(0, 'd', 2) + p('e') + item(2, 'f'),
  );
  const plain = blocks.map((block) => block.replace(/<\/?span[^>]*>/g, ''));
  expect(plain).toEqual([
    '<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>',
    '<ol><li>d</li></ol>',
    '<p class="s-Normal">e</p>',
    '<ul><li><ul><li><ul><li>f</li></ul></li></ul></li></ul>',
  ]);
});

test('a table has a header row for screen readers, its fills, and a name', async () => {
  const cell = '<w:tc><w:tcPr><w:shd w:fill="D4EDDA"/></w:tcPr><w:p><w:r><w:t>Green</w:t></w:r></w:p></w:tc>';
  const header = row('Rating').replace('<w:tr>', '<w:tr><w:trPr><w:tblHeader/></w:trPr>');
  const body = table(header, `<w:tr>${cell}</w:tr>`).replace(
    '<w:tblPr/>',
    '<w:tblPr><w:tblCaption w:val="Ratings &amp; more"/></w:tblPr>',
  );
  const { blocks, css } = await htmlOf(await documentOf(body), '/p');
  expect(blocks[0]).toContain('aria-label="Ratings &amp; more"');
  expect(blocks[0]).toMatch(/<thead><tr><th scope="col"><p[^>]*>Rating/);
  const name = /<td class="([^"]+)"/.exec(blocks[0] ?? '')?.[1];
  expect(css).toContain(`.sheet .${name}.${name}{background-color:#D4EDDA}`);
});

test('a table is as wide as on paper, and no wider than a screen takes', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 9000 }), { minLength: 1, maxLength: 8 }),
      async (widths) => {
        const columns = widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('');
        const { css } = await htmlOf(
          await documentOf(table(row('A')).replace('<w:gridCol w:w="100"/>', columns)),
          '/p',
        );
        const points = Number(/min-width:([\d.]+)pt/.exec(css)?.[1]);
        expect(points).toBe(Math.min(widths.reduce((a, b) => a + b) / 20, 600));
      },
    ),
    { numRuns: 20 },
  );
});

describe('styles', () => {
  test('no name or value of a style gets out of the style sheet', async () => {
    const { css, blocks } = await htmlOf(await documentOf(styled('A{}&lt;/style>&quot;x', 'a')), '/p');
    expect(css).not.toMatch(/<|"x/);
    expect(descendants(tree(blocks.join(''))).map(({ name }) => name)).toEqual(['x', 'p']);
  });
});

describe('the documents of the program', () => {
  const templates = join(import.meta.dirname, '..', '..', '..', 'templates');
  test.each(['tri-annual-report', 'board-summary', 'schools-forum-paper'])(
    '%s as a template is whole',
    async (name) => {
      const bytes = readFileSync(join(templates, `${name}.docx`));
      const { blocks } = await htmlOf(bytes, '/p');
      // Each block is one element: the page counts them.
      for (const block of blocks) expect(tree(block).children).toHaveLength(1);
      const html = tree(blocks.join(''));
      const levels = descendants(html).flatMap(
        ({ name: tag }) => Number(/^h(\d)$/.exec(tag)?.[1] ?? Number.NaN) || [],
      );
      expect(levels[0]).toBe(2);
      for (const [i, level] of levels.entries()) expect(level - (levels[i - 1] ?? 1)).toBeLessThan(2);
      expect(blocks.join('')).not.toMatch(/ style=|<script|on\w+=/);
    },
  );
});

describe('charts', () => {
  const points = (values: readonly string[], cache: string) =>
    `<c:${cache}><c:ptCount val="${values.length}"/>${values.map((v, i) => (v === '' ? '' : `<c:pt idx="${i}"><c:v>${v}</c:v></c:pt>`)).join('')}</c:${cache}>`;
  const chart = (kind: string, values: readonly string[], more = '') =>
    parseXml(
      `<c:chartSpace><c:chart><c:plotArea><c:${kind}>${more}<c:ser><c:tx>${points(['Plan'], 'strCache')}</c:tx><c:cat>${points(
        values.map((_, i) => `Y${i}`),
        'strCache',
      )}</c:cat><c:val>${points(values, 'numCache')}</c:val></c:ser></c:${kind}></c:plotArea></c:chart></c:chartSpace>`,
    );
  const size = { width: 600, height: 300 };

  test('columns, bars and lines are drawn from any values, with nothing outside of the picture', () => {
    const value = fc.oneof(
      fc.constant(''),
      fc.double({ min: -1e6, max: 1e6, noNaN: true }).map(String),
      fc.integer({ min: -50, max: 50 }).map(String),
    );
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 12 }),
        fc.constantFrom('lineChart', 'barChart'),
        fc.constantFrom('', '<c:barDir val="bar"/>', '<c:grouping val="stacked"/>'),
        (values, kind, more) => {
          const svg = chartSvg(chart(kind, values, more), size, 'Words') ?? '';
          expect(svg).not.toMatch(/NaN|Infinity|undefined/);
          for (const { name, attributes: at } of descendants(parseXml(svg)))
            if (name === 'rect') {
              expect(Number(at.width)).toBeGreaterThanOrEqual(0);
              expect(Number(at.x)).toBeGreaterThanOrEqual(0);
              expect(Number(at.y)).toBeGreaterThanOrEqual(-1);
              expect(Number(at.y) + Number(at.height)).toBeLessThanOrEqual(size.height + 1);
            }
        },
      ),
    );
  });

  test('other kinds are not drawn, and are described', () => {
    expect(chartSvg(chart('pieChart', ['1']), size, 'Words')).toBeUndefined();
  });
});
