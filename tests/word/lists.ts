import { readPackage } from '../../src/ooxml/package.ts';
import { parseXml } from '../../src/ooxml/xml/parse.ts';
import { childOf, descendants, isElement, valOf, type XmlElement } from '../../src/ooxml/xml/tree.ts';
import { paragraphText } from './documents.ts';

/** What a reader of a document sees before each paragraph: the bullet or number that Word counts out. */

const roman = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x'];
const shown: Record<string, (n: number) => string> = {
  decimal: String,
  lowerLetter: (n) => String.fromCharCode(96 + n),
  upperLetter: (n) => String.fromCharCode(64 + n),
  lowerRoman: (n) => roman[n - 1] ?? String(n),
  upperRoman: (n) => (roman[n - 1] ?? String(n)).toUpperCase(),
  bullet: () => '',
};

/** `  b) Text`: two blanks for each level, the mark, and the text. Paragraphs of no list have their text alone. */
export async function listedLines(bytes: Uint8Array): Promise<string[]> {
  const parts = await readPackage(bytes);
  const all = (path: string) => descendants(parseXml(parts.get(path)?.text ?? '<none/>'));
  const numbering = all('word/numbering.xml');
  const styles = all('word/styles.xml').filter(({ name }) => name === 'w:style');
  const counts = new Map<string, number>();
  const markOf = (paragraph: XmlElement): string | undefined => {
    const properties = childOf(paragraph, 'w:pPr');
    const own = childOf(properties, 'w:numPr');
    const styleId = valOf(childOf(properties, 'w:pStyle'));
    const style = styles.find(({ attributes }) => attributes['w:styleId'] === styleId);
    const list = own ?? childOf(childOf(style, 'w:pPr'), 'w:numPr');
    const id = valOf(childOf(list, 'w:numId'));
    if (id === undefined || id === '0') return undefined;
    const level = Number(valOf(childOf(list, 'w:ilvl')) ?? 0);
    const number = numbering.find(({ name, attributes }) => name === 'w:num' && attributes['w:numId'] === id);
    const abstract = valOf(childOf(number, 'w:abstractNumId'));
    const definition = numbering.find(
      ({ name, attributes }) => name === 'w:abstractNum' && attributes['w:abstractNumId'] === abstract,
    );
    const levels = definition?.children.filter(isElement).filter(({ name }) => name === 'w:lvl');
    const own9 = levels?.find(({ attributes }) => attributes['w:ilvl'] === String(level)) ?? levels?.at(-1);
    const start = Number(valOf(childOf(childOf(number, 'w:lvlOverride'), 'w:startOverride')) ?? 1);
    const count = (counts.get(id) ?? start - 1) + 1;
    counts.set(id, count);
    const text = valOf(childOf(own9, 'w:lvlText')) ?? '';
    const format = shown[valOf(childOf(own9, 'w:numFmt')) ?? ''] ?? String;
    return '  '.repeat(level) + text.replace(/%\d/, format(count));
  };
  return all('word/document.xml')
    .filter(({ name }) => name === 'w:p')
    .map((paragraph) =>
      [markOf(paragraph), paragraphText(paragraph)].filter((one) => one !== undefined).join(' '),
    );
}
