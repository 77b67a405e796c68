import { childOf, valOf, type XmlElement } from '../../ooxml/xml/tree.ts';
import { levelsIn } from '../style-tree.ts';

export interface Numbering {
  /** `undefined` for bullets, or else the type of an ordered list in HTML. */
  typeOf(list: string, level: number): { ordered: string | undefined };
}

const types: Record<string, string> = {
  decimal: '1',
  lowerLetter: 'a',
  upperLetter: 'A',
  lowerRoman: 'i',
  upperRoman: 'I',
};

export function readNumbering(root: XmlElement | undefined): Numbering {
  const levelOf = levelsIn(root);
  return {
    typeOf: (list, level) => ({
      ordered: types[valOf(childOf(levelOf(list, level), 'w:numFmt')) ?? 'bullet'],
    }),
  };
}
