import { expect, test } from '@jest/globals';
import { type PDFDict, PDFDocument, PDFHexString, PDFName } from 'pdf-lib';
import { withTagsOf } from '../../../src/output/pdf/tags.ts';
import { documentOf, p } from '../../word/documents.ts';

/** A tagged PDF as LibreOffice writes one: tables with plain cells, and figures without words. */
async function pdfWith(figures: number) {
  const pdf = await PDFDocument.create();
  pdf.addPage();
  const { context } = pdf;
  const element = (type: string, ...kids: PDFDict[]) =>
    context.obj({ Type: 'StructElem', S: type, K: kids.map((kid) => context.register(kid)) });
  const row = (...cells: string[]) => element('TR', ...cells.map((cell) => element(cell)));
  const table = element('Table', row('TH', 'TH'), row('TD', 'TD'), row('TD', 'TD'));
  const all = [table, ...Array.from({ length: figures }, () => element('Figure'))];
  const root = context.obj({ Type: 'StructTreeRoot', K: context.register(element('Document', ...all)) });
  pdf.catalog.set(PDFName.of('StructTreeRoot'), context.register(root));
  return pdf.save();
}

async function elementsOf(bytes: Uint8Array) {
  const { context } = await PDFDocument.load(bytes);
  const dicts = context.enumerateIndirectObjects().map(([, object]) => object as PDFDict);
  const ofType = (type: string) =>
    dicts.filter((dict) => 'get' in dict && dict.get(PDFName.of('S')) === PDFName.of(type));
  const alt = (dict: PDFDict) => {
    const text = dict.get(PDFName.of('Alt'));
    return text instanceof PDFHexString ? text.decodeText() : undefined;
  };
  return { figures: ofType('Figure').map(alt), headers: ofType('TH').length, cells: ofType('TD').length };
}

const drawing = (words: string) =>
  `<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="c" descr="${words}"/></wp:inline></w:drawing></w:r></w:p>`;
const table = (firstColumn: 0 | 1) =>
  `<w:tbl><w:tblPr><w:tblLook w:firstColumn="${firstColumn}"/></w:tblPr><w:tr><w:tc>${p('a')}</w:tc></w:tr></w:tbl>`;

test('alternative texts of charts and headers of rows come from the Word file', async () => {
  const docx = await documentOf(table(1) + drawing('Chart of £ and “words”') + drawing('Second'));
  const tagged = await elementsOf(await withTagsOf(docx, await pdfWith(2)));
  expect(tagged).toEqual({ figures: ['Chart of £ and “words”', 'Second'], headers: 4, cells: 2 });
});

test('a first column that is none of headers stays as it is, and a header row too', async () => {
  const docx = await documentOf(table(0));
  expect(await elementsOf(await withTagsOf(docx, await pdfWith(0)))).toEqual({
    figures: [],
    headers: 2,
    cells: 4,
  });
});

test('where the PDF has another number of drawings, none gets the words of another', async () => {
  const docx = await documentOf(table(1) + drawing('First'));
  expect((await elementsOf(await withTagsOf(docx, await pdfWith(2)))).figures).toEqual([
    undefined,
    undefined,
  ]);
});
