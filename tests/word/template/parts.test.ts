import { describe, expect, test } from '@jest/globals';
import { Document, Packer, Paragraph } from 'docx';
import { ChartRun } from 'docx/charts';
import { readPackage } from '../../../src/ooxml/package.ts';
import { compileTemplate } from '../../../src/word/index.ts';
import { documentOf, linesOf, p, row, sourceOf, table } from '../documents.ts';

async function filled(template: Uint8Array, context: object) {
  const compiled = await compileTemplate(template, { name: 't.docx' });
  if (!compiled.template) throw new Error(JSON.stringify(compiled.findings));
  const { bytes, findings } = await compiled.template.fill(context);
  if (!bytes) throw new Error(JSON.stringify(findings));
  return bytes;
}

test('tags in headers, footnotes and the title are filled', async () => {
  const bytes = await filled(
    await documentOf(p('{{a}}'), {
      header: p('{{a}} | {{b}}'),
      footnotes: `<w:footnote w:id="1">${p('{{b}}')}</w:footnote>`,
      title: 'On {{a}} &amp; {{b}}',
    }),
    { a: 'R&D', b: '<x>' },
  );
  expect(await linesOf(bytes, 'word/header1.xml')).toEqual(['R&D  <x>']);
  expect(await linesOf(bytes, 'word/footnotes.xml')).toEqual(['<x>']);
  expect(await sourceOf(bytes, 'docProps/core.xml')).toContain(
    '<dc:title>On R&amp;D &amp; &lt;x&gt;</dc:title>',
  );
});

test('tags in a text box are filled, apart from the text around it', async () => {
  const box =
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><w:txbxContent>' +
    p('{{b}}') +
    '</w:txbxContent></w:drawing></mc:Choice></mc:AlternateContent></w:r>';
  const body = `<w:p><w:r><w:t>{{</w:t></w:r><w:r><w:t>a}}</w:t></w:r>${box}<w:r><w:t xml:space="preserve"> end</w:t></w:r></w:p>`;
  const source = await sourceOf(await filled(await documentOf(body), { a: 'A', b: 'B' }));
  expect(source).toContain('<w:t xml:space="preserve">B</w:t>');
  expect(source).toContain('<w:t xml:space="preserve">A</w:t>');
});

describe('what Word does to a tag while it is typed', () => {
  test.each([
    ['curly quotes and a non-breaking space', p('{{show\u00A0name \u201Cx\u201D}}')],
    [
      'a bookmark and a spelling mark inside',
      '<w:p><w:r><w:t>{{show </w:t></w:r><w:bookmarkStart w:id="1" w:name="b"/><w:proofErr w:type="spellStart"/><w:r><w:rPr><w:b/></w:rPr><w:t>name</w:t></w:r><w:bookmarkEnd w:id="1"/><w:r><w:t xml:space="preserve"> "x"}}</w:t></w:r></w:p>',
    ],
    [
      'a tracked insertion inside, a tracked deletion left out',
      '<w:p><w:r><w:t>{{sh</w:t></w:r><w:ins w:id="1" w:author="A"><w:r><w:t xml:space="preserve">ow na</w:t></w:r></w:ins><w:del w:id="2" w:author="A"><w:r><w:delText>zz</w:delText></w:r></w:del><w:r><w:t>me "x"}}</w:t></w:r></w:p>',
    ],
    ['a run for each letter', p('{|{|s|h|o|w| |n|a|m|e| |"|x|"|}|}')],
  ])('does no harm: %s', async (_, body) => {
    const helpers = {
      show: { takes: 'text' as const, print: (value: string, mark: string | number) => value + mark },
    };
    const { template, findings } = await compileTemplate(await documentOf(body), { helpers });
    expect(findings.filter(({ code }) => code !== 'template/unfinished')).toEqual([]);
    const { bytes } = (await template?.fill({ name: 'Ann' })) ?? {};
    expect(await linesOf(bytes as Uint8Array)).toEqual(['Annx']);
  });
});

