import { addContentTypes } from '../ooxml/add-part.ts';
import { type Package, readPackage, writePackage } from '../ooxml/package.ts';
import { Part } from '../ooxml/part.ts';
import { addRelationships } from '../ooxml/relationships.ts';
import { escapeAttribute } from '../ooxml/xml/tree.ts';
import { contrast } from '../word/check/accessibility.ts';
import { type Picture, readPicture } from '../word/images/read-picture.ts';

/** The templates in the council's own colour, with its logo on the first page of what goes to others. */

interface HouseStyle {
  /** Six hexadecimal digits. */
  colour?: string | undefined;
  logo?: { picture: Picture; alt: string } | undefined;
}

/** The colour of headings in the program's own templates. */
export const accent = '1F3A5F';

/** Headings are read by everyone: 7 to 1 on white (WCAG 2.2, 1.4.6). */
const leastContrast = 7;

/** The colour, or a darker one of the same hue where it is too pale for headings. */
export function forHeadings(colour: string): string {
  const channels = [0, 2, 4].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  for (let part = 100; part > 0; part -= 1) {
    const darker = channels.map((one) =>
      Math.floor((one * part) / 100)
        .toString(16)
        .padStart(2, '0'),
    );
    const text = darker.join('').toUpperCase();
    if (contrast(text, 'FFFFFF') >= leastContrast) return text;
  }
  return '000000';
}

/** A logo that Word and LibreOffice show. @throws {Error} in words for whoever gave it. */
export function readLogo(bytes: Uint8Array): Picture {
  const picture = readPicture(bytes);
  if (picture.type === 'svg') throw new Error('it is an SVG: save it as PNG');
  return picture;
}

/** Templates whose documents go to others; the front sheet has one page, and a form is filled in. */
const withLogo = /^(?:tri-annual-report|schools-forum-paper|committee-paper)\.docx$/;

export async function inHouseStyle(
  file: string,
  template: Uint8Array,
  { colour, logo }: HouseStyle,
): Promise<Uint8Array> {
  const parts = await readPackage(template);
  const styles = parts.get('word/styles.xml');
  if (colour && styles)
    parts.set('word/styles.xml', new Part(styles.text.replaceAll(`"${accent}"`, `"${colour}"`)));
  if (logo && withLogo.test(file)) addLogo(parts, logo.picture, logo.alt);
  return writePackage(parts);
}

/** English metric units, 360,000 to the centimetre: as large as fits into 6 by 2 cm. */
function sizeOf({ width, height }: Picture): [width: number, height: number] {
  const scale = Math.min((6 * 360_000) / width, (2 * 360_000) / height);
  return [Math.round(width * scale), Math.round(height * scale)];
}

const drawing = 'http://schemas.openxmlformats.org/drawingml/2006';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A paragraph with the logo before all else of the body. */
function addLogo(parts: Package, picture: Picture, alt: string): void {
  const document = parts.get('word/document.xml');
  if (!document) return;
  const media = `media/logo.${picture.type}`;
  const id = 'rIdLogo';
  const [width, height] = sizeOf(picture);
  const words = escapeAttribute(alt);
  const shape = `<pic:pic xmlns:pic="${drawing}/picture"><pic:nvPicPr><pic:cNvPr id="9001" name="Logo" descr="${words}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="${id}" xmlns:r="${office}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${width}" cy="${height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>`;
  const inline = `<wp:inline xmlns:wp="${drawing}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0"><wp:extent cx="${width}" cy="${height}"/><wp:docPr id="9001" name="Logo" descr="${words}"/><a:graphic xmlns:a="${drawing}/main"><a:graphicData uri="${drawing}/picture">${shape}</a:graphicData></a:graphic></wp:inline>`;
  const paragraph = `<w:p><w:pPr><w:spacing w:after="240"/></w:pPr><w:r><w:drawing>${inline}</w:drawing></w:r></w:p>`;
  parts.set('word/document.xml', new Part(document.text.replace('<w:body>', () => `<w:body>${paragraph}`)));
  parts.set(`word/${media}`, new Part(picture.bytes));
  const relation = `Type="${office}/image" Target="${media}"`;
  addRelationships(parts, 'word/document.xml', new Map([[relation, id]]));
  addContentTypes(parts, new Set([picture.type]));
}
