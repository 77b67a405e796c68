import { ancestors, childOf, closest, descendants, valOf, type XmlElement } from '../../ooxml/xml/tree.ts';
import { type Field, fieldsIn } from './read-fields.ts';

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

/** A part, of which the lists are made when they are first asked for. */
interface Part {
  root: XmlElement;
  elements: readonly XmlElement[];
  fields: readonly Field[];
}

export function contentsOf(part: Part): ContentsPlace | undefined {
  if (!/Table of Contents|\bTOC\b/.test(part.root.source)) return undefined;
  const mark = part.elements.find(
    (one) => one.name === 'w:docPartGallery' && valOf(one) === 'Table of Contents',
  );
  const control = mark && ancestors(mark).find(({ name }) => name === 'w:sdt');
  const content = childOf(control, 'w:sdtContent');
  const place = placeOf((content ? fieldsIn(descendants(content)) : part.fields).find(listsHeadings));
  if (place || !content) return place;
  return { start: content.open, end: content.close, field: 'TOC \\o "1-2" \\h', rest: '' };
}

/** A list of figures is such a field too, but lists no headings. */
const listsHeadings = ({ code, end }: Field) =>
  end !== undefined && /^\s*TOC\b/.test(code) && !/\\[cf]\b/.test(code);

/** What a list of tables or figures lists: the captions of the sequence `table`. With `\\a` it would leave out their labels. */
export const captionsOf = (code: string): string | undefined =>
  /^\s*TOC\b/.test(code) ? /\\c\s+"?([^"\\\s]+)"?/.exec(code)?.[1]?.toLowerCase() : undefined;

/** The lists of tables and figures, which are plain fields. One that is in another goes with it. */
export function captionListsOf(part: Part): ContentsPlace[] {
  const { source } = part.root;
  if (!source.includes('TOC') || !/\bTOC\b[^<]*\\c/.test(source)) return [];
  const lists = part.fields.filter(({ code }) => captionsOf(code) !== undefined);
  let at = -1;
  return lists.flatMap((list) => {
    if (list.begin.start < at) return [];
    at = list.end?.start ?? at;
    return placeOf(list) ?? [];
  });
}

function placeOf(field: Field | undefined): ContentsPlace | undefined {
  if (!field?.end) return undefined;
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
