import { error, warning } from '../../diagnostics/diagnostic.ts';
import { escapeAttribute, escapeText } from '../../ooxml/xml/tree.ts';
import { type Picture, readPicture } from '../images/read-picture.ts';
import type { ImageData } from '../shape.ts';
import type { PictureCall, PrintSite } from '../template/instructions.ts';
import type { Printing } from './printing.ts';

/** Pictures of the context: in the text, or in place of one that the template has. */

/** English Metric Units in a pixel of 96 to the inch, and in a twip. */
const [perPixel, perTwip] = [9525, 635];

interface Read {
  picture: Picture;
  /** Of an SVG, what programs show that do not draw it. */
  pixels: Picture;
}

/** The picture, or a finding and nothing. */
export function pictureOf(
  printing: Printing,
  value: unknown,
  { place }: PrintSite,
): (Read & { alt: string }) | undefined {
  const refuse = (message: string, help: string) => {
    printing.findings.push(error('document/value', place, message, help));
    return undefined;
  };
  const { bytes, alt, fallback } = (value ?? {}) as Partial<ImageData>;
  if (!(bytes instanceof Uint8Array))
    return refuse('this tag has no picture to print', 'give it one, or put {{#if …}} round it');
  if (typeof alt !== 'string' || alt.trim() === '')
    return refuse('this picture has no alternative text', 'say in a few words what it shows');
  try {
    return { ...readBoth(printing, bytes, fallback), alt };
  } catch (cause) {
    return refuse(
      `this picture cannot be printed: ${(cause as Error).message}`,
      'give it a PNG, JPEG or SVG picture',
    );
  }
}

function readBoth({ pictures }: Printing, bytes: Uint8Array, fallback?: Uint8Array): Read {
  const known = pictures.get(bytes);
  if (known) return known;
  const picture = readPicture(bytes);
  if (picture.type === 'svg' && !(fallback instanceof Uint8Array))
    throw new Error('it is SVG, and has no PNG for programs that do not draw SVG');
  const read = { picture, pixels: picture.type === 'svg' ? readPicture(fallback as Uint8Array) : picture };
  pictures.set(bytes, read);
  return read;
}

const drawingOfSvg = (id: string) =>
  `<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="${id}"/></a:ext></a:extLst>`;

/** What a picture of the template gets. */
export function printPictureOf(
  printing: Printing,
  value: unknown,
  { what, width, site: number }: PictureCall,
): string {
  const site = printing.sites[number] as PrintSite;
  const read = pictureOf({ ...printing, findings: [] }, value, site);
  if (!read) return what === 'height' ? '1' : '';
  const { picture, pixels } = read;
  if (what === 'height') return String(Math.max(1, Math.round((width * picture.height) / picture.width)));
  if (what === 'part') return printing.additions.picture(site.part, pixels);
  return picture.type === 'svg' ? drawingOfSvg(printing.additions.picture(site.part, picture)) : '';
}

/** A picture in a line of text, no wider than there is room. */
export function writePicture(
  printing: Pick<Printing, 'additions' | 'numbers'>,
  { picture, pixels, alt }: Read & { alt: string },
  { part, room = 9000 }: Pick<PrintSite, 'part' | 'room'>,
): string {
  const width = Math.min(picture.width * perPixel, Math.max(room, 300) * perTwip);
  const size = `cx="${Math.round(width)}" cy="${Math.max(1, Math.round((width * picture.height) / picture.width))}"`;
  const id = printing.numbers.fresh();
  const drawing = picture.type === 'svg' ? drawingOfSvg(printing.additions.picture(part, picture)) : '';
  const name = `Picture ${id}`;
  return (
    `<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">` +
    `<wp:extent ${size}/><wp:docPr id="${id}" name="${name}" descr="${escapeAttribute(alt)}"/>` +
    `<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">` +
    `<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="0" name="${name}"/><pic:cNvPicPr/></pic:nvPicPr>` +
    `<pic:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="${printing.additions.picture(part, pixels)}">${drawing}</a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill>` +
    `<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`
  );
}

const longestAlt = 250;

/** A picture of narrative. Where it cannot be printed there are its words, a sentence as it is, and a warning. */
export function narrativePicture(
  printing: Printing,
  { name, alt, origin }: { name: string; alt: string; origin: unknown },
  site: PrintSite,
): string {
  const words = (why: string) => {
    const message = `the picture "${name}" cannot be printed: ${why}`;
    const help =
      'put it beside the file that names it, as PNG or JPEG, and say in the square brackets what it shows';
    printing.findings.push({ ...warning('document/value', site.place, message, help), origin, words: name });
    const said = /[.!?]$/.test(alt.trim()) ? alt.trim() : `[${alt || name}]`;
    return `<w:r><w:t xml:space="preserve">${escapeText(said)}</w:t></w:r>`;
  };
  try {
    if (/^\w+:(?!\\)/.test(name)) return words('it is on the web, and not a file');
    if (alt.trim() === '') return words('it has no alternative text');
    if (alt.length >= longestAlt) {
      const message = `the alternative text of the picture "${name}" has ${alt.length} characters`;
      const help = `say what it shows in fewer than ${longestAlt}, which screen readers read in one go, and the rest in the text`;
      printing.findings.push({
        ...warning('document/alt-text', site.place, message, help),
        origin,
        words: alt,
      });
    }
    const given: unknown = printing.images?.(name, origin);
    if (!(given instanceof Uint8Array)) return words('there is no such picture');
    return writePicture(printing, { ...readBoth(printing, given), alt }, site);
  } catch (cause) {
    return words((cause as Error).message);
  }
}
