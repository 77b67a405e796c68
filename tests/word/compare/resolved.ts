import { readPackage } from '../../../src/ooxml/package.ts';
import { parseXml } from '../../../src/ooxml/xml/parse.ts';
import { childOf, descendants, isElement, ownText, type XmlElement } from '../../../src/ooxml/xml/tree.ts';

/**
 * A Word file once its tracked changes are all accepted, or all rejected, as Word does it: what is gone goes, a paragraph whose
 * mark goes joins the next one, and of looks there are those after or before the change. Written apart from the code that it
 * checks.
 */

export interface Resolved {
  /** Texts of paragraphs, each with its style and list level; tables as their rows of cells, with fills. */
  body: unknown[];
  notes: unknown[];
}

export type Way = 'accepted' | 'rejected';

export async function resolved(bytes: Uint8Array, way: Way): Promise<Resolved> {
  const parts = await readPackage(bytes);
  const root = parseXml(parts.get('word/document.xml')?.text ?? '');
  const body = childOf(root, 'w:body') as XmlElement;
  const notes = parts.get('word/footnotes.xml');
  const inNotes = notes ? parseXml(notes.text).children.filter(isElement) : [];
  const references = runsIn(body, way).flatMap(({ children }) =>
    children.filter(isElement).filter(({ name }) => name === 'w:footnoteReference'),
  );
  return {
    body: blocksIn(body, way),
    notes: references.map(({ attributes }) => {
      const note = inNotes.find((one) => one.attributes['w:id'] === attributes['w:id']);
      return note ? blocksIn(note, way) : 'no such note';
    }),
  };
}

const gone = (way: Way) => (way === 'accepted' ? /^w:(del|moveFrom)$/ : /^w:(ins|moveTo)$/);

function blocksIn(container: XmlElement, way: Way): unknown[] {
  const blocks: unknown[] = [];
  let joined = '';
  const visit = (element: XmlElement) => {
    for (const child of element.children.filter(isElement)) {
      if (child.name === 'w:tbl') blocks.push(...tableOf(child, way));
      else if (child.name === 'w:sdt') visit(childOf(child, 'w:sdtContent') as XmlElement);
      else if (child.name === 'w:p') {
        joined += textOf(child, way);
        const properties = childOf(child, 'w:pPr');
        const mark = childOf(properties, 'w:rPr')?.children.filter(isElement) ?? [];
        if (mark.some(({ name }) => gone(way).test(name))) continue;
        blocks.push([lookOf(properties, way), joined]);
        joined = '';
      }
    }
  };
  visit(container);
  if (joined !== '') blocks.push(['without a mark', joined]);
  return blocks;
}

/** The style, and whether it is in a list. */
function lookOf(properties: XmlElement | undefined, way: Way): string {
  const change = childOf(properties, 'w:pPrChange');
  const of = way === 'rejected' && change ? childOf(change, 'w:pPr') : properties;
  const level = childOf(childOf(of, 'w:numPr'), 'w:ilvl')?.attributes['w:val'];
  return `${childOf(of, 'w:pStyle')?.attributes['w:val'] ?? ''}${level === undefined ? '' : ` ${level}`}`;
}

function runsIn(element: XmlElement, way: Way): XmlElement[] {
  return element.children.filter(isElement).flatMap((child) => {
    if (gone(way).test(child.name)) return [];
    if (child.name === 'w:tr') {
      const properties = childOf(child, 'w:trPr')?.children.filter(isElement) ?? [];
      if (properties.some(({ name }) => gone(way).test(name))) return [];
    }
    return child.name === 'w:r' ? [child] : runsIn(child, way);
  });
}

function textOf(paragraph: XmlElement, way: Way): string {
  return runsIn(paragraph, way)
    .map((run) => {
      const look = childOf(run, 'w:rPr');
      const change = childOf(look, 'w:rPrChange');
      const bold = childOf(way === 'rejected' && change ? childOf(change, 'w:rPr') : look, 'w:b');
      const text = run.children
        .filter(isElement)
        .map((child) => {
          if (/^w:(t|delText)$/.test(child.name)) return ownText(child);
          return child.name === 'w:footnoteReference' ? '[note]' : child.name === 'w:tab' ? '\t' : '';
        })
        .join('');
      return bold ? `*${text}*` : text;
    })
    .join('')
    .replaceAll('**', '');
}

function tableOf(table: XmlElement, way: Way): unknown[] {
  const rows = descendants(table).filter(({ name }) => name === 'w:tr');
  const kept = rows.filter(
    (row) =>
      !(childOf(row, 'w:trPr')?.children ?? []).some((one) => isElement(one) && gone(way).test(one.name)),
  );
  const cells = kept.map((row) =>
    row.children.filter(isElement).flatMap((cell) => {
      if (cell.name !== 'w:tc') return [];
      const properties = childOf(cell, 'w:tcPr');
      const change = childOf(properties, 'w:tcPrChange');
      const own = way === 'rejected' && change ? childOf(change, 'w:tcPr') : properties;
      return [{ fill: childOf(own, 'w:shd')?.attributes['w:fill'] ?? '', inside: blocksIn(cell, way) }];
    }),
  );
  return kept.length > 0 ? [cells] : [];
}
