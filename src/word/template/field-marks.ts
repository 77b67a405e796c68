import type { XmlElement } from '../../ooxml/xml/tree.ts';
import type { Tree } from './part-tree.ts';

/**
 * Fields are what Word works out by itself: page numbers, dates, cross-references. Each begins and ends with a mark of its
 * own among the runs, and both must be printed together: a field without its end swallows the rest of the document.
 */
export function fieldMarks(tree: Tree): XmlElement[] {
  return tree.named('w:fldChar').filter(({ attributes }) => attributes['w:fldCharType'] !== 'separate');
}

/** Whether a stretch of the source cuts a field in two. */
export function cutsField(marks: readonly XmlElement[], from: number, to: number): boolean {
  let open = 0;
  for (const { start, attributes } of marks) {
    if (start < from || start >= to) continue;
    open += attributes['w:fldCharType'] === 'begin' ? 1 : -1;
    if (open < 0) return true;
  }
  return open > 0;
}
