import type { Package } from '../../ooxml/package.ts';
import { parsePart } from '../../ooxml/part-xml.ts';
import { childOf, descendants, valOf, type XmlElement } from '../../ooxml/xml/tree.ts';
import { stylesByName } from '../style-tree.ts';

/** A list style of the template: `List Bullet` or `List Number`. */
interface ListStyle {
  id: string;
  /** The numbering that the style has. */
  numId: string;
  /** The `w:abstractNum` with its levels, by its id. */
  levels: string;
  /** Left indents of the levels, in twentieths of a point. */
  indents: string[];
}

/** What narrative takes from the template. */
export interface NarrativeStyles {
  bullet: ListStyle | undefined;
  number: ListStyle | undefined;
  link: string | undefined;
  table: string | undefined;
  afterTable: string | undefined;
  afterList: string | undefined;
  /** Those of its text: Normal, and that of text after a list. */
  text: string[];
  /** The style of a line that leads into what follows, for headings. */
  leadIn: string | undefined;
  quote: string | undefined;
  caption: string | undefined;
  /** Of a footnote, and of the number that refers to it. */
  note: string | undefined;
  noteNumber: string | undefined;
}

/** A numbering that is added for a list. */
export interface Numbering {
  style: 'bullet' | 'number';
  start: number;
  level: number;
  /** How its items are marked, if not as the style does: `lowerLetter` and `(%1)`. */
  marks?: { format: string; text: string };
}

/** Where Word and LibreOffice put it. */
export const numberingPart = 'word/numbering.xml';

/** Finds in the template what narrative is printed with. Styles go by their names, as Word shows them. */
export function findNarrativeStyles(parts: Package): NarrativeStyles {
  const styles = stylesByName(parsePart(parts, 'word/styles.xml'));
  const numbering = descendants(parsePart(parts, numberingPart));
  const idOf = (name: string) => styles.get(name)?.attributes['w:styleId'];
  const [tableStyle] = descendants(parsePart(parts, 'word/document.xml'), 'w:tblStyle');
  return {
    bullet: listStyle(styles.get('list bullet'), numbering),
    number: listStyle(styles.get('list number'), numbering),
    link: idOf('hyperlink'),
    table: valOf(tableStyle),
    afterTable: idOf('after table'),
    afterList: idOf('after list'),
    text: ['Normal', valOf(childOf(styles.get('after list'), 'w:basedOn')) ?? 'Normal'],
    leadIn: idOf('lead in'),
    quote: idOf('quote'),
    caption: idOf('caption'),
    note: idOf('footnote text'),
    noteNumber: idOf('footnote reference'),
  };
}

function listStyle(style: XmlElement | undefined, numbering: readonly XmlElement[]): ListStyle | undefined {
  const id = style?.attributes['w:styleId'];
  const numId = valOf(childOf(childOf(childOf(style, 'w:pPr'), 'w:numPr'), 'w:numId'));
  if (id === undefined || numId === undefined) return undefined;
  const number = numbering.find(
    ({ name, attributes }) => name === 'w:num' && attributes['w:numId'] === numId,
  );
  const levels = valOf(childOf(number, 'w:abstractNumId'));
  if (levels === undefined) return undefined;
  const own = numbering.filter(
    ({ name, parent }) => name === 'w:lvl' && parent?.attributes['w:abstractNumId'] === levels,
  );
  const indents = own.map((level) => {
    const indent = childOf(childOf(level, 'w:pPr'), 'w:ind');
    return indent?.attributes['w:left'] ?? indent?.attributes['w:start'] ?? '360';
  });
  return { id, numId, levels, indents };
}

/**
 * The numbering part with numberings that start anew: each a `w:num` of its own over the style's own levels, or over a copy
 * of them with other marks.
 */
export function withLists(
  parts: Package,
  styles: NarrativeStyles,
  lists: ReadonlyArray<Numbering & { id: number }>,
): string {
  const source = parts.get(numberingPart)?.text as string;
  const definitions = descendants(parsePart(parts, numberingPart), 'w:abstractNum');
  const idOf = ({ attributes }: XmlElement) => Number(attributes['w:abstractNumId']);
  const first = Math.max(0, ...definitions.map(idOf)) + 1;
  /** Copies by the marks that they have; their place is their id. */
  const copies = new Map<string, string>();
  const added = lists.map(({ id, style, start, level, marks }) => {
    let levels = styles[style]?.levels;
    const own = definitions.find(({ attributes }) => attributes['w:abstractNumId'] === levels);
    if (marks && own) {
      const key = `${levels} ${level} ${marks.format} ${marks.text}`;
      const known = [...copies.keys()].indexOf(key);
      levels = String(first + (known < 0 ? copies.size : known));
      if (known < 0) copies.set(key, copyOf(source.slice(own.start, own.end), levels, level, marks));
    }
    return `<w:num w:numId="${id}"><w:abstractNumId w:val="${levels}"/><w:lvlOverride w:ilvl="${level}"><w:startOverride w:val="${start}"/></w:lvlOverride></w:num>`;
  });
  // After the last of their kind: what may follow (w:numIdMacAtCleanup) must stay last.
  const definitionsEnd = definitions.at(-1)?.end ?? 0;
  const { end } = descendants(parsePart(parts, numberingPart), 'w:num').at(-1) as XmlElement;
  return [
    source.slice(0, definitionsEnd),
    ...copies.values(),
    source.slice(definitionsEnd, end),
    ...added,
    source.slice(end),
  ].join('');
}

/** A definition of a list with other marks on one of its levels. What only one definition may have is left out. */
function copyOf(
  definition: string,
  id: string,
  level: number,
  { format, text }: NonNullable<Numbering['marks']>,
): string {
  const own = new RegExp(`<w:lvl (?=[^>]*w:ilvl="${level}")[^]*?</w:lvl>`);
  const indent = `<w:ind w:left="${360 * (level + 1)}" w:hanging="360"/>`;
  const added = `<w:lvl w:ilvl="${level}"><w:start w:val="1"/><w:numFmt w:val=""/><w:lvlText w:val=""/><w:lvlJc w:val="left"/><w:pPr>${indent}</w:pPr></w:lvl>`;
  const whole = own.test(definition)
    ? definition
    : definition.replace('</w:abstractNum>', `${added}</w:abstractNum>`);
  return whole
    .replace(/ w:abstractNumId="[^"]*"/, ` w:abstractNumId="${id}"`)
    .replace(/<w:(nsid|tmpl|name|styleLink|numStyleLink|pStyle) [^>]*\/>/g, '')
    .replace(own, (source) =>
      source
        .replace(/(<w:numFmt [^>]*w:val=")[^"]*/, `$1${format}`)
        .replace(/(<w:lvlText [^>]*w:val=")[^"]*/, `$1${text}`),
    );
}

export function largestNumbering(parts: Package): number {
  const ids = descendants(parsePart(parts, numberingPart), 'w:num').map(({ attributes }) =>
    Number(attributes['w:numId']),
  );
  return Math.max(0, ...ids);
}
