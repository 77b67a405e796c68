import { describe, expect, test } from '@jest/globals';
import { compileTemplate, type Shape } from '../../../src/word/index.ts';
import fc from '../../properties.ts';
import { type Case, expected, outcomeOf } from '../cases.ts';
import { documentOf, linesOf, p, row, sourceOf, table } from '../documents.ts';
import { problemsOf } from '../sound.ts';

/** What has a number or a name, inside loops: each turn has its own, and references follow. `outcomeOf` looks for two of one. */

const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const para = (...inside: string[]) => `<w:p>${inside.join('')}</w:p>`;
const mark = (id: number, name: string, inside: string) =>
  `<w:bookmarkStart w:id="${id}" w:name="${name}"/>${inside}<w:bookmarkEnd w:id="${id}"/>`;
const field = (...code: string[]) =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r>${code.map((one) => `<w:r><w:instrText xml:space="preserve">${one}</w:instrText></w:r>`).join('')}<w:r><w:fldChar w:fldCharType="separate"/></w:r>${run('x')}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
const note = (id: number, kind = 'footnote') => `<w:r><w:${kind}Reference w:id="${id}"/></w:r>`;
const footnote = (id: number, text: string) => `<w:footnote w:id="${id}">${p(text)}</w:footnote>`;
const comment = (id: number, text: string) => `<w:comment w:id="${id}" w:author="A">${p(text)}</w:comment>`;
const commented = (id: number, inside: string) =>
  `<w:commentRangeStart w:id="${id}"/>${inside}<w:commentRangeEnd w:id="${id}"/>${note(id, 'comment')}`;
const box = (id: number, inside: string) =>
  `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:docPr id="${id}" name="Box" descr="{{t}}"/><a:graphic xmlns:a="a"><wps:wsp xmlns:wps="w"><wps:txbx><w:txbxContent>${inside}</w:txbxContent></wps:txbx></wps:wsp></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shapetype xmlns:v="v" id="_x0000_t${id}"/><v:shape xmlns:v="v" xmlns:o="o" id="Box ${id}" o:spid="_x0000_s${id}" type="#_x0000_t${id}"><v:textbox><w:txbxContent>${inside}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>`;
const control = (id: number, inside: string) =>
  `<w:sdt><w:sdtPr><w:alias w:val="A"/><w:id w:val="${id}"/><w:lock w:val="sdtLocked"/></w:sdtPr><w:sdtContent>${inside}</w:sdtContent></w:sdt>`;
const each = (...inside: string[]) => p('{{#each l}}') + inside.join('') + p('{{/each}}');

const context = {
  l: [
    { t: 'a', m: ['1', '2'] },
    { t: 'b', m: ['3'] },
  ],
  none: [],
  g: { t: 'c' },
  yes: true,
  no: false,
  title: 'T',
};

