import { type Package, readPackage, writePackage } from '../../src/ooxml/package.ts';
import { Part } from '../../src/ooxml/part.ts';
import { parseXml } from '../../src/ooxml/xml/parse.ts';
import { descendants, isElement, type XmlElement } from '../../src/ooxml/xml/tree.ts';

/** Small Word files made in memory, and what a reader sees in them. */

const namespaces =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ' +
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ' +
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" ' +
  'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" ' +
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"';

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.';

const styles = `<w:styles ${namespaces}>
<w:style w:type="paragraph" w:styleId="Bullets"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Numbers"><w:name w:val="List Number"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Captions"><w:name w:val="caption"/></w:style>
<w:style w:type="character" w:styleId="Link"><w:name w:val="Hyperlink"/></w:style>
</w:styles>`;

const numbering = `<w:numbering ${namespaces}>
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:pPr><w:ind w:left="400" w:hanging="400"/></w:pPr></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:pPr><w:ind w:left="400" w:hanging="400"/></w:pPr></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
</w:numbering>`;

/** Parts beside the body, each as the inside of its root element. */
export interface Others {
  header?: string;
  footer?: string;
  footnotes?: string;
  comments?: string;
  title?: string;
  /** Relationships of the body: the last word of the type, the target, and whether it lies outside. */
  links?: ReadonlyArray<readonly [type: string, target: string, outside?: 'External']>;
  /** The content type of the body, and parts by path with the end of their content type. */
  type?: string;
  parts?: ReadonlyArray<readonly [path: string, type: string, source: string]>;
}

const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A Word file with this body. */
export async function documentOf(body: string, others: Others = {}) {
  const parts: Array<[string, string, string]> = [
    ['word/document.xml', 'document.main', `<w:document ${namespaces}><w:body>${body}</w:body></w:document>`],
    ['word/styles.xml', 'styles', styles],
    ['word/numbering.xml', 'numbering', numbering],
  ];
  if (others.header)
    parts.push(['word/header1.xml', 'header', `<w:hdr ${namespaces}>${others.header}</w:hdr>`]);
  if (others.footer)
    parts.push(['word/footer1.xml', 'footer', `<w:ftr ${namespaces}>${others.footer}</w:ftr>`]);
  if (others.comments)
    parts.push([
      'word/comments.xml',
      'comments',
      `<w:comments ${namespaces}>${others.comments}</w:comments>`,
    ]);
  if (others.footnotes)
    parts.push([
      'word/footnotes.xml',
      'footnotes',
      `<w:footnotes ${namespaces}>${others.footnotes}</w:footnotes>`,
    ]);
  const overrides = parts.map(([path, type]) => {
    const whole =
      type === 'document.main' ? (others.type ?? `${wordType}${type}+xml`) : `${wordType}${type}+xml`;
    return `<Override PartName="/${path}" ContentType="${whole}"/>`;
  });
  for (const [path, type] of others.parts ?? [])
    overrides.push(
      `<Override PartName="/${path}" ContentType="application/vnd.openxmlformats-officedocument.${type}"/>`,
    );
  const core =
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>';
  const pack: Package = new Map();
  const put = (path: string, source: string) => pack.set(path, new Part(source));
  put(
    '[Content_Types].xml',
    `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}${others.title ? core : ''}</Types>`,
  );
  put(
    '_rels/.rels',
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
  );
  for (const [path, , source] of parts) put(path, source);
  for (const [path, , source] of others.parts ?? []) put(path, source);
  if (others.links)
    put(
      'word/_rels/document.xml.rels',
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${others.links.map(([type, target, mode], i) => `<Relationship Id="rId${i + 1}" Type="${relationships}/${type}" Target="${target}"${mode ? ` TargetMode="${mode}"` : ''}/>`).join('')}</Relationships>`,
    );
  if (others.title)
    put(
      'docProps/core.xml',
      `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${others.title}</dc:title></cp:coreProperties>`,
    );
  return writePackage(pack);
}

/** A paragraph; its text may be cut into runs with `|`. */
export const p = (text: string) =>
  `<w:p>${text
    .split('|')
    .map((run) => `<w:r><w:t xml:space="preserve">${run}</w:t></w:r>`)
    .join('')}</w:p>`;

/** A table row whose cells hold a paragraph each. */
export const row = (...cells: string[]) =>
  `<w:tr>${cells.map((cell) => `<w:tc><w:tcPr><w:tcW w:w="100" w:type="dxa"/></w:tcPr>${cell.startsWith('<') ? cell : p(cell)}</w:tc>`).join('')}</w:tr>`;

export const table = (...rows: string[]) =>
  `<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="100"/></w:tblGrid>${rows.join('')}</w:tbl>`;

/** The part's text as a reader meets it: a line for each paragraph, cells of a row joined by " | ". */
export async function linesOf(bytes: Uint8Array, path = 'word/document.xml'): Promise<string[]> {
  const source = (await readPackage(bytes)).get(path)?.text;
  if (source === undefined) throw new Error(`no part ${path}`);
  return linesIn(parseXml(source));
}

export function linesIn(element: XmlElement): string[] {
  if (element.name === 'w:p') return [paragraphText(element)];
  if (element.name === 'w:tr')
    return [
      element.children
        .filter(isElement)
        .filter(({ name }) => name === 'w:tc')
        .map((cell) => linesIn(cell).join(' / '))
        .join(' | '),
    ];
  return element.children.filter(isElement).flatMap(linesIn);
}

export function paragraphText(paragraph: XmlElement): string {
  let text = '';
  for (const element of descendants(paragraph)) {
    if (element.name === 'w:br') text += '\n';
    if (element.name === 'w:tab' && element.parent?.name === 'w:r') text += '\t';
    if (element.name === 'w:t')
      text += element.children.map((child) => ('text' in child ? child.text : '')).join('');
  }
  return text;
}

export async function sourceOf(bytes: Uint8Array, path = 'word/document.xml'): Promise<string> {
  return (await readPackage(bytes)).get(path)?.text ?? '';
}
