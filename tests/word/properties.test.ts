import { describe, expect, test } from '@jest/globals';
import { draftIdentity, draftIn } from '../../src/model/document-identity.ts';
import { readPackage, writePackage } from '../../src/ooxml/package.ts';
import { Part } from '../../src/ooxml/part.ts';
import { compileTemplate } from '../../src/word/index.ts';
import { propertyOf } from '../../src/word/properties.ts';
import fc from '../properties.ts';
import { documentOf, p } from './documents.ts';
import { problemsOf } from './sound.ts';

/** Custom properties that a document gets when it is filled, whatever the template has of them. */

const office = 'http://schemas.openxmlformats.org/officeDocument/2006';
const type = 'custom-properties';
const own = (name: string, pid: number, value: string) =>
  `<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="${pid}" name="${name}"><vt:lpwstr>${value}</vt:lpwstr></property>`;
const root = `xmlns="${office}/custom-properties" xmlns:vt="${office}/docPropsVTypes"`;
const prefixed = `<c:Properties xmlns:c="${office}/custom-properties" xmlns:vt="${office}/docPropsVTypes"><c:property fmtid="{0}" pid="7" name="Owner"><vt:lpwstr>Ann</vt:lpwstr></c:property></c:Properties>`;

const templates: Array<[what: string, part: string | undefined, others: string[]]> = [
  ['has no such part', undefined, []],
  ['has an empty one', `<Properties ${root}/>`, []],
  ['has others', `<Properties ${root}>${own('Owner', 2, 'Ann')}</Properties>`, ['Owner']],
  [
    'was a draft before',
    `<Properties ${root}>${own('triannual', 2, 'draft/2020-06/9')}${own('Owner', 3, 'Ann')}</Properties>`,
    ['Owner'],
  ],
  ['was saved with other prefixes', prefixed, ['Owner']],
];

async function templateWith(part: string | undefined): Promise<Uint8Array> {
  const parts = await readPackage(await documentOf(p('Total: {{total}}')));
  if (part === undefined) return writePackage(parts);
  parts.set('docProps/custom.xml', new Part(part));
  const put = (path: string, before: string, more: string) =>
    parts.set(path, new Part((parts.get(path)?.text ?? '').replace(before, more + before)));
  const content = 'application/vnd.openxmlformats-officedocument.custom-properties+xml';
  put(
    '[Content_Types].xml',
    '</Types>',
    `<Override PartName="/docProps/custom.xml" ContentType="${content}"/>`,
  );
  const link = `<Relationship Id="rId9" Type="${office}/relationships/${type}" Target="docProps/custom.xml"/>`;
  put('_rels/.rels', '</Relationships>', link);
  return writePackage(parts);
}

describe.each(templates)('where the template %s', (_, part, others) => {
  test('the document has the property once, and keeps the others', async () => {
    const { template } = await compileTemplate(await templateWith(part));
    const filled = await template?.fill({ total: '4' }, { properties: { triannual: 'draft/2023-09/4' } });
    const bytes = filled?.bytes as Uint8Array;
    const parts = await readPackage(bytes);
    expect(propertyOf(parts, 'triannual')).toBe('draft/2023-09/4');
    const source = parts.get('docProps/custom.xml')?.text ?? '';
    const names = [...source.matchAll(/ name="([^"]*)"/g)].map(([, name]) => name);
    expect(names.sort()).toEqual([...others, 'triannual'].sort());
    const numbers = [...source.matchAll(/ pid="([^"]*)"/g)].map(([, pid]) => Number(pid));
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(Math.min(...numbers)).toBeGreaterThan(1);
    expect(await problemsOf(bytes)).toEqual([]);
  });
});

test('a property may hold any text', async () => {
  const { template } = await compileTemplate(await documentOf(p('{{total}}')));
  await fc.assert(
    fc.asyncProperty(fc.stringMatching(/^[ -~é£–]+$/), async (value) => {
      const filled = await template?.fill({ total: '4' }, { properties: { 'a "name" & more': value } });
      const parts = await readPackage(filled?.bytes as Uint8Array);
      expect(propertyOf(parts, 'a "name" & more')).toBe(value.trim());
    }),
    { numRuns: 30 },
  );
});

test.each([
  { id: '2023-09', number: 4 },
  { id: '2023-05-17', number: 1 },
  { id: '2024-06', number: 120, document: 'board-summary' },
])('a draft %o is known again by what it says of itself', (draft) => {
  expect(draftIn(draftIdentity(draft))).toEqual(draft);
});

test.each([
  undefined,
  '',
  'final/2023-09',
  'published/2023-05-17',
  'form/2023-09/send/1',
  'draft/2023-09',
  'draft/2023-09/0',
  'draft/../secret/1',
  'draft/2023-09/1/../x',
  'draft/2023-09/99999999999999999999',
])('%s names no draft', (identity) => expect(draftIn(identity)).toBeUndefined());
