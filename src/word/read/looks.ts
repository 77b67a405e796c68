import type { Package } from '../../ooxml/package.ts';
import { parsePart } from '../../ooxml/part-xml.ts';
import { childOf, isOn, valOf, type XmlElement } from '../../ooxml/xml/tree.ts';
import { outlineOf } from '../outline.ts';
import { levelsIn, stylesIn } from '../style-tree.ts';
import type { Block, Look } from './block.ts';

/** How runs and paragraphs look, by themselves or by their styles. */

export interface Looks {
  ofRun(properties: XmlElement | undefined): Look;
  listOf(properties: XmlElement | undefined, style: string): Block['list'];
}

export function looksOf(parts: Package): Looks {
  const { chain } = stylesIn(parsePart(parts, 'word/styles.xml'));
  const outline = outlineOf(parts);
  const levelOf = levelsIn(parsePart(parts, 'word/numbering.xml'));
  /** What a style or those that it is based on say, nearest first. */
  const inStyles = <Value>(id: string, of: (style: XmlElement) => Value | undefined): Value | undefined =>
    chain(id)
      .map(of)
      .find((found) => found !== undefined);
  const lookIn = (properties: XmlElement | undefined, name: string): boolean => {
    const character = valOf(childOf(properties, 'w:rStyle'));
    return (
      isOn(childOf(properties, name)) ??
      (character ? inStyles(character, (style) => isOn(childOf(childOf(style, 'w:rPr'), name))) : false) ??
      false
    );
  };
  return {
    ofRun: (properties) => ({
      ...(lookIn(properties, 'w:b') && { bold: true as const }),
      ...(lookIn(properties, 'w:i') && { italic: true as const }),
      ...(lookIn(properties, 'w:strike') && { struck: true as const }),
    }),
    listOf(properties, style) {
      if (outline.of(properties, style)) return undefined;
      const own = childOf(properties, 'w:numPr');
      const ofStyle = inStyles(style, (one) => childOf(childOf(one, 'w:pPr'), 'w:numPr'));
      const numbering = valOf(childOf(own, 'w:numId')) ?? valOf(childOf(ofStyle, 'w:numId'));
      if (numbering === undefined) return undefined;
      const level = Number(valOf(childOf(own, 'w:ilvl')) ?? valOf(childOf(ofStyle, 'w:ilvl')) ?? 0);
      if (numbering === '0') return ofStyle ? { level, format: 'continued' } : undefined;
      const format = valOf(childOf(levelOf(numbering, level), 'w:numFmt')) ?? 'bullet';
      return { level, format: format === 'bullet' ? 'bullet' : 'number' };
    },
  };
}
