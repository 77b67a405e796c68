import {
  Document,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { numbering, styles } from '../../../scripts/templates/style.ts';
import { readPackage } from '../../../src/ooxml/package.ts';
import { Part } from '../../../src/ooxml/part.ts';
import { compileTemplate } from '../../../src/word/index.ts';

/** Documents with a table for each of several lists, filled, whose rows have names: `R2x0x` is the first of the third table. */

const row = (words: string[], { isHeader = false, keepNext = false, cantSplit = true } = {}) =>
  new TableRow({
    tableHeader: isHeader,
    cantSplit,
    children: words.map(
      (word) =>
        new TableCell({
          width: { size: 4800, type: WidthType.DXA },
          children: [new Paragraph({ keepNext, children: [new TextRun(word)] })],
        }),
    ),
  });

const kept = (words: string, style: string) => new Paragraph({ style, children: [new TextRun(words)] });

const template = Packer.toBuffer(
  new Document({
    compatibility: { version: 15 },
    styles,
    numbering,
    sections: [
      {
        children: [
          new Paragraph('{{#each above}}'),
          new Paragraph('{{this}}'),
          new Paragraph('{{/each}}'),
          new Paragraph('{{#each tables}}'),
          kept('{{title}}', 'Heading2'),
          kept('{{caption}}', 'Caption'),
          new Table({
            layout: TableLayoutType.FIXED,
            columnWidths: [4800, 4800],
            width: { size: 9600, type: WidthType.DXA },
            rows: [
              row(['Name', 'Words'], { isHeader: true, keepNext: true }),
              row(['{{#each rows}}', '']),
              row(['{{name}}', '{{words}}']),
              row(['{{/each}}', '']),
            ],
          }),
          new Paragraph('Between the tables.'),
          new Paragraph('{{markdown narrative}}'),
          new Paragraph('{{/each}}'),
        ],
      },
    ],
  }),
);

/** @param tables of each, how many lines each row has. */
export async function tablesOfRows(above: number, tables: ReadonlyArray<readonly number[]>) {
  const words = (lines: number) => 'word '.repeat(1 + 9 * (lines - 1)).trim();
  const { template: compiled, findings } = await compileTemplate(await template);
  if (!compiled) throw new Error(JSON.stringify(findings));
  const filled = await compiled.fill({
    above: Array.from({ length: above }, (_, i) => `Line ${i}`),
    tables: tables.map((rows, t) => ({
      title: `T${t}x`,
      caption: `T${t}x1x`,
      rows: rows.map((lines, r) => ({ name: `R${2 * t}x${r}x`, words: words(lines) })),
      narrative:
        rows.length === 0
          ? ''
          : ['', '| Name | Words |', '| --- | --- |']
              .concat(rows.map((lines, r) => `| R${2 * t + 1}x${r}x | ${words(lines)} |`))
              .join('\n'),
    })),
  });
  if (!filled.bytes) throw new Error(JSON.stringify(filled.findings));
  return filled.bytes;
}

/** The parts of such a document, with a bookmark at the name of each row. */
export async function withRowsMarked(bytes: Uint8Array) {
  const parts = await readPackage(bytes);
  let id = 1000;
  const marked = (parts.get('word/document.xml')?.text ?? '').replace(
    /<w:r>(?:(?!<\/w:r>).)*>([RT]\d+x(?:\d+x)?)<.*?<\/w:r>/g,
    (run, name) => `<w:bookmarkStart w:id="${++id}" w:name="${name}"/>${run}<w:bookmarkEnd w:id="${id}"/>`,
  );
  parts.set('word/document.xml', new Part(marked));
  return parts;
}
