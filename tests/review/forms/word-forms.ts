import { readPackage, writePackage } from '../../../src/ooxml/package.ts';
import { Part } from '../../../src/ooxml/part.ts';
import { parseXml } from '../../../src/ooxml/xml/parse.ts';
import { closest, descendants, escapeText, isElement, type XmlElement } from '../../../src/ooxml/xml/tree.ts';

/** Forms filled in as a person does it in Word, and what word processors make of them, in the XML of the body. */

export type FormEdit = (xml: string) => string;

export async function edited(bytes: Uint8Array, ...edits: FormEdit[]): Promise<Uint8Array> {
  const parts = await readPackage(bytes);
  const xml = edits.reduce((text, edit) => edit(text), parts.get('word/document.xml')?.text ?? '');
  return writePackage(parts.set('word/document.xml', new Part(xml)));
}

export const run = (words: string, look = '') =>
  `<w:r>${look && `<w:rPr>${look}</w:rPr>`}<w:t xml:space="preserve">${escapeText(words)}</w:t></w:r>`;
export const paragraph = (...runs: string[]) => `<w:p>${runs.join('')}</w:p>`;

const childrenNamed = (element: XmlElement | undefined, name: string) =>
  (element?.children ?? []).filter((one): one is XmlElement => isElement(one) && one.name === name);

/** The cells of the row that has a bookmark, from the label on. `turn` counts the bookmarks of a kind from 0. */
function cellsBeside(xml: string, mark: string, turn: number): XmlElement[] {
  const marks = descendants(parseXml(xml)).filter(
    ({ name, attributes }) =>
      name === 'w:bookmarkStart' && attributes['w:name']?.replace(/_\d+$/, '') === `_form_${mark}`,
  );
  const cell = marks[turn] && closest(marks[turn], 'w:tc');
  const cells = childrenNamed(cell?.parent, 'w:tc');
  if (!cell) throw new Error(`there is no label ${mark} ${turn}`);
  return cells.slice(cells.indexOf(cell));
}

function withContent(xml: string, cell: XmlElement | undefined, content: string): string {
  if (!cell) throw new Error('there is no such cell');
  const [properties] = childrenNamed(cell, 'w:tcPr');
  return xml.slice(0, properties?.end ?? cell.open) + content + xml.slice(cell.close);
}

const asXml = (typed: string) =>
  typed.startsWith('<') || typed === '' ? typed || '<w:p/>' : paragraph(run(typed));

/** Types words, or paragraphs in XML, into the cell beside a label. */
export const typed =
  (mark: string, words: string, { turn = 0, cell = 1 } = {}): FormEdit =>
  (xml) =>
    withContent(xml, cellsBeside(xml, mark, turn)[cell], asXml(words));

/** Chooses from the list beside a label. */
export const chosen =
  (mark: string, item: string, turn = 0): FormEdit =>
  (xml) => {
    const cell = cellsBeside(xml, mark, turn)[1];
    const text = cell && descendants(cell).find(({ name }) => name === 'w:t');
    if (!text) throw new Error(`there is no list ${mark} ${turn}`);
    return xml.slice(0, text.open) + escapeText(item) + xml.slice(text.close);
  };

/** Types into a row of a table, counted from 0 below its header; where there are too few, the last is copied below itself, as Tab does. */
export const inRow =
  (mark: string, at: number, cells: readonly string[], turn = 0): FormEdit =>
  (xml) => {
    const rowsOf = (text: string) => {
      const [label] = cellsBeside(text, mark, turn);
      return childrenNamed(label && closest(label, 'w:tbl'), 'w:tr');
    };
    let whole = xml;
    for (let rows = rowsOf(whole); rows.length < at + 2; rows = rowsOf(whole)) {
      const { start = 0, end = 0 } = rows.at(-1) ?? {};
      whole = whole.slice(0, end) + whole.slice(start);
    }
    return cells.reduceRight(
      (text, words, column) =>
        withContent(text, childrenNamed(rowsOf(text)[at + 1], 'w:tc')[column], asXml(words)),
      whole,
    );
  };

export const withoutControls: FormEdit = (xml) =>
  xml.replace(/<w:sdtPr>.*?<\/w:sdtPr>/gs, '').replace(/<\/?w:sdt(?:Content)?>/g, '');

export const withoutBookmarks: FormEdit = (xml) => xml.replace(/<w:bookmark(?:Start|End)\b[^>]*\/>/g, '');

/** One table copied below itself, as when somebody pastes a section: Word keeps the first of two bookmarks. */
export const copied =
  (mark: string, edit: FormEdit = (xml) => xml): FormEdit =>
  (xml) => {
    const [label] = cellsBeside(xml, mark, 0);
    const table = label && closest(label, 'w:tbl');
    if (!table) throw new Error(`there is no label ${mark}`);
    const copy = xml.slice(table.start, table.end);
    return xml.slice(0, table.end) + withoutBookmarks(edit(copy)) + xml.slice(table.end);
  };
