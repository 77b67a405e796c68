import {
  childOf,
  childrenNamed,
  escapeAttribute,
  escapeText,
  isElement,
  ownText,
  valOf,
  type XmlElement,
} from '../../ooxml/xml/tree.ts';
import { isMark } from '../value-marks.ts';
import { drawing } from './drawing.ts';
import { textLook } from './look.ts';
import type { Reader } from './reader.ts';
import { classes } from './sheet.ts';

/** What a paragraph holds: its text, with links, notes and marks. */

/** Elements whose content no reader sees, or that is there twice. */
const skipped = /^(w:del|w:moveFrom|w:instrText|w:pPr|w:rPr|mc:Fallback|w:sdtPr|w:sdtEndPr|w:footnoteRef)$/;

export function inlineHtml(paragraph: XmlElement, reader: Reader): string {
  let html = '';
  /** Marks that are open, innermost last. */
  const open: string[] = [];
  const visit = (element: XmlElement): void => {
    for (const child of element.children) {
      if (!isElement(child) || skipped.test(child.name)) continue;
      if (child.name === 'w:r') html += runHtml(child, reader);
      else if (child.name === 'w:hyperlink') {
        html += `<a${linkOf(child, reader)}>`;
        visit(child);
        html += '</a>';
      } else if (child.name === 'w:bookmarkStart') html += startOf(child, open);
      else if (child.name === 'w:bookmarkEnd') {
        if (open.at(-1) !== child.attributes['w:id']) continue;
        open.pop();
        html += '</span>';
      } else visit(child);
    }
  };
  visit(paragraph);
  return html + '</span>'.repeat(open.length);
}

/** Our mark becomes an element around what it marks; another bookmark is a place that a link may lead to. */
function startOf({ attributes }: XmlElement, open: string[]): string {
  const { 'w:name': name = '', 'w:id': id = '' } = attributes;
  if (!isMark(name)) return /^[\w.-]+$/.test(name) ? `<span id="${name}"></span>` : '';
  open.push(id);
  return `<span class="mark" data-mark="${name}">`;
}

function linkOf({ attributes }: XmlElement, { targetOf }: Reader): string {
  const { 'w:anchor': anchor, 'r:id': id } = attributes;
  if (anchor !== undefined) return ` href="#${escapeAttribute(anchor)}"`;
  const target = id === undefined ? undefined : targetOf(id);
  if (target === undefined || !/^(https?:|mailto:)/i.test(target)) return '';
  return ` href="${escapeAttribute(target)}" rel="noreferrer" target="_blank"`;
}

function runHtml(run: XmlElement, reader: Reader): string {
  const { sheet } = reader;
  const properties = childOf(run, 'w:rPr');
  if (childOf(properties, 'w:vanish')) return '';
  const style = valOf(childOf(properties, 'w:rStyle'));
  const look = sheet.add(textLook(properties));
  const names = classes(style !== undefined && sheet.classOf(style), look);
  const content = contentOf(run, reader);
  const raised = valOf(childOf(properties, 'w:vertAlign'));
  const tag = raised === 'superscript' ? 'sup' : raised === 'subscript' ? 'sub' : names ? 'span' : '';
  return content === '' || tag === '' ? content : `<${tag}${names}>${content}</${tag}>`;
}

function contentOf(element: XmlElement, reader: Reader): string {
  let html = '';
  for (const child of element.children) {
    if (!isElement(child) || skipped.test(child.name)) continue;
    const { name } = child;
    if (name === 'w:t') html += escapeText(ownText(child)).replaceAll('\t', '<span class="tab"> </span>');
    else if (name === 'w:tab') html += '<span class="tab"> </span>';
    else if (name === 'w:br' || name === 'w:cr') html += child.attributes['w:type'] === 'page' ? '' : '<br>';
    else if (name === 'w:noBreakHyphen') html += '\u2011';
    else if (name === 'w:footnoteReference') html += reader.noteReference(child.attributes['w:id'] ?? '');
    else if (name === 'w:drawing') html += drawing(child, reader);
    else if (name === 'w:txbxContent') html += `<span class="box">${paragraphsIn(child, reader)}</span>`;
    else html += contentOf(child, reader);
  }
  return html;
}

/** The paragraphs of a text box, which lies inside of one. */
const paragraphsIn = (box: XmlElement, reader: Reader): string =>
  childrenNamed(box, 'w:p')
    .map((paragraph) => inlineHtml(paragraph, reader))
    .join('<br>');
