import { childOf, isElement, localName, ownText, type XmlElement } from '../../ooxml/xml/tree.ts';

/**
 * What is changed in a workbook before exceljs 4.4.0 reads it, because it would read it wrong or fail. Each repair makes
 * other tags in memory: the person's file is never written. tests/inputs/workbook/repairs.test.ts has a case for each.
 */

/** An element as the readers of exceljs get it: an `XmlElement` is one. */
export interface Tag {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: ReadonlyArray<Tag | { text: string }>;
}

const tag = (name: string, attributes: Tag['attributes'], ...children: Tag['children']): Tag => ({
  name,
  attributes,
  children,
});

const number = /^[+-]?(\d+\.?\d*|\.\d+)(E[+-]?\d+)?$/i;

/** The child with a name, whatever its prefix. */
export function childNamed(element: XmlElement, name: string): XmlElement | undefined {
  return childOf(element, element.name.replace(/[^:]*$/, name));
}

/** A cell at its address, with nothing inside but a value: a text of its own, or what it stores and by which formula. */
export function repairedCell(cell: XmlElement, address: string): Tag {
  const { t: type = 'n', s: style = '' } = cell.attributes;
  const made = (as: string, ...children: Tag['children']) =>
    tag('c', { r: address, s: style, t: as }, ...children);
  if (type === 'inlineStr') return made(type, ...inRuns(childNamed(cell, 'is')));
  const stored = childNamed(cell, 'v');
  const value = stored ? ownText(stored).trim() : '';
  const v = (text: string) => tag('v', {}, ...(text === '' ? [] : [{ text }]));
  // The number of a text in the list of texts would be the result of the formula.
  if (type === 's') return made(type, v(value));
  const from = childNamed(cell, 'f');
  // A cell that shares its formula with one that is not there would be blank.
  const formula = from ? [tag('f', {}, { text: ownText(from).trim() || 'of this cell' })] : [];
  // A date that is written as one ("2023-06-16", in Strict workbooks) would be the number 2023.
  if (type === 'd') return made('str', ...formula, v(value.replace(/T[\d:.]*Z?$/, '')));
  // A formula whose result is no text ("") would be like one that was never worked out.
  if (type === 'str') return made(type, ...formula, v(from && value === '' ? ' ' : value));
  if (type === 'b' || type === 'e' || value === '') return made(type, ...formula, v(value));
  // A number with a decimal comma, as some exports have it, would be cut at the comma.
  return made(number.test(value) ? 'n' : 'str', ...formula, v(value));
}

/**
 * A text, all in runs if it has any: it would fail at a plain text before runs, and read how a Japanese name is said as a
 * part of it.
 */
export function inRuns(text: XmlElement | undefined): Tag[] {
  const parts = (text?.children ?? []).filter(isElement);
  const areRuns = parts.some(({ name }) => localName(name) === 'r');
  return parts.flatMap((part) => {
    const name = localName(part.name);
    if (name === 't' && areRuns) return [tag('r', {}, part)];
    return name === 'r' ? [withoutOff(part)] : name === 't' ? [part] : [];
  });
}

/** A run without what its look turns off (`<strike val="0"/>`): it would be read as turned on. */
const withoutOff = (run: XmlElement): Tag =>
  tag(
    run.name,
    run.attributes,
    ...run.children.map((child) =>
      isElement(child) && localName(child.name) === 'rPr'
        ? tag(child.name, child.attributes, ...child.children.filter((one) => !isElement(one) || !isOff(one)))
        : child,
    ),
  );

const isOff = ({ attributes: { val = '' } }: XmlElement) => /^(?:0|false|baseline)$/.test(val);

/** Excel takes formats of up to 255 characters; each is looked through for every cell. */
const longestFormat = 2000;

/** A list of number formats: it takes out their backslashes, without which `0.0\%` is a percentage and `0.0\m` a date. */
export function repairedFormats(list: XmlElement): Tag {
  const formats = list.children.filter(isElement).map(({ attributes }) => {
    const { numFmtId = '', formatCode = '' } = attributes;
    const kept = formatCode.length > longestFormat ? 'General' : formatCode.replaceAll('\\', '\\\\');
    return tag('numFmt', { numFmtId, formatCode: kept });
  });
  return tag('numFmts', {}, ...formats);
}
