import { expect, test } from '@jest/globals';
import { compileTemplate, type Sourced, type Template } from '../../src/word/index.ts';
import { documentOf, linesOf, p } from './documents.ts';

/** The type of a context follows from the shape. What must not compile is marked so: tsc holds these tests too. */

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** With or without an origin. */
type Value<T> = T | Sourced<T>;

const template = () => documentOf(p('{{title}}') + p('{{#each rows}}{{name}} {{/each}}'));

test('a context has the names and kinds of the shape', async () => {
  const compiled = await compileTemplate(await template(), {
    shape: { title: 'text', total: 'number', rows: [{ name: 'text', done: 'flag' }] },
  });
  const isSame: Same<
    typeof compiled.template,
    | Template<{
        readonly title: Value<string>;
        readonly total: Value<number>;
        readonly rows: ReadonlyArray<{ readonly name: Value<string>; readonly done: Value<boolean> }>;
      }>
    | undefined
  > = true;
  expect(isSame).toBe(true);
  const filled = await compiled.template?.fill({ title: 'A', total: 1, rows: [{ name: 'b', done: true }] });
  expect(await linesOf(filled?.bytes as Uint8Array)).toEqual(['A', 'b ']);
});

test('a context of another kind does not compile', async () => {
  const { template: compiled } = await compileTemplate(await template(), {
    shape: { title: 'text', rows: [{ name: 'text' }] },
  });
  // @ts-expect-error: the title is text
  const wrong = await compiled?.fill({ title: 1, rows: [] });
  expect(wrong?.findings.map(({ code }) => code)).toEqual(['document/value']);
});

test('without a shape any context compiles, and its names are checked when the template is filled', async () => {
  const { template: compiled } = await compileTemplate(await template());
  const filled = await compiled?.fill({ title: 'A' });
  expect(filled?.findings.map(({ code, message }) => `${code}: ${message}`)).toEqual([
    'template/unknown-tag: no such value "rows"',
  ]);
});
