import { ownText, type XmlElement } from '../../ooxml/xml/tree.ts';
import { attributeAt } from './attributes.ts';

/**
 * Fields are what Word works out by itself: page numbers, dates, cross-references. Each begins and ends with a mark of its
 * own among the runs, and both must be printed together: a field without its end swallows the rest of the document.
 */
export interface Field {
  begin: XmlElement;
  /** Absent of one that never ends. */
  end?: XmlElement;
  /** What it asks for: `REF _Ref12 \h`. Word may write it in pieces; these are their places in the source. */
  code: string;
  pieces: Array<{ from: number; to: number }>;
}

/** The fields of a part in the order in which they begin. */
export function fieldsIn(elements: readonly XmlElement[]): Field[] {
  const fields: Field[] = [];
  const open: Array<{ field: Field; inResult: boolean }> = [];
  for (const element of elements) {
    const { name } = element;
    const type = name === 'w:fldChar' ? element.attributes['w:fldCharType'] : undefined;
    const top = open.at(-1);
    if (name === 'w:fldSimple') {
      const at = attributeAt(element, 'w:instr');
      const code = element.attributes['w:instr'] ?? '';
      fields.push({ begin: element, end: element, code, pieces: at ? [at] : [] });
    } else if (name === 'w:instrText' && top && !top.inResult) {
      top.field.code += ownText(element);
      top.field.pieces.push({ from: element.open, to: element.close });
    } else if (type === 'begin') {
      const field: Field = { begin: element, code: '', pieces: [] };
      fields.push(field);
      open.push({ field, inResult: false });
    } else if (type === 'separate' && top) top.inResult = true;
    else if (type === 'end' && top) {
      top.field.end = element;
      open.pop();
    }
  }
  return fields;
}

/** Whether a stretch of the source cuts a field in two. */
export const cutsField = (fields: readonly Field[], from: number, to: number): boolean => {
  const isIn = (mark: XmlElement | undefined) => mark !== undefined && from <= mark.start && mark.start < to;
  return fields.some(({ begin, end }) => isIn(begin) !== isIn(end));
};
