import { error } from '../../diagnostics/diagnostic.ts';
import type { Package } from '../../ooxml/package.ts';
import { parsePart } from '../../ooxml/part-xml.ts';
import {
  childOf,
  closest,
  descendants,
  isElement,
  ownText,
  textOf,
  type XmlElement,
} from '../../ooxml/xml/tree.ts';
import type { Finding } from '../codes.ts';
import type { Helpers } from '../shape.ts';
import { placeIn, type Tree } from '../template/part-tree.ts';

/**
 * Tags in places where none is filled: a field's code, an equation, a link's address, a chart's title. Left alone they would
 * be printed as they were typed, so each is a finding.
 */

/** The attributes of an element that hold alternative text, which is filled. */
export function alternativeText({ name }: XmlElement): string[] {
  if (name.endsWith(':docPr') || name.endsWith(':cNvPr')) return ['descr', 'title'];
  if (name === 'w:tblCaption' || name === 'w:tblDescription') return ['w:val'];
  return name.startsWith('v:') ? ['alt'] : [];
}

/** The attributes of an element that may hold tags. */
export function filledAttributes(element: XmlElement): string[] {
  const named: Record<string, string[]> = {
    'w:shd': ['w:fill'],
    'w:alias': ['w:val'],
    'w:tag': ['w:val'],
    'w:listItem': ['w:displayText', 'w:value'],
  };
  return named[element.name] ?? alternativeText(element);
}

/** Text that is read as text, and text that has been deleted with tracked changes. */
const readText = new Set(['w:t', 'w:delText', 'w:delInstrText']);

const texts: Record<string, string> = { 'w:instrText': 'the code of a field', 'm:t': 'an equation' };

function typedIn(text: string): string {
  const from = text.indexOf('{{');
  const end = text.indexOf('}}', from);
  return text.slice(from, end < 0 ? from + 40 : Math.min(end + 2, from + 60));
}

const unfillable = (where: Finding['where'], what: string, help: string) =>
  error('template/structure', where, `a tag cannot be filled in ${what}`, help);

/** Tags in the text and the attributes of a part, beside those of its paragraphs and its alternative text. */
export function tagsBesideText(tree: Tree, braced: readonly XmlElement[], helpers: Helpers): Finding[] {
  const findings: Finding[] = [];
  const shading = Object.keys(helpers).find((name) => helpers[name]?.shade);
  let next = 0;
  for (const element of tree.elements) {
    const isBraced = element === braced[next];
    if (isBraced) next += 1;
    const say = (text: string, what: string, help = 'write it in the text') =>
      findings.push(unfillable(placeIn(tree, element, typedIn(text)), what, help));
    const own = readText.has(element.name) ? '' : ownText(element);
    if (own.includes('{{')) say(own, texts[element.name] ?? `this place (${element.name})`);
    if (!isBraced) continue;
    for (const [name, value] of Object.entries(element.attributes)) {
      if (!value.includes('{{') || filledAttributes(element).includes(name)) continue;
      const shade = element.name === 'w:shd' && shading;
      const help = shade ? `write {{${shading} name}} in the cell: it shades the cell too` : undefined;
      say(value, `a setting of Word's (${element.name}, ${name})`, help);
    }
  }
  return findings;
}

/** An address as its author typed it. Word writes a brace as `%7B` there, and a blank as `%20`. */
export const addressTyped = (target: string): string =>
  target
    .replace(/%7b/gi, '{')
    .replace(/%7d/gi, '}')
    .replace(/\{\{.*?\}\}/g, (tag) => tag.replaceAll('%20', ' ').replaceAll('%22', '"'));

/** Parts that hold text of another kind, by the end of their content type. */
const drawn: Array<[ending: string, name: string, what: string]> = [
  ['drawingml.chart+xml', 'chart', 'a label of a chart'],
  ['drawingml.diagramData+xml', 'SmartArt graphic', 'a SmartArt graphic'],
];

/** Tags in charts and SmartArt graphics. */
export function tagsInDrawings(
  file: string,
  parts: Package,
  typeOf: (part: string) => string | undefined,
): Finding[] {
  return drawn.flatMap(([ending, name, what]) =>
    [...parts.keys()]
      .filter((path) => typeOf(path)?.endsWith(ending))
      .flatMap((path, i) =>
        linesOf(parsePart(parts, path))
          .filter((text) => text.includes('{{'))
          .map((text) => {
            const where = { file, part: `${name} ${i + 1}`, paragraph: 0, tag: typedIn(text) };
            return unfillable(where, what, 'write it in a paragraph above or below');
          }),
      ),
  );
}

/** The paragraphs of a drawing, less the titles of a chart, which are filled, and the values that a chart is labelled with. */
function linesOf(root: XmlElement | undefined): string[] {
  return descendants(root)
    .filter((one) => (one.name === 'a:p' && !closest(one, 'c:title')) || one.name === 'c:v')
    .map(textOf);
}

/**
 * A content control that is bound to data shows them and not its text: Word would put the tag back on opening. One that
 * shows a hint loses its text at the first click. In a control with a tag both settings go.
 */
export function bindingsOf(run: XmlElement): XmlElement[] {
  const found: XmlElement[] = [];
  for (let at: XmlElement | undefined = run; at; at = at.parent) {
    if (at.name !== 'w:sdt') continue;
    for (const child of childOf(at, 'w:sdtPr')?.children ?? [])
      if (isElement(child) && /:(dataBinding|showingPlcHdr)$/.test(child.name)) found.push(child);
  }
  return found;
}
