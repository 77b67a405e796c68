import { error } from '../../diagnostics/diagnostic.ts';
import { type Package, readPackage } from '../../ooxml/package.ts';
import { parsePart } from '../../ooxml/part-xml.ts';
import { parseXml } from '../../ooxml/xml/parse.ts';
import {
  childOf,
  childrenNamed,
  closest,
  descendants,
  isElement,
  textOf,
  valOf,
  type XmlElement,
} from '../../ooxml/xml/tree.ts';
import type { Finding } from '../codes.ts';
import { type StyleTree, stylesIn } from '../style-tree.ts';
import { placeIn, Tree } from '../template/part-tree.ts';
import { isHeaderRow, spanOf } from '../template/table.ts';
import { withoutMarks } from '../value-marks.ts';
import { findLeftovers, inDocument } from './leftovers.ts';

/**
 * Whether a finished document can be read by everyone: what Word's own accessibility checker asks for, and WCAG 2.2 AA
 * where it applies to a document. Papers are published by law (Public Sector Bodies Accessibility Regulations 2018). Of a
 * document that was just filled the parts are at hand, and those of the template have been read already.
 */
export async function checkAccessibility(
  file: string,
  filled: Uint8Array | Package,
  language: string,
): Promise<Finding[]> {
  const parts = filled instanceof Uint8Array ? await readPackage(filled) : withoutMarks(filled);
  const trees = treesOf(file, parts);
  const body = trees.find(({ name }) => name === 'body') ?? new Tree(file, 'body', parseXml('<w:document/>'));
  const styles = stylesIn(parsePart(parts, 'word/styles.xml')).byId;
  return [
    ...checkTitle(file, parts),
    ...checkLanguage(body, parts, language),
    ...checkHeadings(body, styles),
    ...checkTables(body),
    ...checkPictures(body),
    ...checkColours(body, styles),
    ...checkBlanks(body),
    ...findLeftovers(file, parts, trees, inDocument),
  ];
}

/** The parts with text, for what may be left in any of them. */
function treesOf(file: string, parts: Package): Tree[] {
  return [...parts.keys()].flatMap((path) => {
    const [, name] = /^word\/(document|header|footer|footnotes|endnotes)\d*\.xml$/.exec(path) ?? [];
    const root = name ? parsePart(parts, path) : undefined;
    return root ? [new Tree(file, name === 'document' ? 'body' : (name ?? ''), root)] : [];
  });
}

const isBlank = (text: string) => !/\S/.test(text);

function checkTitle(file: string, parts: Package): Finding[] {
  const [title] = descendants(parsePart(parts, 'docProps/core.xml'), 'dc:title');
  if (title && !isBlank(textOf(title))) return [];
  const help = 'in Word, set the title of the template under File, Info';
  return [
    error('document/title', { file }, 'the document has no title, which a screen reader says first', help),
  ];
}

/** A language as Word calls it: "English (United Kingdom)". */
function nameOf(language: string): string {
  try {
    return (
      new Intl.DisplayNames('en', { type: 'language', languageDisplay: 'standard' }).of(language) ?? language
    );
  } catch {
    return language;
  }
}

function checkLanguage(body: Tree, parts: Package, language: string): Finding[] {
  const defaults = childOf(childOf(parsePart(parts, 'word/styles.xml'), 'w:docDefaults'), 'w:rPrDefault');
  const set = valOf(descendants(defaults, 'w:lang')[0]);
  const other = body
    .named('w:lang')
    .find((element) => valOf(element) !== undefined && valOf(element) !== language);
  // The name of a language takes 9 ms to find, as Node looks through all of them first.
  if (set === language && !other) return [];
  const help = `in Word, choose the whole template and set its language to ${nameOf(language)}, ${language}`;
  const message = `the document's language is ${set ?? 'not set'}`;
  return [
    ...(set === language ? [] : [error('document/language', { file: body.file }, message, help)]),
    ...(other
      ? [error('document/language', placeIn(body, other), `text here is marked as ${valOf(other)}`, help)]
      : []),
  ];
}

function styleOf(styles: StyleTree['byId'], paragraph: XmlElement): XmlElement | undefined {
  return styles.get(valOf(childOf(childOf(paragraph, 'w:pPr'), 'w:pStyle')) ?? '');
}

/** The level of a style of headings; 0 for that of titles. */
function levelOf(style: XmlElement): number | undefined {
  const name = valOf(childOf(style, 'w:name'))?.toLowerCase() ?? '';
  const [, level] = /^heading (\d)$/.exec(name) ?? [];
  return name === 'title' ? 0 : level === undefined ? undefined : Number(level);
}

function checkHeadings(body: Tree, styles: StyleTree['byId']): Finding[] {
  const findings: Finding[] = [];
  let before = 0;
  let titles = 0;
  const levels = new Map([...styles.values()].map((style) => [style, levelOf(style)]));
  for (const { element, text } of body.paragraphs.values()) {
    const style = styleOf(styles, element);
    const level = style && levels.get(style);
    if (level === undefined) continue;
    if (level === 0) titles += 1;
    const say = (message: string, help: string) =>
      findings.push(error('document/headings', placeIn(body, element), message, help));
    if (isBlank(text)) say('a heading is empty', 'write the heading, or give the paragraph another style');
    if (level > before + 1)
      say(
        `a heading of level ${level} follows one of level ${before}`,
        'use the levels in order, none left out',
      );
    if (titles > 1 && level === 0) say('the document has two titles', 'give one of them a heading style');
    before = level;
  }
  return findings;
}