test('ids and names in a loop are different in each turn, and links follow them', async () => {
  const body =
    p('{{#each rows}}') +
    '<w:p w14:paraId="1A"><w:bookmarkStart w:id="3" w:name="here"/><w:r><w:t>{{this}}</w:t></w:r><w:bookmarkEnd w:id="3"/><w:hyperlink w:anchor="here"><w:r><w:t>up</w:t></w:r></w:hyperlink><w:hyperlink w:anchor="top"><w:r><w:t>top</w:t></w:r></w:hyperlink></w:p>' +
    p('{{/each}}');
  const source = await sourceOf(await filled(await documentOf(body), { rows: ['a', 'b'] }));
  const all = (pattern: RegExp) => [...source.matchAll(pattern)].map(([, value]) => value);
  const starts = all(/bookmarkStart w:id="(\d+)"/g);
  expect(new Set(starts).size).toBe(2);
  expect(all(/bookmarkEnd w:id="(\d+)"/g)).toEqual(starts);
  const names = all(/w:name="([^"]+)"/g);
  expect(new Set(names).size).toBe(2);
  expect(all(/w:anchor="([^"]+)"/g)).toEqual([names[0], 'top', names[1], 'top']);
  expect(source).not.toContain('paraId');
});

test('a bookmark that began in a removed paragraph still has its beginning', async () => {
  const body =
    '<w:p><w:bookmarkStart w:id="3" w:name="here"/><w:r><w:t>{{#if yes}}</w:t></w:r></w:p>' +
    '<w:p><w:r><w:t>text</w:t></w:r><w:bookmarkEnd w:id="3"/></w:p>' +
    p('{{/if}}');
  const source = await sourceOf(await filled(await documentOf(body), { yes: true }));
  expect(source.match(/w:bookmark(Start|End)/g)).toHaveLength(2);
});

test('a native chart takes new data, a workbook to edit it, and a description, the same bytes each time', async () => {
  const template = await Packer.toBuffer(
    new Document({
      sections: [
        {
          children: [
            new Paragraph({
              children: [
                new ChartRun({
                  type: 'line',
                  categories: ['a'],
                  series: [
                    { name: 'Plan', values: [1] },
                    { name: 'Forecast', values: [1] },
                  ],
                  altText: { name: 'Balance', description: '{{chart balance}}' },
                }),
              ],
            }),
          ],
        },
      ],
    }),
  );
  const balance = {
    categories: ['2022/23', '2023/24'],
    series: [
      { name: 'Plan', values: [45.613, 59.262] },
      { name: 'Forecast', values: [45.613, null] },
    ],
    description: 'Plan & forecast',
  };
  const bytes = await filled(template, { balance });
  const parts = await readPackage(bytes);
  expect(parts.get('word/document.xml')?.text).toContain('descr="Plan &amp; forecast"');
  const chart = [...parts.keys()].find((name) => /charts\/chart\d*\.xml$/.test(name)) as string;
  expect(parts.get(chart)?.text).toContain('<c:v>59.262</c:v>');
  expect(parts.get(chart)?.text).toContain('<c:v>2023/24</c:v>');
  expect([...parts.keys()].filter((name) => name.endsWith('.xlsx'))).toHaveLength(1);
  expect(Buffer.compare(bytes, await filled(template, { balance }))).toBe(0);

  // In the workbook behind the chart, a name is text even where Excel would take it for a formula.
  const names = ['=1+1', '@SUM(A1)', '+2', '-3', '\tx'];
  const series = names.map((name) => ({ name, values: [1] }));
  const odd = await readPackage(
    await filled(template, { balance: { ...balance, categories: ['=A1'], series } }),
  );
  const workbook = await readPackage(
    [...odd].find(([name]) => name.endsWith('.xlsx'))?.[1].bytes ?? Buffer.of(),
  );
  const sheets = [...workbook.keys()].filter((name) => /sheet\d+\.xml$|sharedStrings/.test(name));
  const source = sheets.map((name) => workbook.get(name)?.text).join('');
  expect(source).not.toContain('<f>');
  for (const name of ['=A1', ...names.slice(0, 4)]) expect(source).toContain(`>${name}<`);
});

test('a file that is no Word document is refused in words', async () => {
  const messageOf = async (bytes: Uint8Array) =>
    (await compileTemplate(bytes)).findings.map(({ message }) => message);
  expect(await messageOf(Buffer.from(''))).toEqual(['the file is empty']);
  expect(await messageOf(Buffer.from('a,b'))).toEqual(['this is not a Word file (.docx)']);
  expect(await messageOf(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))).toEqual([
    'this is an old .doc file, or one with a password',
  ]);
  const whole = await documentOf(p('x'));
  expect((await messageOf(whole.slice(0, 400)))[0]).toBe('it is damaged or cut short');
  expect(await messageOf(await documentOf('<w:p>'))).toHaveLength(1);
});

test('a tag that a cell holds beside a loop of its own leaves the cell to the first', async () => {
  const body = table(row(p('{{a}}') + p('{{#each rows}}') + p('{{this}}') + p('{{/each}}')));
  expect(await linesOf(await filled(await documentOf(body), { a: 'A', rows: ['x'] }))).toEqual(['A / x']);
});
