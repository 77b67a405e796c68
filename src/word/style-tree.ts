import { childOf, childrenNamed, valOf, type XmlElement } from '../ooxml/xml/tree.ts';

/** The styles and numberings of a document, as everything reads them that asks how text looks. */

export interface StyleTree {
  byId: ReadonlyMap<string, XmlElement>;
  /** The styles of paragraphs and of tables that name none. */
  normal: string | undefined;
  plainTable: string | undefined;
  /** A style and those that it is based on, itself first. */
  chain(id: string | undefined): XmlElement[];
}

export function stylesIn(root: XmlElement | undefined): StyleTree {
  const styles = childrenNamed(root, 'w:style');
  const byId = new Map(styles.map((style) => [style.attributes['w:styleId'] ?? '', style]));
  const usual = (type: string) =>
    styles.findLast(
      ({ attributes }) =>
        attributes['w:type'] === type && /^(1|true|on)$/.test(attributes['w:default'] ?? ''),
    )?.attributes['w:styleId'];
  const chain = (id = '') => {
    const found: XmlElement[] = [];
    for (let style = byId.get(id); style && !found.includes(style); ) {
      found.push(style);
      style = byId.get(valOf(childOf(style, 'w:basedOn')) ?? '');
    }
    return found;
  };
  return { byId, normal: usual('paragraph'), plainTable: usual('table'), chain };
}

/** Styles by their names, which are the same in every language of Word, in small letters: `heading 1`. */
export const stylesByName = (root: XmlElement | undefined): ReadonlyMap<string, XmlElement> =>
  new Map(
    childrenNamed(root, 'w:style')
      .reverse()
      .map((style) => [valOf(childOf(style, 'w:name'))?.toLowerCase() ?? '', style]),
  );

/** The definition of a level of a list: `levelsIn(numbering)('3', 0)`. */
export function levelsIn(root: XmlElement | undefined) {
  const find = (name: string, key: string, id: string | undefined) =>
    childrenNamed(root, name).find(({ attributes }) => id !== undefined && attributes[key] === id);
  return (list: string, level: number): XmlElement | undefined => {
    const abstract = valOf(childOf(find('w:num', 'w:numId', list), 'w:abstractNumId'));
    return childrenNamed(find('w:abstractNum', 'w:abstractNumId', abstract), 'w:lvl').find(
      ({ attributes }) => Number(attributes['w:ilvl']) === level,
    );
  };
}
