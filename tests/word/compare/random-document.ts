import { type Package, writePackage } from '../../../src/ooxml/package.ts';
import { Part } from '../../../src/ooxml/part.ts';
import fc from '../../properties.ts';

/** Small Word files of all that a redline compares, at random. */

interface Run {
  text: string;
  bold: boolean;
}
interface Note {
  note: string;
}
export interface Paragraph {
  style: string;
  list: boolean;
  runs: Array<Run | Note>;
}
interface Cell {
  fill: string;
  paragraphs: Paragraph[];
}
type Block = Paragraph | { rows: Cell[][] } | { control: Paragraph[] };

const sentence = fc.constantFrom(
  'The deficit is −£25.949m at 31 March. ',
  'The deficit is −£19.637m at 31 March. ',
  'Six teams start in October, two in May. ',
  'Six teams started in June. ',
  'Nothing else. ',
  'Costs rose by 12.5% (“as planned”). ',
  'a < b & c > d',
  ' ',
);
const run = fc.record({ text: sentence, bold: fc.boolean() });
const note = fc.record({ note: sentence });
const paragraph: fc.Arbitrary<Paragraph> = fc.record({
  style: fc.constantFrom('Normal', 'Heading1', 'Quote'),
  list: fc.boolean(),
  runs: fc.array(fc.oneof({ weight: 6, arbitrary: run }, { weight: 1, arbitrary: note }), { maxLength: 4 }),
});
const cell = fc.record({
  fill: fc.constantFrom('', 'D4EDDA', 'F8D7DA'),
  paragraphs: fc.array(paragraph, { minLength: 1, maxLength: 3 }),
});
const block: fc.Arbitrary<Block> = fc.oneof(
  { weight: 6, arbitrary: paragraph },
  {
    weight: 2,
    arbitrary: fc.record({
      rows: fc
        .integer({ min: 1, max: 3 })
        .chain((width) =>
          fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 4 }),
        ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ control: fc.array(paragraph, { minLength: 1, maxLength: 3 }) }) },
);
const document = fc.array(block, { maxLength: 8 });

/** A document, and another that has most of its blocks. */
export const twoDocuments = fc
  .tuple(document, document, fc.array(fc.nat(9), { maxLength: 12 }))
  .map(([before, other, picks]) => {
    const after = [...before];
    for (const pick of picks) {
      const at = pick % (after.length + 1);
      const added = other[pick % (other.length + 1)];
      if (pick % 3 === 0) after.splice(at, 1);
      else if (added) after.splice(at, pick % 3 === 1 ? 1 : 0, added);
    }
    return [before, after] as const;
  });

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const types = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

/** The bytes of a document; bookmarks and lists are numbered from `first`, as each file numbers them anew. */
export async function fileOf(blocks: readonly Block[], first = 1): Promise<Uint8Array> {
  const notes: string[] = [];
  let id = first;
  const printRun = (one: Run | Note) => {
    if ('text' in one)
      return `<w:r>${one.bold ? '<w:rPr><w:b/></w:rPr>' : ''}<w:t xml:space="preserve">${escaped(one.text)}</w:t></w:r>`;
    notes.push(one.note);
    return `<w:r><w:footnoteReference w:id="${notes.length}"/></w:r>`;
  };
  const printParagraph = ({ style, list, runs }: Paragraph) => {
    id += 1;
    const numbering = list ? `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="${first}"/></w:numPr>` : '';
    return `<w:p><w:pPr><w:pStyle w:val="${style}"/>${numbering}</w:pPr><w:bookmarkStart w:id="${id}" w:name="_Toc${id}"/>${runs.map(printRun).join('')}<w:bookmarkEnd w:id="${id}"/></w:p>`;
  };
  const printCell = ({ fill, paragraphs }: Cell) =>
    `<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/>${fill ? `<w:shd w:val="clear" w:color="auto" w:fill="${fill}"/>` : ''}</w:tcPr>${paragraphs.map(printParagraph).join('')}</w:tc>`;
  const printBlock = (one: Block) => {
    if ('rows' in one) {
      const columns = one.rows[0]?.map(() => '<w:gridCol w:w="2000"/>').join('');
      const rows = one.rows.map((cells) => `<w:tr>${cells.map(printCell).join('')}</w:tr>`);
      return `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>${columns}</w:tblGrid>${rows.join('')}</w:tbl>`;
    }
    if ('control' in one)
      return `<w:sdt><w:sdtPr><w:alias w:val="a"/></w:sdtPr><w:sdtContent>${one.control.map(printParagraph).join('')}</w:sdtContent></w:sdt>`;
    return printParagraph(one);
  };
  const body = blocks.map(printBlock).join('');
  const level =
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/></w:lvl>';
  const styles = ['Normal', 'Heading1', 'Quote'].map(
    (name) => `<w:style w:type="paragraph" w:styleId="${name}"><w:name w:val="${name}"/></w:style>`,
  );
  const list = `<w:abstractNum w:abstractNumId="${first}"><w:multiLevelType w:val="hybridMultilevel"/>${level}</w:abstractNum><w:num w:numId="${first}"><w:abstractNumId w:val="${first}"/></w:num>`;
  const printed = notes.map(
    (text, at) =>
      `<w:footnote w:id="${at + 1}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p></w:footnote>`,
  );
  const lines = ['separator', 'continuationSeparator'].map(
    (type, at) =>
      `<w:footnote w:type="${type}" w:id="${at - 1}"><w:p><w:r><w:${type}/></w:r></w:p></w:footnote>`,
  );
  const others = { styles: styles.join(''), numbering: list, footnotes: lines.join('') + printed.join('') };
  const parts: Package = new Map();
  const add = (path: string, text: string) => parts.set(path, new Part(head + text));
  const overrides = ['document.main', ...Object.keys(others)].map(
    (kind) =>
      `<Override PartName="/word/${kind.replace('.main', '')}.xml" ContentType="${types}.${kind}+xml"/>`,
  );
  add(
    '[Content_Types].xml',
    `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${overrides.join('')}</Types>`,
  );
  const relations = (list: ReadonlyArray<readonly [string, string]>) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list.map(([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${office}/${type}" Target="${target}"/>`).join('')}</Relationships>`;
  add('_rels/.rels', relations([['officeDocument', 'word/document.xml']]));
  add(
    'word/_rels/document.xml.rels',
    relations(Object.keys(others).map((kind) => [kind, `${kind}.xml`] as const)),
  );
  add(
    'word/document.xml',
    `<w:document ${w} xmlns:r="${office}"><w:body>${body}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>`,
  );
  for (const [kind, text] of Object.entries(others))
    add(`word/${kind}.xml`, `<w:${kind} ${w}>${text}</w:${kind}>`);
  return writePackage(parts);
}
