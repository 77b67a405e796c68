import {
  AlignmentType,
  Document,
  Footer,
  Header,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
} from 'docx';
import PizZip from 'pizzip';

/**
 * The report as a template: one layout for every engine, in the tags of each. A dialect says how an engine writes a value
 * and repeats rows and paragraphs; where an engine needs the layout another way, its dialect changes these plain values.
 *
 * A paragraph is `{ style, text }`; a cell is `{ span, paragraphs }`; a row is `{ header, cells }`. `raw` is XML.
 */

export const paragraph = (text, style = 'Normal') => ({ style, text });
export const cell = (text, span = 1) => ({ span, paragraphs: [paragraph(text)] });
export const row = (...cells) => ({ cells: cells.map((one) => (typeof one === 'string' ? cell(one) : one)) });
const header = (...names) => ({ ...row(...names), header: true });

/** The body of the report, as paragraphs and `{ widths, rows }`. */
export function reportBody({ value, rows, paragraphs }) {
  const kpi = ['ref', 'name', 'unit', 'baseline', 'target', 'june', 'september', 'status'];
  return [
    paragraph(value('title'), 'Title'),
    paragraph(value('summary')),
    paragraph('Questions', 'Heading1'),
    {
      widths: [3500, 6500],
      rows: rows('questions', [row(value('questions.question'), value('questions.answer'))]),
    },
    paragraph('Target dates', 'Heading1'),
    {
      widths: [6000, 4000],
      rows: [header('Milestone', 'Date'), ...rows('dates', [row(value('dates.name'), value('dates.date'))])],
    },
    paragraph('Conditions', 'Heading1'),
    {
      widths: [3300, 3300, 3400],
      rows: rows('conditions', [
        row(cell(value('conditions.title'), 3)),
        row('Q1', 'Q2', 'Q3'),
        row(value('conditions.q1'), value('conditions.q2'), value('conditions.q3')),
        row({
          span: 3,
          paragraphs: [
            ...paragraphs('conditions.update', [paragraph(value('conditions.update.text'))]),
            paragraph(`Owner: ${value('conditions.owner')}`),
          ],
        }),
      ]),
    },
    paragraph('Emerging risks', 'Heading1'),
    ...paragraphs('risks', [paragraph(value('risks.text'), 'Bullet')]),
    paragraph('Support required', 'Heading1'),
    ...paragraphs('support', [paragraph(value('support.text'), 'Bullet')]),
    paragraph('Key performance indicators', 'Heading1'),
    {
      widths: [600, 3400, 900, 1100, 1000, 1000, 1000, 1000],
      rows: [
        header('Ref', 'Name', 'Unit', 'Baseline', 'Target', 'June', 'September', 'Status'),
        ...rows('sections', [
          row(cell(value('sections.name'), 8)),
          ...rows('sections.kpis', [row(...kpi.map((name) => value(`sections.kpis.${name}`)))]),
        ]),
      ],
    },
    paragraph('Appendices', 'Heading1'),
    ...paragraphs('appendices', [paragraph(value('appendices.text'))]),
  ];
}

/** The template as the bytes of a .docx file. */
export async function reportTemplate(dialect) {
  const around = new Document({
    title: 'Report',
    creator: 'bench',
    styles: {
      default: { document: { run: { font: 'Arial', size: 24 } } },
      paragraphStyles: [
        {
          id: 'Bullet',
          name: 'Bullet',
          basedOn: 'Normal',
          paragraph: { numbering: { reference: 'b', level: 0 } },
        },
      ],
    },
    numbering: {
      config: [
        {
          reference: 'b',
          levels: [{ level: 0, format: LevelFormat.BULLET, text: '•', alignment: AlignmentType.LEFT }],
        },
      ],
    },
    sections: [
      {
        headers: { default: new Header({ children: [new Paragraph(dialect.value('authority'))] }) },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({ children: [new TextRun({ children: ['Page ', PageNumber.CURRENT] })] }),
            ],
          }),
        },
        children: [new Paragraph('BODY')],
      },
    ],
  });
  const zip = new PizZip(await Packer.toBuffer(around));
  const source = zip.file('word/document.xml').asText();
  const body = (dialect.body ?? ((same) => same))(reportBody(dialect)).map(blockXml).join('');
  const whole = source.replace(/<w:p>(?:(?!<\/w:p>).)*BODY.*?<\/w:p>/s, () => body);
  if (whole === source) throw new Error('docx writes a paragraph in another way: look at the body');
  zip.file('word/document.xml', whole);
  return zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' });
}

/** In a text: what follows stands in a run of its own. */
export const newRun = '\u0001';

export const escapeXml = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

function blockXml(block) {
  if (block.raw !== undefined) return block.raw;
  if (block.rows === undefined) return paragraphXml(block);
  const grid = block.widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('');
  const line = '<w:top w:val="single" w:sz="4"/><w:bottom w:val="single" w:sz="4"/>';
  const properties = `<w:tblPr><w:tblW w:w="10000" w:type="dxa"/><w:tblBorders>${line}</w:tblBorders></w:tblPr>`;
  const rows = block.rows.map((one) => rowXml(one, block.widths)).join('');
  return `<w:tbl>${properties}<w:tblGrid>${grid}</w:tblGrid>${rows}</w:tbl>`;
}

function rowXml(one, widths) {
  if (one.raw !== undefined) return one.raw;
  let at = 0;
  const cells = one.cells.map(({ span, paragraphs }) => {
    const width = widths.slice(at, at + span).reduce((a, b) => a + b, 0);
    at += span;
    const spans = span > 1 ? `<w:gridSpan w:val="${span}"/>` : '';
    const inside = paragraphs.map(paragraphXml).join('');
    return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${spans}</w:tcPr>${inside}</w:tc>`;
  });
  const properties = `<w:trPr><w:cantSplit/>${one.header ? '<w:tblHeader/>' : ''}</w:trPr>`;
  return `<w:tr>${properties}${cells.join('')}</w:tr>`;
}

function paragraphXml(one) {
  if (one.raw !== undefined) return one.raw;
  const style = one.style === 'Normal' ? '' : `<w:pPr><w:pStyle w:val="${one.style}"/></w:pPr>`;
  const runs = one.text
    .split(newRun)
    .map((text) => `<w:r><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`);
  return `<w:p>${style}${runs.join('')}</w:p>`;
}