function checkTables(body: Tree): Finding[] {
  const findings: Finding[] = [];
  for (const table of body.named('w:tbl')) {
    const rows = childrenNamed(table, 'w:tr');
    if (!isHeaderRow(rows[0])) {
      const help = 'in Word, choose its first row, then Layout, Repeat Header Rows';
      findings.push(error('document/table-header', placeIn(body, table), 'a table has no header row', help));
    }
    const cells = rows.flatMap((row) => row.children.filter(isElement));
    const merged = cells.find((cell) => {
      const properties = childOf(cell, 'w:tcPr');
      return spanOf(cell) > 1 || childOf(properties, 'w:vMerge') || childOf(properties, 'w:hMerge');
    });
    if (merged) {
      const where = placeIn(body, merged);
      findings.push(error('document/merged-cells', where, 'a table has merged cells', 'split them in Word'));
    }
  }
  return findings;
}

function checkPictures(body: Tree): Finding[] {
  return body
    .named('wp:docPr')
    .filter((picture) => isBlank(picture.attributes.descr ?? ''))
    .filter((picture) => !descendants(picture).some(({ name }) => name.endsWith(':decorative')))
    .map((picture) => {
      const message = `the picture or chart "${picture.attributes.name ?? ''}" has no alternative text`;
      const help = 'in Word, choose it, then Alt Text, and say what it shows';
      return error('document/alt-text', placeIn(body, picture), message, help);
    });
}

const hasColour = (fill: string | undefined): fill is string =>
  fill !== undefined && /^[0-9A-Fa-f]{6}$/.test(fill) && fill.toUpperCase() !== 'FFFFFF';

const colourIn = (element: XmlElement | undefined) => valOf(childOf(childOf(element, 'w:rPr'), 'w:color'));

/** The colour behind a paragraph: that of its cell, or white. Few paragraphs have text in a colour, for which it is asked. */
function backgroundOf(paragraph: XmlElement): string {
  const cell = childOf(closest(paragraph, 'w:tc'), 'w:tcPr');
  const fill = childOf(cell, 'w:shd')?.attributes['w:fill'];
  return hasColour(fill) ? fill : 'FFFFFF';
}

function checkColours(body: Tree, styles: StyleTree['byId']): Finding[] {
  const findings: Finding[] = [];
  const seen = new Set<string>();
  for (const cell of body.named('w:tc')) {
    const fill = childOf(childOf(cell, 'w:tcPr'), 'w:shd')?.attributes['w:fill'];
    if (!hasColour(fill) || !isBlank(textOf(cell))) continue;
    const help = 'write the word in the cell';
    findings.push(
      error('document/colour-only', placeIn(body, cell), 'a cell has a colour and no word', help),
    );
  }
  for (const { element, pieces } of body.paragraphs.values()) {
    const ofStyle = colourIn(styleOf(styles, element));
    for (const { run, text } of pieces) {
      const color = colourIn(run) ?? ofStyle;
      if (!color || color === 'auto' || isBlank(text)) continue;
      const background = backgroundOf(element);
      if (seen.has(`${color} ${background}`)) continue;
      seen.add(`${color} ${background}`);
      const ratio = contrast(color, background);
      // WCAG 2.2, 1.4.3: text needs 4.5 to 1.
      if (ratio >= 4.5) continue;
      const message = `text of colour ${color} on ${background} has a contrast of ${ratio.toFixed(1)} to 1; it needs 4.5`;
      const help = 'choose a darker text or a paler background';
      findings.push(error('document/contrast', placeIn(body, element), message, help));
    }
  }
  return findings;
}

/** Contrast of two colours, 1 to 21 (WCAG 2.2, "contrast ratio" and "relative luminance"). */
export function contrast(one: string, other: string): number {
  const luminance = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((i) => {
      const part = Number.parseInt(colour.slice(i, i + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

function checkBlanks(body: Tree): Finding[] {
  const isEmpty = (node: XmlElement | undefined) =>
    node?.name === 'w:p' &&
    isBlank(textOf(node)) &&
    !descendants(node).some(({ name }) =>
      /^w:(sectPr|drawing|pict|object|br|fldChar|footnoteReference)$/.test(name),
    );
  return [...body.paragraphs.values()]
    .filter(({ element, text }) => {
      if (!isBlank(text) || !isEmpty(element)) return false;
      const siblings = element.parent?.children.filter(isElement) ?? [];
      return isEmpty(siblings[siblings.indexOf(element) - 1]);
    })
    .map(({ element }) => {
      const help = 'remove them, and set the space before or after the paragraph instead';
      const where = placeIn(body, element);
      return error('document/blank-paragraphs', where, 'blank paragraphs follow each other', help);
    });
}
