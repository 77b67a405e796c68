import { expect, test } from '@jest/globals';
import { readPackage } from '../../src/ooxml/package.ts';
import { compileTemplate } from '../../src/word/index.ts';
import { documentOf, p } from './documents.ts';

const properties = async (bytes: Uint8Array | undefined) =>
  (await readPackage(bytes ?? new Uint8Array())).get('docProps/core.xml')?.text ?? '';

async function filledOn(day: string | undefined, title: string) {
  const { template } = await compileTemplate(await documentOf(p('{{name}}'), { title }), { name: 't.docx' });
  const filled = await template?.fill({ name: 'N' }, day === undefined ? {} : { day });
  return properties(filled?.bytes);
}

test('the properties give the day on which a document was made, in place of those of its template', async () => {
  const old =
    'T</dc:title><dcterms:created xmlns:dcterms="http://purl.org/dc/terms/">2020-01-01T00:00:00Z</dcterms:created><dc:title>';
  for (const title of ['Report', old]) {
    const written = await filledOn('2023-11-06', title);
    expect(written.match(/<dcterms:created[^>]*>[^<]*/g)).toEqual([
      '<dcterms:created xsi:type="dcterms:W3CDTF">2023-11-06T00:00:00Z',
    ]);
    expect(written.match(/<dcterms:modified[^>]*>[^<]*/g)).toEqual([
      '<dcterms:modified xsi:type="dcterms:W3CDTF">2023-11-06T00:00:00Z',
    ]);
    expect(written.match(/xmlns:xsi=/g)).toHaveLength(1);
  }
});

test('without a day the properties stay as the template has them', async () => {
  expect(await filledOn(undefined, 'Report')).not.toContain('dcterms');
});

test('whoever saved the template last, or manages its author, is not named in a document', async () => {
  const people =
    'T</dc:title><dc:creator>{{name}}</dc:creator><cp:lastModifiedBy>Jane Doe</cp:lastModifiedBy><dc:title>';
  const written = await filledOn('2023-11-06', people);
  expect(written).toContain('<cp:lastModifiedBy>N</cp:lastModifiedBy>');
  expect(written).not.toContain('Jane Doe');
});
