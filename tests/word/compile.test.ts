import { describe, expect, test } from '@jest/globals';
import { readPackage, writePackage } from '../../src/ooxml/package.ts';
import { Part } from '../../src/ooxml/part.ts';
import { compileTemplate, type Helpers, type Shape } from '../../src/word/index.ts';
import { documentOf, linesOf, p, row, sourceOf, table } from './documents.ts';

const helpers: Helpers = {
  money: { takes: 'number', print: (value: number) => `£${value.toFixed(1)}m` },
  rating: {
    takes: 'text',
    print: (value: string) => value,
    shade: (value: string) => (value === 'Green' ? 'D4EDDA' : undefined),
  },
};

async function fill(body: string, context: object, options: { shape?: Shape } = {}) {
  const { template, findings } = await compileTemplate(await documentOf(body), {
    name: 't.docx',
    helpers,
    ...options,
  });
  if (!template) throw new Error(JSON.stringify(findings));
  const filled = await template.fill(context);
  if (!filled.bytes) throw new Error(JSON.stringify(filled.findings));
  return filled.bytes;
}

const lines = async (body: string, context: object) => linesOf(await fill(body, context));

describe('values', () => {
  test('a tag is replaced by its value, wherever Word cut it into runs', async () => {
    expect(await lines(p('Dear {{na|me}}, {|{ na|me }} |end'), { name: 'Ann' })).toEqual([
      'Dear Ann, Ann end',
    ]);
  });

  test('text keeps its characters, line breaks and tabs', async () => {
    const name = '<b> & "q" {{name}} &amp; a\nb\tc';
    expect(await lines(p('{{name}}'), { name })).toEqual([name]);
  });

  test('a helper formats a number', async () => {
    expect(await lines(p('{{money total}}'), { total: 0 })).toEqual(['£0.0m']);
  });

  test('a rating shades its cell, and another leaves it as it was', async () => {
    const source = await sourceOf(
      await fill(table(row('{{rating a}}', '{{rating b}}')), { a: 'Green', b: 'Not yet due' }),
    );
    expect(source).toContain(
      '<w:tcW w:w="100" w:type="dxa"/><w:shd w:val="clear" w:color="auto" w:fill="D4EDDA"/>',
    );
    expect(source.match(/w:shd/g)).toHaveLength(1);
  });
});

