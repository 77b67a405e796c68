import { describe, expect, test } from '@jest/globals';
import { compileTemplate } from '../../../src/word/index.ts';
import { documentOf, p, sourceOf } from '../documents.ts';
import { problemsOf } from '../sound.ts';

/** Tags in the names and lists of content controls, and in the titles of charts. */

const context = {
  t: 'a "b"',
  none: [],
  ratings: [
    { name: 'Red', say: 'R' },
    { name: 'Green', say: 'G' },
  ],
  words: ['x', 'y'],
};
let id = 0;
const control = (properties: string) =>
  `<w:sdt><w:sdtPr>${properties}<w:id w:val="${++id}"/><w:lock w:val="sdtLocked"/></w:sdtPr><w:sdtContent>${p('x')}</w:sdtContent></w:sdt>`;

async function fill(body: string, others = {}) {
  const { template, findings } = await compileTemplate(await documentOf(body, others));
  const filled = await template?.fill(context);
  if (!filled?.bytes)
    return [...findings, ...(filled?.findings ?? [])].map(({ message }) => message).join('; ');
  expect(await problemsOf(filled.bytes)).toEqual([]);
  return sourceOf(filled.bytes, 'parts' in others ? 'word/charts/chart1.xml' : undefined);
}
const values = (source: string, attribute: string) =>
  [...source.matchAll(new RegExp(`<w:(?:alias|tag|listItem)[^>]*${attribute}="([^"]*)"`, 'g'))].map(
    ([, value]) => value,
  );

describe('content controls', () => {
  test('names and tags are filled, in each turn of a loop with its own; locks are kept', async () => {
    const source = await fill(
      p('{{#each ratings}}') +
        control('<w:alias w:val="Rating {{name}}"/><w:tag w:val="r{{@number}}"/>') +
        p('{{/each}}'),
    );
    expect(values(source, 'w:val')).toEqual(['Rating Red', 'r1', 'Rating Green', 'r2']);
    expect(source.match(/sdtLocked/g)).toHaveLength(2);
  });

  test('items of a drop-down list come from a list, beside those that are typed', async () => {
    const typed = '<w:listItem w:displayText="None" w:value=""/>';
    const item = (text: string, value: string) => `<w:listItem w:displayText="${text}" w:value="${value}"/>`;
    const source = await fill(
      control(
        `<w:dropDownList>${typed}${item('{{#each ratings}}{{say}}{{/each}}', '{{#each ratings}}{{name}}{{/each}}')}${item('{{t}}', '1')}</w:dropDownList>`,
      ) +
        control(
          `<w:comboBox>${item('{{#each words}}{{this}}{{/each}}', 'v')}${item('{{#each none}}{{this}}{{/each}}', 'v')}</w:comboBox>`,
        ),
    );
    expect(values(source, 'w:displayText')).toEqual(['None', 'R', 'G', 'a &quot;b&quot;', 'x', 'y']);
    expect(values(source, 'w:value')).toEqual(['', 'Red', 'Green', '1', 'v', 'v']);
  });

  test('an unknown name, and a block where there can be none', async () => {
    expect(await fill(control('<w:alias w:val="{{nmae}}"/>'))).toMatch(/no such value "nmae"/);
    expect(await fill(control('<w:alias w:val="{{#if t}}x{{/if}}"/>'))).toMatch(
      /a block cannot be used here/,
    );
    expect(
      await fill(
        control(
          '<w:dropDownList><w:listItem w:displayText="{{#each ratigns}}{{name}}{{/each}}"/></w:dropDownList>',
        ),
      ),
    ).toMatch(/no such value "ratigns"/);
  });
});

describe('charts', () => {
  const chart = (title: string, rest = '') => ({
    parts: [
      [
        'word/charts/chart1.xml',
        'drawingml.chart+xml',
        `<c:chartSpace><c:title><c:tx><c:rich><a:p>${title}</a:p></c:rich></c:tx></c:title>${rest}</c:chartSpace>`,
      ],
    ],
  });
  const run = (text: string) => `<a:r><a:t>${text}</a:t></a:r>`;

  test('tags in the titles of a chart and its axes are filled, wherever they are cut into runs', async () => {
    const axis = `<c:valAx><c:title><a:p>${run('in {{t}}')}</a:p></c:title></c:valAx>`;
    const source = await fill(p('x'), chart(run('Plans {{') + run('t}} of') + run(' 2023'), axis));
    expect(source.replace(/<[^>]*>/g, '|').replace(/\|+/g, '|')).toBe('|Plans a "b" of 2023|in a "b"|');
  });

  test('a name that is not there, and a tag in a label, are refused', async () => {
    expect(await fill(p('x'), chart(run('{{tt}}')))).toMatch(/no such value "tt"/);
    expect(await fill(p('x'), chart(run('x'), '<c:v>{{t}}</c:v>'))).toBe(
      'a tag cannot be filled in a label of a chart',
    );
  });
});