const cases: Record<string, Case> = {
  'bookmarks with the references of their turn, in and after the loop': {
    body:
      each(para(mark(1, 'r', run('{{t}}')), field(' REF r \\h '), field(' PAGE', 'REF r'))) +
      para(field('PAGEREF r'), `<w:hyperlink w:anchor="r">${run('to')}</w:hyperlink>`),
    gives: ['aa1', 'bb1', '1to'],
  },
  'a reference in a loop inside the loop of its bookmark': {
    body: each(
      para(mark(1, 'r', run('{{t}}')), run('{{#each m}}{{this}}'), field('REF r'), run('{{/each}}')),
    ),
    gives: ['a1a2a', 'b3b'],
  },
  'a reference in a loop to a bookmark before it, and in the loop round that of its bookmark': {
    body:
      para(mark(1, 'r', run('x'))) +
      each(para(field('REF r'), field('REF s'))) +
      each(para(field('REF s')), p('{{#each m}}'), para(mark(2, 's', run('{{this}}'))), p('{{/each}}')),
    gives: ['x', 'x1', 'x3', '1', '1', '2', '3', '3'],
  },
  'a bookmark that begins in a loop and ends after it, and the other way round': {
    body:
      p('{{#each l}}') +
      para('<w:bookmarkStart w:id="7" w:name="b"/>', run('{{t}}')) +
      p('{{/each}}') +
      para('<w:bookmarkEnd w:id="7"/><w:bookmarkStart w:id="8" w:name="c"/>', run('-')) +
      each(para(run('{{t}}'), '<w:bookmarkEnd w:id="8"/>')),
    gives: ['a', 'b', '-', 'a', 'b'],
  },
  'a bookmark that begins in a choice and ends after it': {
    body:
      p('{{#if no}}') +
      para('<w:bookmarkStart w:id="7" w:name="b"/>', run('x')) +
      p('{{/if}}') +
      para(run('y'), '<w:bookmarkEnd w:id="7"/>'),
    gives: ['y'],
  },
  'a bookmark round the tags of a loop': {
    body:
      para('<w:bookmarkStart w:id="7" w:name="b"/>', run('{{#each l}}')) +
      p('{{t}}') +
      para(run('{{/each}}'), '<w:bookmarkEnd w:id="7"/>'),
    gives: ['a', 'b'],
  },
  'a bookmark inside a loop round one that begins in an inner loop': {
    body: each(
      p('{{#each m}}') + para('<w:bookmarkStart w:id="7" w:name="b"/>', run('{{this}}')) + p('{{/each}}'),
      para(run('-'), '<w:bookmarkEnd w:id="7"/>', field('REF b')),
    ),
    gives: ['1', '2', '-x', '3', '-x'],
  },
  'drawings and text boxes of both kinds, with loops inside': {
    body: each(para(box(3, p('{{t}}{{#each m}}{{this}}{{/each}}') + each2('m', p('{{this}}'))))),
    gives: ['a1212a1212', 'b33b33'],
  },
  'what a loop in a text box holds, which is there twice: each copy its own turns': {
    body: para(
      box(
        3,
        each(
          para(mark(4, 'r', run('{{t}}')), field('REF r \\h')),
          control(5, p('x')),
          para(commented(6, run('y'))),
        ),
      ).replace('{{t}}', 'x'),
    ),
    others: { comments: comment(6, 'about {{t}}') },
    gives: ['aaxybbxyaaxybbxy'],
    twice: true,
  },
  'references in headers and notes, in loops and to the body': {
    body: para(mark(1, 'b', run('{{title}}')), note(2)),
    others: {
      header: each(para(mark(2, 'r', run('{{t}}')), field('REF r \\h'), field('REF b'))),
      footnotes: footnote(2, '{{t}}')
        .replace('</w:p>', `${field('REF b')}</w:p>`)
        .replace('{{t}}', ''),
    },
    part: 'word/header1.xml',
    gives: ['aaT', 'bbT'],
  },
  'content controls': {
    body: each(control(5, p('{{t}}')), para(control(6, run('x')))),
    gives: ['a', 'x', 'b', 'x'],
  },
  'footnotes with the values of their turn': {
    body: each(para(run('{{t}}'), note(2))) + para(note(3)),
    others: {
      footnotes:
        footnote(2, 'of {{t}} in {{../title}}: {{#each m}}{{this}}{{/each}}') + footnote(3, '{{title}}'),
    },
    part: 'word/footnotes.xml',
    gives: ['of a in T: 12', 'of b in T: 3', 'T'],
  },
  'footnotes of rows, and of loops without turns': {
    body:
      table(row('{{#each l}}'), row(para(run('{{t}}'), note(2))), row('{{/each}}')) +
      p('{{#each none}}') +
      para(note(3)) +
      p('{{/each}}'),
    others: { footnotes: footnote(2, 'note') + footnote(3, 'gone') },
    part: 'word/footnotes.xml',
    gives: ['note', 'note'],
  },
  'footnotes of a choice are printed with it, and have the names of a group': {
    body:
      p('{{#if no}}') +
      para(run('x'), note(2)) +
      p('{{/if}}') +
      p('{{#with g}}') +
      para(run('{{t}}'), note(3)) +
      p('{{/with}}'),
    others: { footnotes: footnote(2, 'secret {{title}}') + footnote(3, 'of {{t}}') },
    part: 'word/footnotes.xml',
    gives: ['of c'],
  },
  'a comment with its range, and one that begins before the loop': {
    body:
      each(para(commented(4, run('{{t}}')))) +
      para('<w:commentRangeStart w:id="5"/>', run('x')) +
      each(para(run('{{t}}'), '<w:commentRangeEnd w:id="5"/>', note(5, 'comment'))),
    others: { comments: comment(4, 'about {{t}}') + comment(5, 'x') },
    part: 'word/comments.xml',
    gives: ['about a', 'about b', 'x', 'x'],
  },
  'a name in a note that is not there in the turn': {
    body: each(para(run('{{t}}'), note(2))),
    others: { footnotes: footnote(2, '{{title}}') },
    refused: ['template/unknown-tag at footnotes 1 {{title}}: no such value "title"'],
  },
};

function each2(list: string, inside: string) {
  return p(`{{#each ${list}}}`) + inside + p('{{/each}}');
}

describe('each turn has its own', () => {
  test.each(Object.entries(cases))('%s', async (_, one) => {
    expect(await outcomeOf({ ...one, context })).toEqual(expected(one));
  });
});

test('notes are numbered and lie in the order of what refers to them, as LibreOffice takes them', async () => {
  const body = para(note(9)) + each(para(run('{{t}}'), note(7))) + para(note(2));
  const { template } = await compileTemplate(
    await documentOf(body, {
      footnotes: `<w:footnote w:type="separator" w:id="0">${p('-')}</w:footnote>${footnote(2, 'last')}${footnote(7, 'of {{t}}')}${footnote(9, 'first')}${footnote(4, 'nobody')}`,
    }),
  );
  const bytes = (await template?.fill(context))?.bytes as Uint8Array;
  const ids = (source: string, name: string) =>
    [...source.matchAll(new RegExp(`<w:${name} [^>]*w:id="(\\d+)"`, 'g'))].map(([, id]) => id);
  expect(ids(await sourceOf(bytes), 'footnoteReference')).toEqual(['1', '2', '3', '4']);
  expect(ids(await sourceOf(bytes, 'word/footnotes.xml'), 'footnote')).toEqual([
    '0',
    '1',
    '2',
    '3',
    '4',
    '5',
  ]);
  expect(await linesOf(bytes, 'word/footnotes.xml')).toEqual([
    '-',
    'first',
    'of a',
    'of b',
    'last',
    'nobody',
  ]);
});

