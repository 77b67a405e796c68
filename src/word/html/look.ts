import { childOf, isElement, isOn, valOf, type XmlElement } from '../../ooxml/xml/tree.ts';

/** How paragraphs and text look, as CSS: of styles, and of what is set at one place. */

/** CSS by its property: `{ 'margin-left': '15pt' }`. */
export type Look = Readonly<Record<string, string>>;

/** Twentieths of a point, as Word measures. */
const points = (twips: string | undefined) =>
  twips !== undefined && /^-?\d+(\.\d+)?$/.test(twips) ? `${Number(twips) / 20}pt` : undefined;

const colour = (hex: string | undefined) =>
  hex !== undefined && /^[0-9a-f]{6}$/i.test(hex) ? `#${hex}` : undefined;

/** What of it is known. */
function known(look: Record<string, string | undefined>): Look {
  return Object.fromEntries(Object.entries(look).filter((entry): entry is [string, string] => !!entry[1]));
}

const alignments: Record<string, string> = {
  left: 'left',
  start: 'left',
  center: 'center',
  right: 'right',
  end: 'right',
  both: 'justify',
};

/** Of `w:pPr`. */
export function paragraphLook(properties: XmlElement | undefined): Look {
  const of = (name: string) => childOf(properties, name)?.attributes ?? {};
  const [indent, spacing] = [of('w:ind'), of('w:spacing')];
  const { 'w:line': line, 'w:lineRule': rule = 'auto' } = spacing;
  const hanging = points(indent['w:hanging']);
  return known({
    'text-align': alignments[of('w:jc')['w:val'] ?? ''],
    'margin-top': points(spacing['w:before']),
    'margin-bottom': points(spacing['w:after']),
    // A line of Arial is 1.15 times as high as its letters.
    'line-height': line && rule === 'auto' ? `${((Number(line) / 240) * 1.15).toFixed(2)}` : points(line),
    'margin-left': points(indent['w:left'] ?? indent['w:start']),
    'margin-right': points(indent['w:right'] ?? indent['w:end']),
    'text-indent': hanging ? `-${hanging}` : points(indent['w:firstLine']),
    'background-color': colour(of('w:shd')['w:fill']),
    ...bordersIn(childOf(properties, 'w:pBdr')),
  });
}

/** The borders of a paragraph or a cell; in eighths of a point. */
export function bordersIn(borders: XmlElement | undefined): Look {
  const look: Record<string, string | undefined> = {};
  for (const border of borders?.children ?? []) {
    if (!isElement(border)) continue;
    const side = /^w:(top|bottom|left|right)$/.exec(border.name)?.[1];
    if (!side || /^(nil|none)$/.test(valOf(border) ?? 'nil')) continue;
    const { 'w:sz': size = '4', 'w:color': line, 'w:space': space } = border.attributes;
    look[`border-${side}`] = `${Number(size) / 8}pt solid ${colour(line) ?? 'currentcolor'}`;
    if (space) look[`padding-${side}`] = `${Number(space)}pt`;
  }
  return known(look);
}

/** Of `w:rPr`. */
export function textLook(properties: XmlElement | undefined): Look {
  const of = (name: string) => childOf(properties, name);
  const toggle = (name: string, on: string, off: string) => {
    const found = of(name);
    return found && (isOn(found) ? on : off);
  };
  const size = Number(valOf(of('w:sz')));
  const lines = [toggle('w:u', 'underline', ''), toggle('w:strike', 'line-through', '')];
  const font = of('w:rFonts')?.attributes['w:ascii'];
  return known({
    'font-weight': toggle('w:b', 'bold', 'normal'),
    'font-style': toggle('w:i', 'italic', 'normal'),
    'text-decoration': lines.filter(Boolean).join(' '),
    'text-transform': toggle('w:caps', 'uppercase', 'none'),
    'font-variant': toggle('w:smallCaps', 'small-caps', 'normal'),
    color: colour(valOf(of('w:color'))),
    'background-color': colour(of('w:shd')?.attributes['w:fill']),
    'font-size': size > 0 ? `${size / 2}pt` : undefined,
    'font-family': font && /^[\w ]+$/.test(font) ? `"${font}", Arial, sans-serif` : undefined,
  });
}

export const cellFill = (properties: XmlElement | undefined): Look =>
  known({ 'background-color': colour(childOf(properties, 'w:shd')?.attributes['w:fill']) });
