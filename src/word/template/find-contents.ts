import {
  ancestors,
  childOf,
  closest,
  descendants,
  ownText,
  valOf,
  type XmlElement,
} from '../../ooxml/xml/tree.ts';

/**
 * Where a table of contents is: Word's own are in a control, with a heading of their own above the field; others are a field in
 * plain paragraphs.
 */
export interface ContentsPlace {
  /** What its entries take the place of, by offsets. */
  start: number;
  end: number;
  /** The code of its field: `TOC \o "1-3" \h`. */
  field: string;
  /** A paragraph that the field ends in, less the field. */
  rest: string;
}

export function contentsOf(root: XmlElement): ContentsPlace | undefined {
  if (!/Table of Contents|\bTOC\b/.test(root.source)) return undefined;
  const all = descendants(root);
  const mark = all.find((one) => one.name === 'w:docPartGallery' && valOf(one) === 'Table of Contents');
  const control = mark && ancestors(mark).find(({ name }) => name === 'w:sdt');
  const content = childOf(control, 'w:sdtContent');
  const place = placeOf(fieldIn(content ? descendants(content) : all));
  if (place || !content) return place;
  return { start: content.open, end: content.close, field: 'TOC \\o "1-2" \\h', rest: '' };
}

interface Field {
  begin: XmlElement;
  end: XmlElement;
  code: string;
}

/** A list of figures is such a field too, but lists no headings. */
const listsHeadings = (code: string) => /^\s*TOC\b/.test(code) && !/\\[cf]\b/.test(code);

/** What a list of tables or figures lists: the captions of the sequence `table`. With `\\a` it would leave out their labels. */
export const captionsOf = (code: string): string | undefined =>
  /^\s*TOC\b/.test(code) ? /\\c\s+"?([^"\\\s]+)"?/.exec(code)?.[1]?.toLowerCase() : undefined;

/** The lists of tables and figures, which are plain fields. */
export function captionListsOf(root: XmlElement): ContentsPlace[] {
  if (!root.source.includes('TOC') || !/\bTOC\b[^<]*\\c/.test(root.source)) return [];
  return fieldsIn(descendants(root), (code) => captionsOf(code) !== undefined).flatMap(
    (field) => placeOf(field) ?? [],
  );
}

/** The fields of a kind that are in no other of it. */
function fieldsIn(elements: readonly XmlElement[], isWanted: (code: string) => boolean): Field[] {
  const found: Field[] = [];
  for (let rest = elements; ; ) {
    const field = fieldIn(rest, isWanted);
    if (!field) return found;
    found.push(field);
    rest = rest.filter(({ start }) => start > field.end.start);
  }
}

/** The first field of a kind. */
function fieldIn(elements: readonly XmlElement[], isWanted = listsHeadings): Field | undefined {
  const open: Field[] = [];
  for (const element of elements) {
    const { 'w:fldCharType': type, 'w:instr': simple } = element.attributes;
    if (element.name === 'w:fldSimple' && isWanted(simple ?? ''))
      return { begin: element, end: element, code: simple ?? '' };
    const top = open.at(-1);
    if (element.name === 'w:instrText' && top) top.code += ownText(element);
    if (element.name !== 'w:fldChar') continue;
    if (type === 'begin') open.push({ begin: element, end: element, code: '' });
    if (type === 'end' && open.pop() === top && top && isWanted(top.code)) return { ...top, end: element };
  }
  return undefined;
}

function placeOf(field: Field | undefined): ContentsPlace | undefined {
  if (!field) return undefined;
  const [first, last] = [closest(field.begin, 'w:p'), closest(field.end, 'w:p')];
  if (!first || !last || first.parent !== last.parent) return undefined;
  const { source } = first;
  const properties = childOf(last, 'w:pPr');
  const run = ancestors(field.end).find(({ parent }) => parent === last) ?? field.end;
  const after = source.slice(run.end, last.close);
  const look = properties ? source.slice(properties.start, properties.end) : '';
  const isKept = first !== last && (/<w:(?:t|br|drawing|pict)\b/.test(after) || look.includes('<w:sectPr'));
  return {
    start: first.start,
    end: last.end,
    field: field.code.trim(),
    rest: isKept ? `<w:p>${look}${after}</w:p>` : '',
  };
}
