import type { PDFDict, PDFDocument, PDFObject } from 'pdf-lib';
import { readPackage } from '../../ooxml/package.ts';
import { parsePart } from '../../ooxml/part-xml.ts';
import { childOf, descendants } from '../../ooxml/xml/tree.ts';

/**
 * What LibreOffice leaves out of a PDF that a screen reader needs: the alternative texts of charts, and that the first column of a
 * table says what a row is about. Both are taken from the Word file, whose drawings and tables are in the same order.
 */

interface Told {
  /** The alternative text of each drawing. */
  drawings: string[];
  /** Whether the first column of each table is a header. */
  rowHeaders: boolean[];
}

async function toldBy(docx: Uint8Array): Promise<Told> {
  const root = parsePart(await readPackage(docx), 'word/document.xml');
  return {
    drawings: descendants(root, 'wp:docPr').map(({ attributes }) => attributes.descr ?? ''),
    rowHeaders: descendants(root, 'w:tbl').map((table) => {
      const look = childOf(childOf(table, 'w:tblPr'), 'w:tblLook')?.attributes['w:firstColumn'];
      return /^(1|true|on)$/.test(look ?? '');
    }),
  };
}

/** The PDF with them. Where it has another number of drawings or tables than the Word file, those are left as they are. */
export async function withTagsOf(docx: Uint8Array, pdf: Uint8Array): Promise<Uint8Array> {
  const library = await loadLibrary();
  const document = await library.PDFDocument.load(pdf, { updateMetadata: false });
  const { drawings, rowHeaders } = await toldBy(docx);
  const elements = elementsOf(document, library);
  const figures = elements.filter(({ type }) => type === 'Figure');
  if (figures.length === drawings.length)
    for (const [i, { dict }] of figures.entries())
      dict.set(library.PDFName.of('Alt'), library.PDFHexString.fromText(drawings[i] ?? ''));
  const tables = elements.filter(({ type }) => type === 'Table');
  if (tables.length === rowHeaders.length)
    for (const [i, table] of tables.entries())
      if (rowHeaders[i]) for (const cell of firstCells(table)) setRowHeader(document, cell.dict, library);
  return document.save({ useObjectStreams: false });
}

interface Element {
  type: string;
  dict: PDFDict;
  children: Element[];
}

type Library = typeof import('pdf-lib');

/** Bundled, all of it is the default export; from its folder, each name is one. */
async function loadLibrary(): Promise<Library> {
  const loaded: Library & { default?: Library } = await import('pdf-lib');
  return loaded.default ?? loaded;
}

/** The elements of the structure tree, each before those inside it. */
function elementsOf(document: PDFDocument, { PDFName, PDFDict, PDFArray }: Library): Element[] {
  const all: Element[] = [];
  const seen = new Set<PDFObject>();
  const visit = (object: PDFObject | undefined): Element[] => {
    const found = object && document.context.lookup(object);
    if (found === undefined || seen.has(found)) return [];
    if (found instanceof PDFArray) return found.asArray().flatMap(visit);
    if (!(found instanceof PDFDict)) return [];
    seen.add(found);
    const type = found.lookup(PDFName.of('S'));
    // Without a type it is a mark in a page.
    if (!(type instanceof PDFName)) return [];
    const element: Element = { type: type.decodeText(), dict: found, children: [] };
    all.push(element);
    element.children = visit(found.get(PDFName.of('K')));
    return [element];
  };
  const root = document.catalog.lookup(PDFName.of('StructTreeRoot'));
  if (root instanceof PDFDict) visit(root.get(PDFName.of('K')));
  return all;
}

/** The first cell of each row, but of a row of headers. */
function firstCells({ children }: Element): Element[] {
  return children.flatMap((child) => {
    if (child.type !== 'TR') return /^T(?:Head|Body|Foot)$/.test(child.type) ? firstCells(child) : [];
    const [first, ...others] = child.children;
    const isHeaderRow = others.length > 0 && others.every(({ type }) => type === 'TH');
    return first?.type === 'TD' && !isHeaderRow ? [first] : [];
  });
}

function setRowHeader({ context }: PDFDocument, cell: PDFDict, { PDFName, PDFArray }: Library): void {
  const given = cell.lookup(PDFName.of('A'));
  const before = given === undefined ? [] : given instanceof PDFArray ? given.asArray() : [given];
  cell.set(PDFName.of('S'), PDFName.of('TH'));
  cell.set(PDFName.of('A'), context.obj([...before, context.obj({ O: 'Table', Scope: 'Row' })]));
}