test('the first turn keeps the names of the template, and no new one is a name that it has', async () => {
  const body = each(para(mark(1, 'r', run('{{t}}')))) + para(mark(9, 'R_2', run('x')));
  const { template } = await compileTemplate(await documentOf(body));
  const source = await sourceOf((await template?.fill(context))?.bytes as Uint8Array);
  expect([...source.matchAll(/w:name="(\w+)"/g)].map(([, name]) => name)).toEqual(['r', 'r_3', 'R_2']);
});

/** Blocks in blocks, with something numbered in each. */
const things = [
  (id: number) => para(mark(id, `n${id}`, run('x')), field(`REF n${id} \\h`)),
  (id: number) => para(commented(id, run('x'))),
  (id: number) => para(note(id)),
  (id: number) => para(box(id, p('x'))),
  (id: number) => control(id, p('x')),
  (id: number) => table(row(para(mark(id, `n${id}`, run('x')), note(id)))),
];
const tree = fc.letrec<{ node: (next: () => number) => string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc
      .nat(things.length - 1)
      .map((i) => (next: () => number) => (things[i] as (id: number) => string)(next())),
    fc
      .tuple(
        fc.constantFrom('#each l', '#each m', '#if yes', '#if no'),
        fc.array(tie('node'), { minLength: 1, maxLength: 3 }),
      )
      .map(
        ([tag, inside]) =>
          (next: () => number) =>
            p(`{{${tag}}}`) +
            inside.map((one) => one(next)).join('') +
            p(`{{/${tag.slice(1).split(' ')[0]}}}`),
      ),
  ),
})).node;

test('however loops and choices nest, a document has one of each number, and no reference to nothing', async () => {
  const endless = { yes: true, no: false, t: 'x' };
  const leaf = { ...endless, l: [endless, endless], m: [endless] };
  const middle = { ...endless, l: [leaf, leaf], m: [] };
  const deep = { ...endless, l: [middle, leaf, middle], m: [middle, middle] };
  await fc.assert(
    fc.asyncProperty(tree, async (write) => {
      let id = 1;
      const body = write(() => id++) + p('end');
      const all = Array.from({ length: id }, (_, i) => i);
      const { template } = await compileTemplate(
        await documentOf(body, {
          footnotes: all.map((one) => footnote(one, 'n')).join(''),
          comments: all.map((one) => comment(one, 'c')).join(''),
        }),
        { shape: shapeOf(5) },
      );
      const filled = await template?.fill(deep);
      expect(await problemsOf(filled?.bytes as Uint8Array)).toEqual([]);
      expect((await linesOf(filled?.bytes as Uint8Array)).at(-1)).toBe('end');
    }),
    { numRuns: 40 },
  );
});

/** Lists in lists, as deep as the trees are. */
function shapeOf(depth: number): Shape {
  const own = { yes: 'flag', no: 'flag', t: 'text' } as const;
  return depth === 0 ? own : { ...own, l: [shapeOf(depth - 1)], m: [shapeOf(depth - 1)] };
}

test('tracked changes of a template have ids of their own in each turn, whatever was changed', async () => {
  const by = 'w:author="A" w:date="2023-06-01T00:00:00Z"';
  const looks = `<w:pPr><w:rPr><w:ins w:id="1" ${by}/></w:rPr><w:pPrChange w:id="2" ${by}><w:pPr/></w:pPrChange></w:pPr>`;
  const words = `<w:ins w:id="3" ${by}>${run('{{t}}')}</w:ins><w:del w:id="4" ${by}><w:r><w:delText>x</w:delText></w:r></w:del>`;
  const moved = `<w:moveToRangeStart w:id="5" w:name="m" ${by}/><w:moveTo w:id="6" ${by}>${run('y')}</w:moveTo><w:moveToRangeEnd w:id="5"/>`;
  const bytes = await documentOf(each(para(looks, words, moved)));
  const { template } = await compileTemplate(bytes, { shape: { l: [{ t: 'text' }] } });
  const filled = await template?.fill({ l: [{ t: 'a' }, { t: 'b' }, { t: 'c' }] });
  const xml = await sourceOf(filled?.bytes ?? new Uint8Array());
  const ids = [...xml.matchAll(/<w:(?!\w+End)\w+ w:id="(\d+)"/g)].map(([, id]) => id);
  expect(ids).toHaveLength(18);
  expect(new Set(ids).size).toBe(18);
});
