import { childOf, childrenNamed, isElement, isOn, valOf, type XmlElement } from '../../ooxml/xml/tree.ts';
import { levelsIn } from '../style-tree.ts';
import { type ParagraphFormat, readParagraphFormat } from './formats.ts';
import { unsupported } from './unsupported.ts';

/** A level of a list: where its text is indented to, and how wide its numbers may be, as text. */
export interface Level {
  indent: ParagraphFormat;
  number: string;
}

export function readLists(root: XmlElement | undefined): (list: string, level: number) => Level | undefined {
  const definitionOf = levelsIn(root);
  const read = new Map<string, Level | undefined>();
  const levelOf = (list: string, level: number): Level | undefined => {
    if (list === '0') return undefined;
    const number = childrenNamed(root, 'w:num').find(({ attributes }) => attributes['w:numId'] === list);
    for (const override of number?.children ?? [])
      if (isElement(override) && childOf(override, 'w:lvl')) unsupported('a list with levels of its own');
    const found = definitionOf(list, level);
    return found && readLevel(found);
  };
  return (list, level) => {
    const key = `${list} ${level}`;
    if (!read.has(key)) read.set(key, levelOf(list, level));
    return read.get(key);
  };
}

function readLevel(level: XmlElement): Level {
  const text = valOf(childOf(level, 'w:lvlText')) ?? '';
  if (!/^(decimal|bullet|lowerLetter)$/.test(valOf(childOf(level, 'w:numFmt')) ?? ''))
    unsupported('an unusual list number');
  if ((valOf(childOf(level, 'w:suff')) ?? 'tab') !== 'tab' || isOn(childOf(level, 'w:legacy')))
    unsupported('w:suff');
  if (!/^(left|start)$/.test(valOf(childOf(level, 'w:lvlJc')) ?? 'left'))
    unsupported('a list number on the right');
  for (const child of childOf(level, 'w:rPr')?.children ?? [])
    if (isElement(child) && child.name !== 'w:color' && child.name !== 'w:rFonts')
      unsupported('a formatted list number');
  const indent = readParagraphFormat(childOf(level, 'w:pPr'));
  if (indent.tabs) unsupported('tab stops of a list');
  // Nothing here counts: two digits are as wide as the numbers of most lists.
  return { indent, number: text.replace(/%\d/g, '00').replace(/[\uE000-\uF8FF●○■▪]/g, '•') };
}