describe('blocks', () => {
  const items = [
    { name: 'A', parts: ['x', 'y'] },
    { name: 'B', parts: [] },
  ];

  test('a block tag alone in its paragraph takes the paragraph with it', async () => {
    const body = p('{{#each items}}') + p('{{name}}') + p('{{/each}}') + p('end');
    expect(await lines(body, { items })).toEqual(['A', 'B', 'end']);
  });

  test('a block tag alone in its row takes the row with it', async () => {
    const body = table(
      row('Name', 'n'),
      row('{{#each items}}', ''),
      row('{{name}}', '1'),
      row('{{/each}}', ''),
    );
    expect(await lines(body, { items })).toEqual(['Name | n', 'A | 1', 'B | 1']);
  });

  test('a block from the first cell to the last repeats its row', async () => {
    const body = table(row('{{#each items}}{{name}}', 'a', 'z{{/each}}'));
    expect(await lines(body, { items })).toEqual(['A | a | z', 'B | a | z']);
  });

  test('loops nest over rows, and inside a cell', async () => {
    const body = table(
      row('{{#each items}}', ''),
      row('{{name}}', '{{#each parts}}{{this}}{{#unless @last}}, {{/unless}}{{/each}}'),
      row('{{#each parts}}', ''),
      row('{{../name}}', '{{this}}'),
      row('{{/each}}', ''),
      row('{{/each}}', ''),
    );
    expect(await lines(body, { items })).toEqual(['A | x, y', 'A | x', 'A | y', 'B | ']);
  });

  test('a loop that ends right after a table ends after it', async () => {
    const body =
      p('{{#each items}}') +
      table(row('{{name}}'), row('{{#each parts}}'), row('{{this}}'), row('{{/each}}')) +
      p('{{/each}}') +
      table(row('{{title}}'), row('{{#each items}}'), row('{{name}}'), row('{{/each}}'));
    expect(await lines(body, { items, title: 'T' })).toEqual(['A', 'x', 'y', 'B', 'T', 'A', 'B']);
  });

  test('a section break in the paragraph of a tag stays', async () => {
    const section = '<w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:t>{{/if}}</w:t></w:r></w:p>';
    const source = await sourceOf(
      await fill(p('{{#if yes}}') + p('in') + section + p('out'), { yes: false }),
    );
    expect(source).toContain('<w:body><w:p><w:pPr><w:sectPr/></w:pPr></w:p>');
  });

  test('a section break in the paragraph of a Markdown tag stays once', async () => {
    const body = '<w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:t>{{markdown note}}</w:t></w:r></w:p>';
    const source = await sourceOf(await fill(body + p('after'), { note: 'One.\n\nTwo.' }));
    expect(source.match(/<w:sectPr\/><\/w:pPr>/g)).toHaveLength(1);
    expect(source.indexOf('Two.')).toBeLessThan(source.indexOf('<w:sectPr/>'));
  });

  test('a page break beside a tag stays, on the side of the tag where it stood', async () => {
    const pageBreak = '<w:r><w:br w:type="page"/></w:r>';
    const body =
      p('{{#each parts}}') +
      p('{{this}}') +
      `<w:p><w:r><w:t>{{/each}}</w:t></w:r>${pageBreak}</w:p>` +
      `<w:p>${pageBreak}<w:r><w:t>{{#if yes}}</w:t></w:r></w:p>` +
      p('in') +
      p('{{/if}}');
    const source = await sourceOf(await fill(body, { parts: ['x', 'y'], yes: true }));
    const breakAlone = `<w:p>${pageBreak}</w:p>`;
    expect(source.split(breakAlone).map((between) => between.replace(/<[^>]*>/g, ''))).toEqual([
      expect.stringMatching(/xy$/),
      '',
      expect.stringMatching(/^in/),
    ]);
  });

  test('if, else if and else choose, in a paragraph and over paragraphs', async () => {
    const inline = p('{{#if a}}A{{else if b}}B{{else}}|C{{/if}}!');
    const over =
      p('{{#if a}}') + p('A') + p('{{else if b}}') + p('B') + p('{{else}}') + p('C') + p('{{/if}}');
    expect(await lines(inline + over, { a: true, b: false })).toEqual(['A!', 'A']);
    expect(await lines(inline + over, { a: false, b: true })).toEqual(['B!', 'B']);
    expect(await lines(inline + over, { a: false, b: false })).toEqual(['C!', 'C']);
  });

  test('a cell whose block prints nothing keeps a paragraph, and a table without rows goes', async () => {
    const body =
      table(row(p('{{#each none}}') + p('{{this}}') + p('{{/each}}'), 'b')) +
      table(row('{{#each none}}', ''), row('{{this}}', ''), row('{{/each}}', '')) +
      p('end');
    const bytes = await fill(body, { none: [] });
    expect(await linesOf(bytes)).toEqual([' | b', 'end']);
    expect(await sourceOf(bytes)).toContain('<w:p/></w:tc>');
    expect((await sourceOf(bytes)).match(/<w:tbl>/g)).toHaveLength(1);
  });
});

describe('Markdown', () => {
  test('adds its numberings after the last one, however that is written', async () => {
    const parts = await readPackage(await documentOf(p('{{markdown text}}')));
    const path = 'word/numbering.xml';
    const last = '<w:numIdMacAtCleanup w:val="1"/></w:numbering>';
    const spaced = parts.get(path)?.text.replaceAll('</w:num>', '</w:num >').replace('</w:numbering>', last);
    parts.set(path, new Part(spaced ?? ''));
    const { template } = await compileTemplate(await writePackage(parts), { name: 't.docx', helpers });
    const { bytes } = (await template?.fill({ text: '1. x' })) ?? {};
    expect(await sourceOf(bytes as Uint8Array, path)).toMatch(
      /<\/w:num ><w:num w:numId="3">.*<\/w:num>\s*<w:numIdMacAtCleanup w:val="1"\/><\/w:numbering>$/s,
    );
  });

  test('becomes paragraphs, lists, links and tables, and any other text stays as typed', async () => {
    const text =
      'One **bold** and _it_.\nStill one.\n\n- a\n- b\n\n1. x\n2. y\n\n> 16 is text, # too\n\n[site](https://a.example/?b=1&c=2)\n\n| H | I |\n|---|---|\n| 1 | 2 |\n';
    const bytes = await fill(table(row('{{markdown text}}')) + p('{{markdown text}}') + p('end'), { text });
    expect((await linesOf(bytes)).slice(1)).toEqual([
      'One bold and it. Still one.',
      'a',
      'b',
      'x',
      'y',
      '> 16 is text, # too',
      'site',
      'H | I',
      '1 | 2',
      'end',
    ]);
    const source = await sourceOf(bytes);
    expect(source).toContain('<w:rPr><w:b/><w:bCs/></w:rPr><w:t xml:space="preserve">bold</w:t>');
    expect(await sourceOf(bytes, 'word/numbering.xml')).toContain(
      '<w:num w:numId="4"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>',
    );
    expect(await sourceOf(bytes, 'word/_rels/document.xml.rels')).toContain(
      'Target="https://a.example/?b=1&amp;c=2" TargetMode="External"',
    );
  });
});

