import type { Package } from '../../ooxml/package.ts';
import { Part } from '../../ooxml/part.ts';
import { childOf, descendants, textOf, type XmlElement } from '../../ooxml/xml/tree.ts';
import { parseDate } from '../formats.ts';
import { attributeAt } from '../template/attributes.ts';
import { applyEdits, type Edit, insert, replace } from '../template/edits.ts';

/**
 * A date control holds its day twice: in the text that a reader sees, and for its calendar. In a filled document the calendar has the
 * day of the text; where the text is no date, it has none, and not that of the template.
 */
export function fillDateControls(parts: Package, paths: readonly string[]): void {
  for (const path of paths) {
    const part = parts.get(path) as Part;
    const edits = descendants(part.root).flatMap(editsOf);
    if (edits.length > 0) parts.set(path, new Part(applyEdits(part.text, edits).join('')));
  }
}

/** The parts of a template with a tag in a date control: most have none. */
export const withDateControls = (parts: Package, paths: readonly string[]): string[] =>
  paths.filter((path) => {
    const part = parts.get(path);
    if (!part || !/<w:date[\s>/]/.test(part.text)) return false;
    return descendants(part.root).some((one) => dateOf(one) && textOf(one).includes('{{'));
  });

const dateOf = (control: XmlElement) =>
  control.name === 'w:sdt' ? childOf(childOf(control, 'w:sdtPr'), 'w:date') : undefined;

function editsOf(control: XmlElement): Edit[] {
  const date = dateOf(control);
  const content = childOf(control, 'w:sdtContent');
  if (!date || !content || childOf(childOf(control, 'w:sdtPr'), 'w:showingPlcHdr')) return [];
  const day = parseDate(textOf(content));
  const put = day === undefined ? '' : ` w:fullDate="${day}T00:00:00Z"`;
  const old = attributeAt(date, 'w:fullDate');
  if (old) return [replace(old, put)];
  return put === '' ? [] : [insert(date.start + '<w:date'.length, put)];
}
