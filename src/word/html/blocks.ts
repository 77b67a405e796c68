import {
  childOf,
  descendants,
  escapeAttribute,
  escapeText,
  isElement,
  valOf,
  type XmlElement,
} from '../../ooxml/xml/tree.ts';
import { inlineHtml } from './inline.ts';
import { paragraphLook } from './look.ts';
import type { Reader } from './reader.ts';
import { classes } from './sheet.ts';
import { tableHtml } from './table.ts';

/** What lies one below the other: paragraphs, lists and tables. */

/** A paragraph of a list, until the whole list is known. */
interface ListItem {
  level: number;
  list: string;
  html: string;
}

/** Headings of the document are one level below that of the page around it. */
const headingTag = (name: string): string | undefined => {
  if (name === 'title') return 'h2';
  const level = /^heading (\d)$/.exec(name)?.[1];
  return level && `h${Math.min(6, Number(level) + 2)}`;
};

/** Each block as HTML. */
export function blocksOf(parent: XmlElement, reader: Reader): string[] {
  const blocks: string[] = [];
  let items: ListItem[] = [];
  let sectionStart = 0;
  const endList = () => {
    if (items.length > 0) blocks.push(listHtml(items, reader));
    items = [];
  };
  const endSection = (section: XmlElement) => {
    endList();
    if (childOf(section, 'w:pgSz')?.attributes['w:orient'] === 'landscape')
      for (let i = sectionStart; i < blocks.length; i++)
        blocks[i] = `<div class="landscape">${blocks[i]}</div>`;
    sectionStart = blocks.length;
  };
  for (const child of parent.children) {
    if (!isElement(child)) continue;
    if (child.name === 'w:sectPr') endSection(child);
    else if (child.name === 'w:p') {
      const item = listItem(child, reader);
      if (item) {
        if (item.level === 0 && items[0] && items[0].list !== item.list) endList();
        items.push(item);
      } else {
        endList();
        const html = paragraphHtml(child, reader);
        if (html) blocks.push(html);
      }
      const section = childOf(childOf(child, 'w:pPr'), 'w:sectPr');
      if (section) endSection(section);
    } else if (child.name === 'w:tbl') {
      endList();
      blocks.push(tableHtml(child, reader, blocksOf));
    } else if (child.name === 'w:sdt') {
      endList();
      blocks.push(...controlBlocks(child, reader));
    }
  }
  endList();
  return blocks;
}

/** A content control: what is in it. That of a table of contents is a landmark. */
function controlBlocks(control: XmlElement, reader: Reader): string[] {
  const content = childOf(control, 'w:sdtContent');
  const inside = content ? blocksOf(content, reader) : [];
  const isContents = descendants(control, 'w:docPartGallery').some(
    (one) => valOf(one) === 'Table of Contents',
  );
  return isContents
    ? [`<nav class="contents" aria-label="Contents of the document">${inside.join('')}</nav>`]
    : inside;
}

const styleOf = (paragraph: XmlElement, { sheet }: Reader) =>
  valOf(childOf(childOf(paragraph, 'w:pPr'), 'w:pStyle')) ?? sheet.normal;

function paragraphHtml(paragraph: XmlElement, reader: Reader): string {
  const { sheet } = reader;
  const style = styleOf(paragraph, reader);
  const properties = childOf(paragraph, 'w:pPr');
  const words = inlineHtml(paragraph, reader);
  if (words === '') return '';
  const number = reader.numbers.get(paragraph);
  const html = number === undefined ? words : `${escapeText(number)} ${words}`;
  const level = Number(valOf(childOf(properties, 'w:outlineLvl') ?? sheet.of(style, 'w:outlineLvl')) ?? 9);
  const tag = headingTag(sheet.nameOf(style)) ?? (level < 9 ? `h${Math.min(6, level + 3)}` : 'p');
  const breaks = childOf(properties, 'w:pageBreakBefore') !== undefined;
  const names = classes(
    sheet.classOf(style),
    sheet.nameOf(style).startsWith('toc ') && 'line-of-contents',
    breaks && 'new-page',
    sheet.add(paragraphLook(properties)),
  );
  return `<${tag}${names}>${html}</${tag}>`;
}

/** A paragraph of a list, which it is by itself or by its style. */
function listItem(paragraph: XmlElement, reader: Reader): ListItem | undefined {
  const { sheet, outline } = reader;
  const style = styleOf(paragraph, reader);
  const properties = childOf(paragraph, 'w:pPr');
  if (outline.of(properties, style)) return undefined;
  const own = childOf(properties, 'w:numPr');
  const numbering = own ?? sheet.of(style, 'w:numPr');
  const list = valOf(childOf(numbering, 'w:numId')) ?? '0';
  if (list === '0') return undefined;
  const level = Number(valOf(childOf(numbering, 'w:ilvl')) ?? 0);
  return {
    level,
    list,
    html: `<span class="${sheet.classOf(style)}">${inlineHtml(paragraph, reader)}</span>`,
  };
}

/** Types of ordered lists in HTML; all others have bullets. */
const orderedTypes: Record<string, string> = {
  decimal: '1',
  lowerLetter: 'a',
  upperLetter: 'A',
  lowerRoman: 'i',
  upperRoman: 'I',
};

/** Items of one level make a list; those of deeper levels make one inside of the item before. */
function listHtml(items: readonly ListItem[], { levelOf }: Reader): string {
  let html = '';
  const open: Array<{ tag: string; list: string }> = [];
  const close = () => {
    html += `</li></${open.pop()?.tag}>`;
  };
  for (const { level, list, html: text } of items) {
    while (open.length > level + 1) close();
    if (open.length === level + 1 && open.at(-1)?.list !== list) close();
    else if (open.length === level + 1) html += '</li>';
    while (open.length < level + 1) {
      // An item that begins two levels deeper gets a list for each of them.
      const ordered = orderedTypes[valOf(childOf(levelOf(list, open.length), 'w:numFmt')) ?? ''];
      const tag = ordered ? 'ol' : 'ul';
      html += `<${tag}${ordered && ordered !== '1' ? ` type="${escapeAttribute(ordered)}"` : ''}>`;
      open.push({ tag, list });
      if (open.length < level + 1) html += '<li>';
    }
    html += `<li>${text}`;
  }
  while (open.length > 0) close();
  return html;
}
