import { expect, test } from '@jest/globals';
import { compileTemplate, Sourced } from '../../src/word/index.ts';
import { documentOf, p, row, table } from './documents.ts';

/** The template's own wording, as a document has it: listed beside its values. */

const wordingOf = async (body: string, context: object) => {
  const { template, findings } = await compileTemplate(await documentOf(body));
  expect(findings).toEqual([]);
  const filled = await template?.fill(context);
  const all = filled?.wording?.() ?? [];
  return all
    .filter(({ part }) => part === 'word/document.xml')
    .map(({ name, text, paragraph }) => [name, text, paragraph]);
};

test('is listed with its paragraph, whether tags are beside it or not', async () => {
  const body = p('Plain words') + p('Condition {{number}}: {{name}}, and so on') + p('The end');
  expect(await wordingOf(body, { number: '1', name: 'A' })).toEqual([
    ['', 'Plain words', 1],
    ['', 'Condition ', 2],
    ['', ': ', 2],
    ['', ', and so on', 2],
    ['', 'The end', 3],
  ]);
});

test('is that of the blocks that print, with their names, each once however often it is printed', async () => {
  const body = [
    p('{{#if risks}}'),
    p('Risks'),
    p('{{#each risks}}'),
    p('Risk: {{name}}{{#if owner}}, owned{{/if}}'),
    p('{{/each}}'),
    p('{{else}}'),
    p('There are none'),
    p('{{/if}}'),
    table(row('{{#each rows}}Row', '{{this}}{{/each}}')),
  ].join('');
  const some = {
    risks: [
      { name: 'A', owner: '' },
      { name: 'B', owner: 'C' },
    ],
    rows: ['1', '2'],
  };
  expect(await wordingOf(body, some)).toEqual([
    ['risks', 'Risks', 2],
    ['risks', 'Risk: ', 4],
    ['risks.owner', ', owned', 4],
    ['rows', 'Row', 9],
  ]);
  expect(await wordingOf(body, { risks: [], rows: [] })).toEqual([['risks', 'There are none', 7]]);
});

test('is in all parts, and in alternative texts', async () => {
  const drawing =
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">' +
    '<wp:extent cx="1" cy="1"/><wp:docPr id="1" name="a" descr="A map of the county"/></wp:inline></w:drawing></w:r></w:p>';
  const bytes = await documentOf(p('{{title}}') + drawing, { header: p('Not for {{title}}') + p('Draft') });
  const { template } = await compileTemplate(bytes);
  const filled = await template?.fill({ title: new Sourced('x', 'y') });
  expect(filled?.wording?.().map(({ part, text }) => [part, text])).toEqual([
    ['word/document.xml', 'A map of the county'],
    ['word/header1.xml', 'Not for '],
    ['word/header1.xml', 'Draft'],
  ]);
});

test('with the values it is all that a document says', async () => {
  const body = p('Dear {{name}}, of {{place}}.');
  const { template } = await compileTemplate(await documentOf(body));
  const filled = await template?.fill({ name: new Sourced('Ann', 1), place: new Sourced('Ely', 2) });
  const values = filled?.printed?.map(({ text }) => text) ?? [];
  const words = filled?.wording?.().map(({ text }) => text) ?? [];
  expect([...words, ...values].sort()).toEqual(['Dear ', ', of ', '.', 'Ann', 'Ely'].sort());
});

test('what the template counts is listed with the values, without an origin', async () => {
  const body = p('{{length rows}} rows') + p('{{#each rows}}') + p('{{@number}}. {{this}}') + p('{{/each}}');
  const { template } = await compileTemplate(await documentOf(body));
  const filled = await template?.fill({ rows: [new Sourced('a', 'line 1'), new Sourced('b', 'line 2')] });
  expect(filled?.printed?.map(({ name, text, origin }) => [name, text, origin])).toEqual([
    ['rows.length', '2', undefined],
    ['rows.0.@number', '1', undefined],
    ['rows.0', 'a', 'line 1'],
    ['rows.1.@number', '2', undefined],
    ['rows.1', 'b', 'line 2'],
  ]);
});
