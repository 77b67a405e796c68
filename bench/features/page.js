import { crc32, deflateSync } from 'node:zlib';
import { Document, ExternalHyperlink, ImageRun, LevelFormat, Packer, Paragraph, TextRun } from 'docx';
import { ChartRun } from 'docx/charts';
import PizZip from 'pizzip';
import { escapeXml } from '../word/report.js';

/**
 * A template, as the bytes of a .docx file.
 *
 * @param page
 *   body: lines, each a text, `{ rows: [[text]] }` or `{ raw: xml }`;
 *   picture, chart, link: what a picture, a chart or a link after the body has for tags: `{ alt, tooltip }`,
 *   `{ alt, title }`, `{ address, text }`;
 *   note, comment: the text of a footnote or comment, to which `noteHere` and `commentHere` in the body lead
 */
export async function pageOf({ body = [], picture, chart, link, note, comment }) {
  const document = new Document({
    title: 'Page',
    creator: 'bench',
    footnotes: note ? { 1: { children: [new Paragraph(note)] } } : undefined,
    comments: comment ? { children: [commentOf(comment)] } : undefined,
    numbering: {
      config: [levelsOf('bullets', LevelFormat.BULLET, '•'), levelsOf('numbers', LevelFormat.DECIMAL, '%1.')],
    },
    styles: { paragraphStyles: [listStyle('Bullet', 'bullets'), listStyle('Number', 'numbers')] },
    sections: [
      {
        children: [
          new Paragraph('BODY'),
          ...(picture ? [new Paragraph({ children: [pictureOf(picture)] })] : []),
          ...(chart ? [new Paragraph({ children: [chartOf(chart)] })] : []),
          ...(link
            ? [
                new Paragraph({
                  children: [
                    new ExternalHyperlink({ link: link.address, children: [new TextRun(link.text)] }),
                  ],
                }),
              ]
            : []),
        ],
      },
    ],
  });
  const zip = new PizZip(await Packer.toBuffer(document));
  const change = (name, how) => zip.file(name, how(zip.file(name).asText()));
  change('word/document.xml', (xml) =>
    xml.replace(/<w:p>(?:(?!<\/w:p>).)*BODY.*?<\/w:p>/s, () => body.map(blockXml).join('')),
  );
  if (picture?.tooltip) withTooltip(change, picture.tooltip);
  numberRelationships(change);
  return zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' });
}

const levelsOf = (reference, format, text) => ({ reference, levels: [{ level: 0, format, text }] });
const listStyle = (kind, reference) => ({
  id: `List${kind}`,
  name: `List ${kind}`,
  basedOn: 'Normal',
  paragraph: { numbering: { reference, level: 0 } },
});
const commentOf = (text) => ({
  id: 0,
  author: 'A',
  date: new Date(0),
  children: [new Paragraph(text)],
});
const pictureOf = ({ alt = 'A picture' }) =>
  new ImageRun({
    type: 'png',
    data: png(10, 10),
    transformation: { width: 100, height: 100 },
    altText: { name: 'Picture 1', description: alt, title: '' },
  });
const chartOf = ({ alt = 'A chart', title }) =>
  new ChartRun({
    type: 'column',
    title,
    categories: ['a', 'b', 'c'],
    series: [{ name: 'One', values: [1, 2, 3] }],
    transformation: { width: 400, height: 200 },
    altText: { name: 'Chart 1', description: alt, title: '' },
  });

/** Relationships named as Word names them, `rId7`: jsreport reads the number. */
function numberRelationships(change) {
  const names = new Map();
  change('word/_rels/document.xml.rels', (xml) =>
    xml.replace(/ Id="([^"]+)"/g, (_, id) => {
      names.set(id, `rId${names.size + 1}`);
      return ` Id="${names.get(id)}"`;
    }),
  );
  change('word/document.xml', (xml) =>
    xml.replace(/ (r:\w+)="([^"]+)"/g, (whole, name, id) =>
      names.has(id) ? ` ${name}="${names.get(id)}"` : whole,
    ),
  );
}

/** A picture that is a link with words that show when the pointer is on it: there jsreport has its tag. */
function withTooltip(change, words) {
  const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink';
  const target = `Target="https://council.example" TargetMode="External"`;
  change('word/_rels/document.xml.rels', (xml) =>
    xml.replace('</Relationships>', `<Relationship Id="rIdTip" Type="${type}" ${target}/></Relationships>`),
  );
  const a = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"';
  const tip = `<a:hlinkClick ${a} r:id="rIdTip" tooltip="${escapeXml(words).replace(/"/g, '&quot;')}"/>`;
  change('word/document.xml', (xml) =>
    xml.replace(
      /<wp:docPr([^>]*?)\/>|<wp:docPr([^>]*)>.*?<\/wp:docPr>/s,
      (_, empty, full) => `<wp:docPr${empty ?? full}>${tip}</wp:docPr>`,
    ),
  );
}

export const run = (text) => `<w:r><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`;
const lineXml = (text) => `<w:p>${run(text)}</w:p>`;
export const cellXml = (text, properties = '') =>
  `<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/>${properties}</w:tcPr>${lineXml(text)}</w:tc>`;
export const tableXml = (columns, rows) =>
  `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>${'<w:gridCol w:w="2000"/>'.repeat(columns)}</w:tblGrid>${rows.map((cells) => `<w:tr>${cells.join('')}</w:tr>`).join('')}</w:tbl>${lineXml('')}`;

function blockXml(block) {
  if (block.raw) return block.raw;
  if (!block.rows) return lineXml(block);
  return tableXml(
    block.rows[0].length,
    block.rows.map((cells) => cells.map((text) => cellXml(text))),
  );
}

/** Where the footnote of the page is referred to, and its comment. */
export const noteHere = '<w:r><w:footnoteReference w:id="1"/></w:r>';
export const commentHere = (text) =>
  `<w:commentRangeStart w:id="0"/>${run(text)}<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>`;

/** A black PNG of so many pixels. */
export function png(width, height) {
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    crc.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, crc]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const rows = Buffer.alloc((width + 1) * height);
  const start = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    start,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
