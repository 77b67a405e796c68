import type { Package } from '../ooxml/package.ts';
import { parsePart } from '../ooxml/part-xml.ts';
import { childOf, valOf, type XmlElement } from '../ooxml/xml/tree.ts';
import { numberAs } from './render/field-values.ts';
import { levelsIn, stylesIn } from './style-tree.ts';

/**
 * Headings and paragraphs that are numbered by their styles, as `3` and `3.2`: the numbers are no text of the document, and such
 * paragraphs are no list.
 */
export interface Outline {
  /** The numbering of a paragraph that has one by its style alone. */
  of(properties: XmlElement | undefined, style?: string): Level | undefined;
  /** What is printed before paragraphs, which are given in the order of the document. */
  numbersOf(paragraphs: readonly XmlElement[]): Map<XmlElement, string>;
}

interface Level {
  list: string;
  level: number;
}

const formats: Record<string, string> = {
  lowerLetter: 'alphabetic',
  upperLetter: 'ALPHABETIC',
  lowerRoman: 'roman',
  upperRoman: 'ROMAN',
};

export function outlineOf(parts: Package): Outline {
  const styles = stylesIn(parsePart(parts, 'word/styles.xml'));
  const levelOf = levelsIn(parsePart(parts, 'word/numbering.xml'));
  const textOf = ({ list, level }: Level) => valOf(childOf(levelOf(list, level), 'w:lvlText')) ?? '';
  const known = new Map<string, Level | undefined>();
  const ofStyle = (id: string) => {
    if (!known.has(id)) known.set(id, read(id));
    return known.get(id);
  };
  const read = (id: string): Level | undefined => {
    const looks = styles.chain(id).map((style) => childOf(style, 'w:pPr'));
    const numbering = looks.map((look) => childOf(look, 'w:numPr')).find((found) => found);
    const list = valOf(childOf(numbering, 'w:numId')) ?? '0';
    if (list === '0') return undefined;
    const found = { list, level: Number(valOf(childOf(numbering, 'w:ilvl')) ?? 0) };
    const isHeading = looks.some((look) => childOf(look, 'w:outlineLvl'));
    // The items of a list do not repeat the number of what they are in.
    return isHeading || /%\d.*%\d/.test(textOf(found)) ? found : undefined;
  };
  const of: Outline['of'] = (properties, style = valOf(childOf(properties, 'w:pStyle')) ?? styles.normal) => {
    const found = ofStyle(style ?? '');
    const own = valOf(childOf(childOf(properties, 'w:numPr'), 'w:numId'));
    return own === undefined || own === found?.list ? found : undefined;
  };
  return { of, numbersOf };

  function numbersOf(paragraphs: readonly XmlElement[]): Map<XmlElement, string> {
    const numbers = new Map<XmlElement, string>();
    const counts = new Map<string, number[]>();
    for (const paragraph of paragraphs) {
      const found = of(childOf(paragraph, 'w:pPr'));
      if (!found) continue;
      const { list, level } = found;
      const before = counts.get(list) ?? [];
      const now = Array.from({ length: level + 1 }, (_, i) => (before[i] ?? 0) + (i === level ? 1 : 0));
      counts.set(list, now);
      const format = (i: number) => formats[valOf(childOf(levelOf(list, i), 'w:numFmt')) ?? ''] ?? '';
      const number = textOf(found).replace(/%(\d)/g, (_, place: string) =>
        numberAs(format(Number(place) - 1), now[Number(place) - 1] ?? 1),
      );
      if (number.trim() !== '') numbers.set(paragraph, number);
    }
    return numbers;
  }
}
