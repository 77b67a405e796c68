import { ImportedXmlComponent, Paragraph, type ParagraphChild, TextRun } from 'docx';

/** Numbered captions, and references and links inside a document: what Word makes by References and by Insert, Link. */

/** What docx has no class for. */
export const xml = (source: string) =>
  ImportedXmlComponent.fromXmlString(source) as unknown as ParagraphChild;

const fieldChar = (type: string) => xml(`<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`);

/** A field with what it says until it is filled. */
const field = (code: string, result: string): ParagraphChild[] => [
  fieldChar('begin'),
  xml(`<w:r><w:instrText xml:space="preserve"> ${code} </w:instrText></w:r>`),
  fieldChar('separate'),
  new TextRun(result),
  fieldChar('end'),
];

// Those of labels in a form count from 1.
let last = 5000;
/** Something with a bookmark round it. Hidden ones begin with a line. */
export function bookmarked(name: string, inside: readonly ParagraphChild[]): ParagraphChild[] {
  last += 1;
  return [
    xml(`<w:bookmarkStart w:id="${last}" w:name="${name}"/>`),
    ...inside,
    xml(`<w:bookmarkEnd w:id="${last}"/>`),
  ];
}

const numbered = (kind: 'Table' | 'Figure', name: string, title: string, before?: number) =>
  new Paragraph({
    style: 'Caption',
    ...(before === undefined ? {} : { spacing: { before } }),
    children: [
      ...bookmarked(`_Ref_${name}`, [new TextRun(`${kind} `), ...field(`SEQ ${kind} \\* ARABIC`, '1')]),
      new TextRun(`: ${title}`),
    ],
  });

/** The caption of a table, above it, so far below what is before it if not as its style says; the number is counted when the template is filled. */
export const captionOf = (name: string, title: string, before?: number) =>
  numbered('Table', name, title, before);

/** The same of a chart. */
export const figureOf = (name: string, title: string) => numbered('Figure', name, title);

/** "Table 4", wherever its table is. */
export const tableAt = (name: string) => field(`REF _Ref_${name} \\h`, 'Table 1');

/** A link to a place in the document; its words may have tags. */
export const linkTo = (bookmark: string, words: string) =>
  xml(
    `<w:hyperlink w:anchor="${bookmark}" w:history="1"><w:r><w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr><w:t xml:space="preserve">${words}</w:t></w:r></w:hyperlink>`,
  );