describe('problems', () => {
  const findingsOf = async (body: string, shape?: Shape) => {
    const { findings } = await compileTemplate(await documentOf(body), {
      name: 't.docx',
      helpers,
      ...(shape ? { shape } : {}),
    });
    return findings.map(
      ({ code, message, where, help }) =>
        `${code} ${'paragraph' in where ? `${where.part} ${where.paragraph} ${where.tag}` : ''}: ${message} (${help})`,
    );
  };
  test.each([
    ['no numbering at all', '', 'List Bullet'],
    ['no numbering of that number', '<w:num w:numId="2"', 'List Number'],
  ])(
    'Markdown needs list styles with a numbering: with %s, the one without is named',
    async (_, cut, style) => {
      const parts = await readPackage(await documentOf(p('{{markdown note}}')));
      const path = 'word/numbering.xml';
      if (cut === '') parts.delete(path);
      else parts.set(path, new Part((parts.get(path)?.text ?? '').replace(cut, '<w:num w:numId="7"')));
      const { findings } = await compileTemplate(await writePackage(parts), { name: 't.docx', helpers });
      expect(findings).toMatchObject([
        {
          code: 'template/unreadable',
          message: `the template has no list style "${style}", which Markdown needs for its lists`,
        },
      ]);
    },
  );

  const shape = { title: 'text', total: 'number', note: 'markdown', rows: [{ name: 'text' }] } as const;

  test('every unknown name is reported at once, each with its place and the nearest name', async () => {
    expect(await findingsOf(p('{{titel}}') + p('{{#each rows}}{{total}} {{nmae}}{{/each}}'), shape)).toEqual([
      'template/unknown-tag body 1 {{titel}}: no such value "titel"; did you mean "title"? (here there are: title, total, note, rows)',
      'template/unknown-tag body 2 {{total}}: no such value "total" (it is further out: write {{../total}})',
      'template/unknown-tag body 2 {{nmae}}: no such value "nmae"; did you mean "name"? (here there are: name)',
    ]);
  });

  test('a value used as something that it is not is reported with what to write', async () => {
    expect(
      await findingsOf(
        p('{{total}} {{note}} {{rows}} {{money title}} {{#each title}}x{{/each}} {{#if total}}x{{/if}}'),
        shape,
      ),
    ).toEqual([
      'template/wrong-kind body 1 {{total}}: "total" is a number and cannot be printed by itself (name a helper that formats it: {{number total}}, {{percent total}}, {{money total}})',
      'template/wrong-kind body 1 {{note}}: "note" is Markdown text and cannot be printed by itself (write {{markdown note}} in a paragraph of its own)',
      'template/wrong-kind body 1 {{rows}}: "rows" is a list and cannot be printed by itself (repeat over it with {{#each rows}} and {{/each}})',
      'template/wrong-kind body 1 {{money title}}: "title" is text and cannot be given to "money", which takes a number (write {{title}})',
      'template/wrong-kind body 1 {{#each title}}: "title" is text and cannot be used with "each" (write {{title}})',
      'template/wrong-kind body 1 {{#if total}}: "total" is a number and cannot be used with "if" (compare it: {{#if (gt total 0)}})',
    ]);
  });

  test('blocks that are not closed, not opened or crossed are reported', async () => {
    expect(await findingsOf(p('{{#if title}}a') + p('{{/each}}') + p('{{title') + p('{{else}}'))).toEqual([
      'template/unclosed body 3 {{title: a tag begins here and does not end (end the tag with }} in the same paragraph)',
      'template/unclosed body 2 {{/each}}: this closes a block that is not open (write {{#each name}} where it begins, or remove it)',
      'template/unclosed body 1 {{#if title}}: this block is never closed (write {{/if}} where it ends)',
    ]);
  });

  test('a block from the text into a cell is refused with both places', async () => {
    const [finding] = (
      await compileTemplate(await documentOf(p('{{#each rows}}') + table(row('{{name}}', '{{/each}}'))), {
        name: 't.docx',
        helpers,
      })
    ).findings;
    expect(finding).toMatchObject({
      code: 'template/structure',
      where: { paragraph: 1 },
      note: { where: { paragraph: 3 } },
    });
  });

  test('a character that Word cannot hold is refused with the tag', async () => {
    const { template } = await compileTemplate(await documentOf(p('{{name}}')), { name: 't.docx' });
    const { bytes, findings } = (await template?.fill({ name: 'ab\u0001c' })) ?? {};
    expect(bytes).toBeUndefined();
    expect(findings?.[0]?.message).toBe(
      'the value of this tag holds a character that Word cannot (U+0001, after "ab")',
    );
  });
});
