import { describe, expect, test } from '@jest/globals';
import { readPackage } from '../../../src/ooxml/package.ts';
import { compileTemplate, Sourced } from '../../../src/word/index.ts';
import fc from '../../properties.ts';
import { documentOf, linesOf, type Others, p, row, sourceOf, table } from '../documents.ts';
import { png } from '../images/pictures.ts';
import { danglingIn } from '../references.ts';
import { problemsOf } from '../sound.ts';

/** Footnotes and pictures of narrative. */

const map = png(40, 20);
const images = (name: string, origin: unknown) => {
  if (name !== 'map.png') throw new Error(`${origin}/${name} is not there`);
  return map;
};

async function fill(text: string, body = p('{{markdown n}}'), others?: Others) {
  const { template } = await compileTemplate(await documentOf(body, others));
  const filled = await template?.fill(
    { n: new Sourced(text, 'folder'), l: [{ n: text }, { n: text }] },
    { images },
  );
  const bytes = filled?.bytes as Uint8Array;
  expect(await problemsOf(bytes)).toEqual([]);
  expect(await danglingIn(bytes)).toEqual([]);
  const hasNotes = (await readPackage(bytes)).has('word/footnotes.xml');
  return {
    lines: await linesOf(bytes),
    notes: hasNotes ? (await linesOf(bytes, 'word/footnotes.xml')).filter((line) => line !== '') : [],
    source: await sourceOf(bytes),
    said: filled?.findings.map(({ severity, message }) => `${severity}: ${message}`),
  };
}

const notes: Record<string, [text: string, lines: string[], notes: string[]]> = {
  'a note': ['Plans rise.[^1]\n\n[^1]: Since **2019**.', ['Plans rise.'], [' Since 2019.']],
  'a note that is not there, and one that nothing refers to': [
    'One[^x].\n\n[^y]: Nobody.',
    ['One[^x].', '[^y]: Nobody.'],
    [],
  ],
  'in a list and a table': [
    '- a[^1]\n- b[^2]\n\n| h[^3] |\n| --- |\n| c |\n\n[^1]: one\n[^2]: two\n[^3]: three',
    ['a', 'b', 'h', 'c'],
    [' one', ' two', ' three'],
  ],
  'of several paragraphs, with a list, and a note inside a note': [
    'a[^1] b[^2]\n\n[^1]: one\n\n    two[^2]\n\n[^2]: - x\n- y[^1]\n\n    z\n\nend',
    ['a b', 'end'],
    [' one\ntwo (x\ny[^1]\nz)', ' x\ny (one\ntwo[^2])\nz'],
  ],
  twice: ['a[^1] b[^1]\n\n[^1]: n', ['a b'], [' n', ' n']],
  'a backslash before it': ['a\\[^1]\n\n[^1]: n', ['a[^1]', '[^1]: n'], []],
};

describe('footnotes of narrative', () => {
  test.each(Object.entries(notes))('%s', async (_, [text, lines, own]) => {
    const filled = await fill(text);
    expect([filled.lines, filled.notes]).toEqual([lines, own]);
  });

  test('in loops and rows each turn has its own, beside those of the template', async () => {
    const footnotes = `<w:footnote w:id="4">${p('of the template')}</w:footnote>`;
    const body =
      `<w:p><w:r><w:footnoteReference w:id="4"/></w:r></w:p>${p('{{#each l}}')}${p('{{markdown n}}')}${p('{{/each}}')}` +
      table(row('{{#each l}}'), row('{{markdown n}}'), row('{{/each}}'));
    const filled = await fill('x[^1]\n\n[^1]: n', body, {
      footnotes,
      links: [['footnotes', 'footnotes.xml']],
    });
    expect(filled.notes).toEqual(['of the template', ' n', ' n', ' n', ' n']);
  });

  test('where there can be none, in a header, the note is in brackets', async () => {
    const { template } = await compileTemplate(await documentOf(p('x'), { header: p('{{markdown n}}') }));
    const filled = await template?.fill({ n: 'x[^1]\n\n[^1]: the note' });
    expect(await linesOf(filled?.bytes as Uint8Array, 'word/header1.xml')).toEqual(['x (the note)']);
  });

  test('any narrative with notes is a sound document', async () => {
    const piece = fc.constantFrom(
      'a',
      '[^1]',
      '[^2]',
      '\n',
      '\n\n',
      '[^1]: ',
      '[^2]: ',
      '- ',
      '**',
      '| a |',
      '![m](map.png)',
      ' ',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 14 }), async (pieces) => {
        await fill(pieces.join(''));
      }),
      { numRuns: 60 },
    );
  });
});

describe('pictures of narrative', () => {
  test('a picture in its line, a list and a cell', async () => {
    const { source, said } = await fill(
      'See ![A map](map.png) here.\n\n- ![B](map.png)\n\n| ![C](map.png) | x |\n| --- | --- |\n| y | z |',
    );
    expect(said).toEqual([]);
    expect([...source.matchAll(/descr="(\w[^"]*)"/g)].map(([, alt]) => alt)).toEqual(['A map', 'B', 'C']);
    expect(new Set([...source.matchAll(/r:embed="(\w+)"/g)].map(([, id]) => id)).size).toBe(1);
  });

  test('a picture that is not there, or has no words, is a warning, and its words are printed', async () => {
    const { lines, said } = await fill('![A plan](plan.png) ![](map.png)');
    expect(lines).toEqual(['[A plan] [map.png]']);
    expect(said).toEqual([
      'warning: the picture "plan.png" cannot be printed: folder/plan.png is not there',
      'warning: the picture "map.png" cannot be printed: it has no alternative text',
    ]);
  });

  test('without anybody to find pictures, what was typed is printed', async () => {
    const { template } = await compileTemplate(await documentOf(p('{{markdown n}}')));
    const filled = await template?.fill({ n: '![A map](map.png)' });
    expect(await linesOf(filled?.bytes as Uint8Array)).toEqual(['![A map](map.png)']);
  });
});

test.each([undefined, null, '', 'map.png', {}, [], Promise.resolve(map)])(
  'a function that gives %p for a picture gives none, in words',
  async (given) => {
    const { template } = await compileTemplate(await documentOf(p('{{markdown n}}')));
    const filled = await template?.fill({ n: '![A map](map.png)' }, { images: () => given as never });
    expect(filled?.findings.map(({ message }) => message)).toEqual([
      'the picture "map.png" cannot be printed: there is no such picture',
    ]);
    expect(await linesOf(filled?.bytes as Uint8Array)).toEqual(['[A map]']);
  },
);

test.each([undefined, null, 'map.png', {}])('a fallback of %p is none', async (fallback) => {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="2"><rect width="4" height="2"/></svg>';
  const { template } = await compileTemplate(await documentOf(p('{{image n}}')));
  const filled = await template?.fill({
    n: { bytes: Buffer.from(svg), alt: 'A bar', fallback: fallback as never },
  });
  expect(filled?.findings.map(({ message }) => message)).toEqual([
    'this picture cannot be printed: it is SVG, and has no PNG for programs that do not draw SVG',
  ]);
});
