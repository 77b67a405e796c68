import { expect, test } from '@jest/globals';
import { compileTemplate } from '../../../src/word/index.ts';
import fc from '../../properties.ts';
import { documentOf, linesOf, p, sourceOf } from '../documents.ts';
import { png } from '../images/pictures.ts';
import { problemsOf } from '../sound.ts';

/** Captions that narrative gives its tables and pictures, counted with those of the template. */

const seq = (kind: string) =>
  `<w:p><w:r><w:t xml:space="preserve">${kind} </w:t></w:r><w:fldSimple w:instr=" SEQ ${kind} \\* ARABIC "><w:r><w:t>9</w:t></w:r></w:fldSimple></w:p>`;
const grid = '| a |\n| --- |\n| b |';

async function fill(n: string, body = p('{{markdown n}}')) {
  const { template } = await compileTemplate(await documentOf(body));
  const images = (name: string) => (name === 'map.png' ? png(40, 20) : undefined);
  const filled = await template?.fill({ n, l: [{ n }, { n }] }, { images: images as never });
  const bytes = filled?.bytes as Uint8Array;
  expect(await problemsOf(bytes)).toEqual([]);
  return {
    lines: await linesOf(bytes),
    source: await sourceOf(bytes),
    said: filled?.findings.map(({ code, message }) => `${code}: ${message}`),
  };
}

const picture = '![A map of the zones.](map.png)';

test.each([
  ['a table', `Table: The zones\n\n${grid}`, ['Table 1: The zones', 'a', 'b']],
  ['a picture', `Figure: The zones\n\n${picture}`, ['Figure 1: The zones', '']],
  ['a number that was typed or copied', `Table 7: The zones\n\n${grid}`, ['Table 1: The zones', 'a', 'b']],
  ['as it comes back from Word', `Table : The zones\n\n${grid}`, ['Table 1: The zones', 'a', 'b']],
  ['bold words', `Table: The **zones** & more\n\n${grid}`, ['Table 1: The zones & more', 'a', 'b']],
  [
    'each kind by itself',
    `Table: A\n\n${grid}\n\nFigure: B\n\n${picture}\n\nTable: C\n\n${grid}`,
    ['Table 1: A', 'a', 'b', 'Figure 1: B', '', 'Table 2: C', 'a', 'b'],
  ],
])('a caption of narrative: %s', async (_, text, lines) => {
  expect((await fill(text)).lines).toEqual(lines);
});

test.each([
  `Figure: The zones\n\n${grid}`,
  `Table: The zones\n\n${picture}`,
  `Table: The zones\n\nText between.\n\n${grid}`,
  `Table:\n\n${grid}`,
  `The table: zones\n\n${grid}`,
  'Table: nothing after it',
  `Figure: of words and a picture\n\nSee ${picture}`,
])('other paragraphs are no captions: %s', async (text) => {
  const { source, lines } = await fill(text);
  expect(source).not.toContain('SEQ');
  expect(lines[0]).toBe(text.split('\n')[0]);
});

test('they are counted with captions of the template, in loops too, and are the titles of their tables', async () => {
  const { lines, source } = await fill(
    `Table: Places & "zones"\n\n${grid}`,
    `${seq('Table')}${p('{{#each l}}')}${p('{{markdown n}}')}${p('{{/each}}')}${seq('Table')}`,
  );
  expect(lines.filter((line) => line.startsWith('Table'))).toEqual([
    'Table 1',
    'Table 2: Places & "zones"',
    'Table 3: Places & "zones"',
    'Table 4',
  ]);
  expect(source.match(/<w:tblCaption w:val="Places &amp; &quot;zones&quot;"\/>/g)).toHaveLength(2);
});

test('in place of a picture that is not there are its words, as they are if they are a sentence', async () => {
  const { lines, said } = await fill(
    'Figure: The zones\n\n![Each zone has a team.](none.png) ![A map](none.png)',
  );
  expect(lines).toEqual(['Figure 1: The zones', 'Each zone has a team. [A map]']);
  expect(said).toHaveLength(2);
});

test('words of 250 characters are too long for a screen reader', async () => {
  const of = async (length: number) => (await fill(`![${'x'.repeat(length)}](map.png)`)).said;
  expect(await of(249)).toEqual([]);
  expect(await of(250)).toEqual([
    'document/alt-text: the alternative text of the picture "map.png" has 250 characters',
  ]);
});

test('any narrative with captions is a sound document, in which each caption has the next number', async () => {
  const piece = fc.constantFrom(
    'Table: é',
    'Figure 3: b',
    'Table: ',
    grid,
    picture,
    'text',
    '- item',
    '> Table: q',
    '**x**',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
      const { lines } = await fill(pieces.join('\n\n'));
      const expected = pieces.flatMap((one, i) => {
        if (one === 'Table: é' && pieces[i + 1] === grid) return ['Table'];
        return one === 'Figure 3: b' && pieces[i + 1] === picture ? ['Figure'] : [];
      });
      const count = { Table: 0, Figure: 0 } as Record<string, number>;
      const wanted = expected.map(
        (kind) => `${kind} ${++(count[kind] as number)}: ${kind === 'Table' ? 'é' : 'b'}`,
      );
      const isTyped = (line: string) => line === 'Figure 3: b' && !wanted.includes(line);
      expect(lines.filter((line) => /^(Table|Figure) \d+: /.test(line) && !isTyped(line))).toEqual(wanted);
    }),
    { numRuns: 60 },
  );
});

test.each([
  ['| Zone & town | Places |\n|---|---|\n| 1 | 2 |', 'Zone &amp; town, Places'],
  ['| | **Places** |\n|---|---|\n| 1 | 2 |', 'Places'],
])('a table without one is called by its columns: %s', async (text, title) => {
  expect((await fill(text)).source).toContain(`<w:tblCaption w:val="${title}"/>`);
});
