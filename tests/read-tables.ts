import { readFile } from 'node:fs/promises';
import { readPackage } from '../src/ooxml/package.ts';
import { parseXml } from '../src/ooxml/xml/parse.ts';
import { descendants, isElement, textOf, type XmlElement } from '../src/ooxml/xml/tree.ts';
import { straight } from '../src/word/typography.ts';

const named = (element: XmlElement, name: string) =>
  element.children.filter(isElement).filter((child) => child.name === name);
const plain = (text: string) => straight(text).replace(/\s+/g, ' ').trim();

/** The tables of a Word file, with the texts of their cells row by row, its paragraphs and its XML. */
export async function readWord(path: string) {
  const xml = (await readPackage(await readFile(path))).get('word/document.xml')?.text ?? '';
  const all = [...descendants(parseXml(xml))];
  const tables = all
    .filter(({ name }) => name === 'w:tbl')
    .map((table) => named(table, 'w:tr').map((row) => named(row, 'w:tc').map((cell) => plain(textOf(cell)))));
  return {
    xml,
    tables,
    paragraphs: all.filter(({ name }) => name === 'w:p').map((one) => plain(textOf(one))),
  };
}
