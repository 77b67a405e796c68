import type { Package } from '../../ooxml/package.ts';
import type { Part } from '../../ooxml/part.ts';
import {
  childOf,
  descendants,
  escapeAttribute,
  isElement,
  textOf,
  valOf,
  type XmlElement,
} from '../../ooxml/xml/tree.ts';
import { parseDate } from '../dates-and-numbers.ts';
import { attributeAt } from '../template/attributes.ts';
import { type Edit, editPart, insert, replace } from '../template/edits.ts';
import type { Tree } from '../template/part-tree.ts';

/** What Word asks of content controls beside their text, once values have been printed into them. */

/** The longest title and tag that can be typed in Word. */
const longestName = 64;

/** The parts of a template whose controls have tags: most have none. */
export const withTaggedControls = (trees: ReadonlyMap<string, Tree>): string[] =>
  [...trees].flatMap(([path, tree]) => (tree.named('w:sdt').some(isTagged) ? [path] : []));

const isTagged = (element: XmlElement) => {
  const properties = propertiesOf(element);
  const own = properties?.source.slice(properties.start, properties.end);
  return own?.includes('{{') || (childOf(properties, 'w:date') && textOf(element).includes('{{'));
};

const propertiesOf = (control: XmlElement) =>
  control.name === 'w:sdt' ? childOf(control, 'w:sdtPr') : undefined;

/** @param paths the parts with such controls. */
export function fillControls(parts: Package, paths: readonly string[]): void {
  for (const path of paths) {
    const { root } = parts.get(path) as Part;
    editPart(parts, path, descendants(root).flatMap(editsOf));
  }
}

function editsOf(control: XmlElement): Edit[] {
  const properties = propertiesOf(control);
  return (properties?.children ?? []).filter(isElement).flatMap((one) => {
    if (one.name === 'w:alias' || one.name === 'w:tag') return nameEdits(one);
    if (one.name === 'w:dropDownList' || one.name === 'w:comboBox') return itemEdits(one);
    return one.name === 'w:date' ? dayEdits(one, control) : [];
  });
}

function nameEdits(name: XmlElement): Edit[] {
  const value = valOf(name) ?? '';
  const at = attributeAt(name, 'w:val');
  if (!at || value.length <= longestName) return [];
  const cut = value.slice(0, longestName - 1).replace(/[\uD800-\uDBFF]$/, '');
  return [replace({ start: at.from, end: at.to }, `${escapeAttribute(cut)}…`)];
}

/** An item with the name and the value of an earlier one is the same choice: it is offered once. */
function itemEdits({ children }: XmlElement): Edit[] {
  const seen = new Set<string>();
  return children.filter(isElement).flatMap((item) => {
    const { 'w:displayText': name, 'w:value': value } = item.attributes;
    const choice = JSON.stringify([name ?? value, value ?? name]);
    if (seen.has(choice)) return [replace(item)];
    seen.add(choice);
    return [];
  });
}

/**
 * A date control holds its day twice: in the text that a reader sees, and for its calendar. The calendar gets the day of the text;
 * where the text is no date, it has none, and not that of the template.
 */
function dayEdits(date: XmlElement, control: XmlElement): Edit[] {
  const content = childOf(control, 'w:sdtContent');
  if (!content || childOf(propertiesOf(control), 'w:showingPlcHdr')) return [];
  const day = parseDate(textOf(content));
  const put = day === undefined ? '' : ` w:fullDate="${day}T00:00:00Z"`;
  const old = attributeAt(date, 'w:fullDate');
  if (old) return [replace(old, put)];
  return put === '' ? [] : [insert(date.start + '<w:date'.length, put)];
}
