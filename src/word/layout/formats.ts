import { childOf, isElement, isOn, valOf, type XmlElement } from '../../ooxml/xml/tree.ts';
import { unsupported } from './unsupported.ts';

/** How text and paragraphs are formatted: what moves lines. Lengths are points. */

export interface TextFormat {
  arial?: boolean;
  size?: number;
  bold?: boolean;
  /** Raised or lowered, and drawn smaller. */
  script?: boolean;
}

export interface LineSpacing {
  rule: 'multiple' | 'exact' | 'atLeast';
  /** Lines, or points. */
  value: number;
}

export interface ParagraphFormat {
  before?: number;
  after?: number;
  spacing?: LineSpacing;
  left?: number;
  right?: number;
  /** Of the first line, from `left`; a hanging indent is negative. */
  first?: number;
  keepNext?: boolean;
  keepLines?: boolean;
  pageBreakBefore?: boolean;
  widowControl?: boolean;
  contextual?: boolean;
  tabs?: readonly { at: number; right: boolean }[];
  /** The room that a line below it takes, with that between it and the text. */
  lineBelow?: number;
  list?: string;
  level?: number;
}

type Attributes = XmlElement['attributes'];

/** Properties that move nothing. */
const weightless = new Set(
  `w:pStyle w:jc w:rPr w:sectPr w:outlineLvl w:shd w:suppressLineNumbers w:rStyle w:bCs w:i w:iCs w:color w:szCs w:u
   w:lang w:highlight w:noProof w:strike w:cnfStyle w:suppressAutoHyphens w:autoSpaceDE w:autoSpaceDN w:adjustRightInd`.split(
    /\s+/,
  ),
);

export const twips = (value: string | undefined): number | undefined =>
  value === undefined || !/^-?\d+(\.\d+)?$/.test(value) ? undefined : Number(value) / 20;

export function readText(properties: XmlElement | undefined): TextFormat {
  const format: TextFormat = {};
  for (const child of properties?.children ?? []) {
    if (!isElement(child)) continue;
    const value = valOf(child);
    if (child.name === 'w:sz') format.size = Number(value) / 2;
    else if (child.name === 'w:b') format.bold = isOn(child) as boolean;
    else if (child.name === 'w:vertAlign') format.script = value === 'superscript' || value === 'subscript';
    else if (child.name === 'w:rFonts') Object.assign(format, readFont(child.attributes));
    else if (!weightless.has(child.name) && !isOff(child)) unsupported(child.name);
  }
  return format;
}

/** Word processors write down that text is not kerned or not written from right to left. */
const isOff = (property: XmlElement) => isOn(property) === false;

/** Fonts for other scripts are not asked for: this layout knows no character of theirs. */
function readFont(attributes: Attributes): TextFormat {
  if (attributes['w:asciiTheme'] ?? attributes['w:hAnsiTheme']) unsupported('a font of the theme');
  const fonts = [attributes['w:ascii'], attributes['w:hAnsi']];
  if (fonts.every((font) => font === undefined)) return {};
  return fonts.every((font) => font === 'Arial')
    ? { arial: true }
    : unsupported(`the font ${fonts[0] ?? fonts[1]}`);
}

export function readParagraphFormat(properties: XmlElement | undefined): ParagraphFormat {
  const format: ParagraphFormat = {};
  for (const child of properties?.children ?? []) {
    if (!isElement(child)) continue;
    const { name, attributes } = child;
    if (name === 'w:spacing') Object.assign(format, readSpacing(attributes));
    else if (name === 'w:ind') Object.assign(format, readIndent(attributes));
    else if (name === 'w:keepNext') format.keepNext = isOn(child) as boolean;
    else if (name === 'w:keepLines') format.keepLines = isOn(child) as boolean;
    else if (name === 'w:pageBreakBefore') format.pageBreakBefore = isOn(child) as boolean;
    else if (name === 'w:widowControl') format.widowControl = isOn(child) as boolean;
    else if (name === 'w:contextualSpacing') format.contextual = isOn(child) as boolean;
    else if (name === 'w:tabs') format.tabs = readTabs(child);
    else if (name === 'w:numPr') {
      format.list = valOf(childOf(child, 'w:numId')) ?? '0';
      format.level = Number(valOf(childOf(child, 'w:ilvl')) ?? 0);
    } else if (name === 'w:pBdr') format.lineBelow = lineBelow(child);
    else if (name === 'w:jc' && /both|distribute|kashida|thai/i.test(valOf(child) ?? ''))
      unsupported('justified text');
    else if (!weightless.has(name) && !isOff(child)) unsupported(name);
  }
  return format;
}

function readSpacing(attributes: Attributes): ParagraphFormat {
  const read: ParagraphFormat = {};
  for (const name of Object.keys(attributes))
    if (!/^w:(before|after|line|lineRule)$/.test(name)) unsupported(name);
  const { 'w:before': before, 'w:after': after, 'w:line': line, 'w:lineRule': rule } = attributes;
  if (before !== undefined) read.before = points(before);
  if (after !== undefined) read.after = points(after);
  if (line !== undefined)
    read.spacing =
      rule === 'exact' || rule === 'atLeast'
        ? { rule, value: points(line) }
        : { rule: 'multiple', value: Number(line) / 240 };
  return read;
}

function readIndent(attributes: Attributes): ParagraphFormat {
  const read: ParagraphFormat = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'w:left' || name === 'w:start') read.left = points(value);
    else if (name === 'w:right' || name === 'w:end') read.right = points(value);
    else if (name === 'w:hanging') read.first = -points(value);
    else if (name === 'w:firstLine') read.first = points(value);
    else unsupported(name);
  }
  return read;
}

function readTabs(tabs: XmlElement): { at: number; right: boolean }[] {
  return tabs.children.filter(isElement).map(({ attributes }) => {
    const kind = attributes['w:val'] ?? '';
    if (!/^(left|start|right|end)$/.test(kind)) unsupported(`a tab stop that is ${kind}`);
    return { at: points(attributes['w:pos']), right: kind === 'right' || kind === 'end' };
  });
}

/** A line on the left or right of a paragraph moves nothing; one below it takes room. */
function lineBelow(borders: XmlElement): number {
  let height = 0;
  for (const child of borders.children) {
    if (!isElement(child) || child.name === 'w:left' || child.name === 'w:right') continue;
    if (child.name !== 'w:bottom') unsupported('a border above or between');
    const { 'w:sz': size = '0', 'w:space': space = '0' } = child.attributes;
    height = Number(size) / 8 + Number(space);
  }
  return height;
}

const points = (value: string | undefined): number => twips(value) ?? unsupported(`a length of ${value}`);
