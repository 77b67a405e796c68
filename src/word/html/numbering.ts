import { childOf, isElement, valOf, type XmlElement } from '../../ooxml/xml/tree.ts';

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
  const children = root?.children.filter(isElement) ?? [];
  const find = (name: string, key: string, id: string | undefined) =>
    children.find((one) => one.name === name && one.attributes[key] === id);
  const levelIn = (element: XmlElement | undefined, level: number) =>
    element?.children.find(
      (one): one is XmlElement =>
        isElement(one) && one.name === 'w:lvl' && Number(one.attributes['w:ilvl']) === level,
    );
  return {
    typeOf(list, level) {
      const abstract = valOf(childOf(find('w:num', 'w:numId', list), 'w:abstractNumId'));
      const definition = levelIn(find('w:abstractNum', 'w:abstractNumId', abstract), level);
      return { ordered: types[valOf(childOf(definition, 'w:numFmt')) ?? 'bullet'] };
    },
  };
}
