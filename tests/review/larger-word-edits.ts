import { ancestors, descendants, textOf, type XmlElement } from '../../src/ooxml/xml/tree.ts';
import {
  deletedRun,
  look,
  next,
  outer,
  paragraphWith,
  propertiesOf,
  rowOf,
  run,
  runs,
  splice,
  tracked,
  type WordEdit,
} from './word-edits.ts';

/** Edits of whole paragraphs, rows, columns and tables, as Word writes them. */

const put = (words: string, by?: string) =>
  by ? `<w:ins ${next()} ${by}>${run(words)}</w:ins>` : run(words);
const gone = (words: string, by: string) => `<w:del ${next()} ${by}>${deletedRun(words)}</w:del>`;

const cellsOf = (row: XmlElement) =>
  descendants(row).filter(({ name, parent }) => name === 'w:tc' && parent === row);

function tableOf(paragraph: XmlElement): XmlElement {
  const table = ancestors(paragraph).find(({ name }) => name === 'w:tbl');
  if (!table) throw new Error('it is in no table');
  return table;
}

/** Words in a cell that is empty. */
export const cellFilled =
  (words: string, column: number, is: string, by?: string): WordEdit =>
  (xml) => {
    const cell = cellsOf(rowOf(paragraphWith(xml, words)))[column] as XmlElement;
    const { close } = descendants(cell).find(({ name }) => name === 'w:p') as XmlElement;
    return splice(xml, close, close, put(is, by));
  };

/** A paragraph like another one before it. */
export const paragraphBefore =
  (words: string, is: string, by?: string): WordEdit =>
  (xml) => {
    const paragraph = paragraphWith(xml, words);
    const properties = propertiesOf(paragraph);
    const own = by ? tracked(properties, `<w:ins ${next()} ${by}/>`) : properties;
    return splice(xml, paragraph.start, paragraph.start, `<w:p>${own}${put(is, by)}</w:p>`);
  };

/** All words of a paragraph in the place of others; the bookmark is left behind them. */
export const replacedWhole =
  (words: string, is: string, by?: string): WordEdit =>
  (xml) => {
    const paragraph = paragraphWith(xml, words);
    const was = textOf(paragraph);
    const marks = (outer(paragraph).match(/<w:bookmark(Start|End)[^>]*\/>/g) ?? []).join('');
    const body = (by ? gone(was, by) : '') + put(is, by);
    return splice(
      xml,
      paragraph.start,
      paragraph.end,
      `<w:p>${propertiesOf(paragraph)}${marks}${body}</w:p>`,
    );
  };

/** Enter typed behind these words of one run; a blank that was there goes. */
export const splitBehind =
  (words: string, by?: string): WordEdit =>
  (xml) => {
    const paragraph = paragraphWith(xml, words);
    const found = runs(paragraph).find((one) => textOf(one).includes(words)) as XmlElement;
    const [before = '', after = ''] = textOf(found).split(words);
    const properties = propertiesOf(paragraph);
    const first = by ? tracked(properties, `<w:ins ${next()} ${by}/>`) : properties;
    const start = xml
      .slice(paragraph.start, found.start)
      .replace(properties, '')
      .replace(/^<w:p[^>]*>/, '');
    const rest = xml.slice(found.end, paragraph.close);
    const second = `<w:p>${properties}${run(after.trimStart(), look(found))}${rest}</w:p>`;
    const whole = `<w:p>${first}${start}${run(before + words, look(found))}</w:p>${second}`;
    return splice(xml, paragraph.start, paragraph.end, whole);
  };

/** A paragraph whose mark was deleted, so that the next one goes on in it. */
export const joinedWithNext =
  (words: string, by: string): WordEdit =>
  (xml) => {
    const paragraph = paragraphWith(xml, words);
    const properties = propertiesOf(paragraph);
    const own = outer(paragraph)
      .replace(properties, '')
      .replace(/^<w:p[^>]*>/, '');
    return splice(
      xml,
      paragraph.start,
      paragraph.end,
      `<w:p>${tracked(properties, `<w:del ${next()} ${by}/>`)}${own}`,
    );
  };

/** A row like the one that has these words before it. */
export const rowBefore =
  (words: string, texts: readonly string[], by?: string): WordEdit =>
  (xml) => {
    const row = rowOf(paragraphWith(xml, words));
    let at = 0;
    const copy = outer(row)
      .replace(/<w:bookmark(Start|End)[^>]*\/>/g, '')
      .replace(/(<w:tc>.*?<w:p>(?:<w:pPr>.*?<\/w:pPr>)?).*?<\/w:p><\/w:tc>/gs, (_, start: string) => {
        return `${start}${put(texts[at++] ?? '', by)}</w:p></w:tc>`;
      });
    const marked = by ? copy.replace('</w:trPr>', `<w:ins ${next()} ${by}/></w:trPr>`) : copy;
    return splice(xml, row.start, row.start, marked);
  };

/** A table behind a paragraph. */
export const tableBehind =
  (words: string, rows: ReadonlyArray<readonly string[]>, by?: string): WordEdit =>
  (xml) => {
    const { end } = paragraphWith(xml, words);
    const cell = (text: string) =>
      `<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr><w:p>${text === '' ? '' : put(text, by)}</w:p></w:tc>`;
    const inserted = by ? `<w:trPr><w:ins ${next()} ${by}/></w:trPr>` : '';
    const written = rows.map((texts) => `<w:tr>${inserted}${texts.map(cell).join('')}</w:tr>`);
    const grid = `<w:tblGrid>${'<w:gridCol w:w="2000"/>'.repeat(rows[0]?.length ?? 0)}</w:tblGrid>`;
    const table = `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>${grid}${written.join('')}</w:tbl><w:p/>`;
    return splice(xml, end, end, table);
  };

export const tableRemoved =
  (words: string): WordEdit =>
  (xml) => {
    const { start, end } = tableOf(paragraphWith(xml, words));
    return splice(xml, start, end, '');
  };

/** A column of the table that has these words, taken out or put in before, which Word does not track. */
export const columnChanged =
  (words: string, column: number, change: (cell: string) => string): WordEdit =>
  (xml) => {
    const table = tableOf(paragraphWith(xml, words));
    const rows = descendants(table).filter(({ name, parent }) => name === 'w:tr' && parent === table);
    return rows.reverse().reduce((text, row) => {
      const cell = cellsOf(row)[column];
      return cell ? splice(text, cell.start, cell.end, change(outer(cell))) : text;
    }, xml);
  };

/** A cell that takes in the one behind it, whose words go. */
export const cellMerged =
  (words: string, column: number): WordEdit =>
  (xml) => {
    const [cell, behind] = cellsOf(rowOf(paragraphWith(xml, words))).slice(column) as [
      XmlElement,
      XmlElement,
    ];
    const merged = outer(cell).replace('<w:tcPr>', '<w:tcPr><w:gridSpan w:val="2"/>');
    return splice(xml, cell.start, behind.end, merged);
  };
