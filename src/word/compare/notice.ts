import { posix } from 'node:path';
import { addPart } from '../../ooxml/add-part.ts';
import {
  addRelationships,
  relationshipsOf,
  relationshipsPath,
  relationshipTypes,
} from '../../ooxml/relationships.ts';
import { escapeText } from '../../ooxml/xml/tree.ts';
import type { File } from './borrowed.ts';

/**
 * A line in the header of the first page. In the text it would be neither in the earlier file nor in the later one, and one of
 * the two must be left when the changes are rejected or accepted.
 */

/** @param body the document's XML, without tracked changes in its sections. The result is the XML with the header. */
export function withNotice(body: string, text: string, { parts, main }: File): string {
  const from = body.search(/<w:sectPr[\s/>]/);
  const source =
    /^<w:sectPr\b[^>]*?(?:\/>|>.*?<\/w:sectPr>)/s.exec(from < 0 ? '' : body.slice(from))?.[0] ?? '';
  const inside = source.replace(/^<w:sectPr\b[^>]*>|<\/w:sectPr>$/g, '');
  const isApart = /<w:titlePg(?: w:val="(?:1|true|on)")?\/>/.test(inside);
  const header = referenceIn(inside, 'header', isApart ? 'first' : 'default');
  const footer = referenceIn(inside, 'footer', isApart ? 'first' : 'default');
  const id = addHeader({ parts, main }, header, text);
  const others = inside
    .replace(/<w:(?:header|footer)Reference\b[^>]*w:type="first"[^>]*\/>/g, '')
    .replace(/<w:titlePg\b[^>]*\/>/, '');
  const references = `<w:headerReference w:type="first" r:id="${id}"/>${footer ? `<w:footerReference w:type="first" r:id="${footer}"/>` : ''}`;
  const last = /<w:(?:textDirection|bidi|rtlGutter|docGrid|printerSettings|sectPrChange)\b/.exec(others);
  const at = last?.index ?? others.length;
  const whole = `<w:sectPr>${references}${others.slice(0, at)}<w:titlePg/>${others.slice(at)}</w:sectPr>`;
  if (source === '') return body.replace('</w:body>', () => `${whole}</w:body>`);
  return body.slice(0, from) + whole + body.slice(from + source.length);
}

function referenceIn(section: string, kind: 'header' | 'footer', type: string): string | undefined {
  const all = section.match(new RegExp(`<w:${kind}Reference\\b[^>]*/>`, 'g')) ?? [];
  const own = all.find((one) => one.includes(`w:type="${type}"`));
  return /r:id="([^"]*)"/.exec(own ?? '')?.[1];
}

/** A header like the one of this id, with a line more; the result is its id. */
function addHeader({ parts, main }: File, like: string | undefined, text: string): string {
  const target = relationshipsOf(parts, main).find(({ id }) => id === like)?.target;
  const folder = posix.dirname(main);
  const path = `${folder}/header-of-changes.xml`;
  const office = 'http://schemas.openxmlformats.org';
  const empty = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:hdr xmlns:w="${office}/wordprocessingml/2006/main" xmlns:r="${office}/officeDocument/2006/relationships"></w:hdr>`;
  const source = (target && parts.get(target)?.text) ?? empty;
  const style = /<w:pStyle w:val="[^"]*"\/>/.exec(source)?.[0] ?? '';
  const line = `<w:p>${style ? `<w:pPr>${style}</w:pPr>` : ''}<w:r><w:rPr><w:b/><w:bCs/></w:rPr><w:t xml:space="preserve">${escapeText(text)}</w:t></w:r></w:p>`;
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml';
  addPart(
    parts,
    path,
    source.replace(/<\/w:hdr>\s*$/, () => `${line}</w:hdr>`),
    type,
  );
  const own = target === undefined ? undefined : parts.get(relationshipsPath(target));
  if (own) parts.set(relationshipsPath(path), own);
  const id = 'rIdHeaderOfChanges';
  addRelationships(parts, main, new Map([[`Type="${relationshipTypes.header}" Target="/${path}"`, id]]));
  return id;
}
