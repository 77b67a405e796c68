import { describe, expect, test } from '@jest/globals';
import { forbiddenCharacter } from '../../src/diagnostics/characters.ts';
import { compileTemplate, type Template } from '../../src/word/index.ts';
import fc from '../properties.ts';
import { documentOf, linesOf, p, row, table } from './documents.ts';

async function templateOf(body: string): Promise<Template> {
  const { template, findings } = await compileTemplate(await documentOf(body), { name: 't.docx' });
  if (!template) throw new Error(JSON.stringify(findings));
  return template;
}

/** Text as hostile as YAML can hold it: tags, XML, quotes, emoji, right-to-left marks, line breaks. */
const awkward = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc
    .array(
      fc.constantFrom(
        '{{x}}',
        '{{#each a}}',
        '{{/each}}',
        '}}',
        '{{',
        '<w:t>',
        '</w:t>',
        '&amp;',
        '&',
        '<',
        '>',
        '"',
        "'",
        ']]>',
        '\n',
        '\t',
        ' ',
        '😀',
        'é',
        '\u202E',
        '$&',
        '$1',
        '\\',
        '||',
        '{{{',
        'word',
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
);

describe('any text that XML allows', () => {
  test('appears verbatim in a plain field', async () => {
    const template = await templateOf(p('[{{text}}]') + table(row('{{text}}')));
    const allowed = awkward.filter((text) => !forbiddenCharacter(text) && !text.includes('\r'));
    await fc.assert(
      fc.asyncProperty(allowed, async (text) => {
        const { bytes } = await template.fill({ text });
        expect(await linesOf(bytes as Uint8Array)).toEqual([`[${text}]`, text]);
      }),
      { numRuns: 300 },
    );
  });

  test('appears verbatim in a Markdown field where it is not Markdown', async () => {
    // What Markdown reads as something else, taken out: its marks, and addresses that become links by themselves.
    const plain = fc
      .array(
        fc.constantFrom(
          '{{x}}',
          '{{#each a}}',
          '}}',
          '<w:t>',
          '</w:t>',
          '<b>',
          '<!-- -->',
          '&amp;',
          '&copy;',
          '&',
          '<',
          '>',
          '"',
          "'",
          '$&',
          '😀',
          'é',
          '\u202E',
          '#',
          '3.5',
          '%',
          '£',
          '(x)',
          '@',
          ':',
          ';',
          '~',
          '{',
          '}',
          '^',
          '=',
          'word',
          'Word',
        ),
        { minLength: 1, maxLength: 12 },
      )
      // A line that begins with > or # is a quotation or a heading.
      .map((parts) => `so ${parts.join(' ')}`);
    const template = await templateOf(p('{{markdown text}}') + p('end'));
    await fc.assert(
      fc.asyncProperty(plain, async (text) => {
        const { bytes } = await template.fill({ text });
        expect(await linesOf(bytes as Uint8Array)).toEqual([text, 'end']);
      }),
      { numRuns: 300 },
    );
  });
});

test('every character that XML allows appears as it is, and every other is refused', async () => {
  const template = await templateOf(p('{{text}}'));
  const refused: number[] = [];
  for (let first = 0; first < 0x110000; first += 0x800) {
    const codes = Array.from({ length: 0x800 }, (_, i) => first + i);
    const forbidden = codes.filter((code) => forbiddenCharacter(String.fromCodePoint(code)));
    refused.push(...forbidden);
    // A carriage return is a line break in Word, as a line feed is.
    const allowed = codes.filter((code) => code !== 13 && !forbidden.includes(code));
    const text = `.${String.fromCodePoint(...allowed)}.`;
    const { bytes } = await template.fill({ text });
    expect((await linesOf(bytes as Uint8Array))[0] === text).toBe(true);
  }
  const ranges = [
    [0, 8],
    [11, 12],
    [14, 31],
    [0xd800, 0xdfff],
    [0xfffe, 0xffff],
  ] as const;
  expect(refused).toEqual(
    ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => from + i)),
  );
  for (const code of refused)
    expect((await template.fill({ text: String.fromCodePoint(code) })).bytes).toBeUndefined();
});

test('any text that XML forbids is refused with its tag, never written', async () => {
  const template = await templateOf(p('{{text}}'));
  await fc.assert(
    fc.asyncProperty(
      awkward,
      fc.constantFrom('\u0000', '\u000B', '\uFFFE', '\uD800', '\uDC00'),
      async (text, bad) => {
        const { bytes, findings } = await template.fill({ text: `${text}!${bad}!` });
        expect(bytes).toBeUndefined();
        expect(findings[0]).toMatchObject({ code: 'document/value', where: { tag: '{{text}}' } });
      },
    ),
  );
});

test('the same context gives the same bytes, whatever was filled before', async () => {
  const body = p('{{#each rows}}') + p('{{markdown this}}') + p('{{/each}}');
  const first = await (await templateOf(body)).fill({ rows: ['1. a', '[b](https://b.example)'] });
  const template = await templateOf(body);
  await template.fill({ rows: ['1. other', '1. more'] });
  const second = await template.fill({ rows: ['1. a', '[b](https://b.example)'] });
  expect(Buffer.compare(first.bytes as Uint8Array, second.bytes as Uint8Array)).toBe(0);
});
