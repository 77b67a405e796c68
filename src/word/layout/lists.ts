import { childOf, childrenNamed, isElement, isOn, valOf, type XmlElement } from '../../ooxml/xml/tree.ts';
import { levelsIn } from '../style-tree.ts';
import { type ParagraphFormat, readParagraphFormat } from './formats.ts';
import { checkChildren, unsupported } from './unsupported.ts';

/** A level of a list: where its text is indented to, and how wide its numbers may be, as text. */
export interface Level {
  indent: ParagraphFormat;
  number: string;
}

export function readLists(root: XmlElement | undefined): (list: string, level: number) => Level | undefined {
  const definitionOf = levelsIn(root);
  return (list, level) => {
    if (list === '0') return undefined;
    const number = childrenNamed(root, 'w:num').find(({ attributes }) => attributes['w:numId'] === list);
    for (const override of number?.children ?? [])
      if (isElement(override) && childOf(override, 'w:lvl')) unsupported('a list with levels of its own');
    const found = definitionOf(list, level);
    return found && readLevel(found);
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
  checkChildren(childOf(level, 'w:rPr'), /^w:(color|rFonts)$/);
  const indent = readParagraphFormat(childOf(level, 'w:pPr'));
  if (indent.tabs) unsupported('tab stops of a list');
  // Nothing here counts: two digits are as wide as the numbers of most lists.
  return { indent, number: text.replace(/%\d/g, '00').replace(/[\uE000-\uF8FF●○■▪]/g, '•') };
}
