import type { Package } from '../../ooxml/package.ts';
import { parsePart } from '../../ooxml/part-xml.ts';
import { childOf, descendants, isElement, textOf, valOf, type XmlElement } from '../../ooxml/xml/tree.ts';
import { attributeValue } from '../../ooxml/xml/values.ts';
import { chartTexts } from './say-same.ts';

/** What a document says beside its paragraphs, by where Word keeps it. */
export interface Beside {
  charts: string[];
  pictures: string[];
  'alternative texts': string[];
  formulas: string[];
  properties: string[];
  /** The lines of the contents, without their pages. */
  contents: string[];
}

const body = 'word/document.xml';

export function besideOf(parts: Package): Beside {
  const { text: source = '' } = parts.get(body) ?? {};
  const all = (pattern: RegExp) => [...source.matchAll(pattern)].map(([, words = '']) => words);
  return {
    charts: [...all(/<c:chart\s/g).map((_, i) => `chart ${i + 1}`), ...chartTexts(parts)],
    pictures: all(/<(?:pic:pic|v:imagedata)\b/g).map((_, i) => `picture ${i + 1}`),
    'alternative texts': all(/<wp:docPr\b[^>]*\bdescr="([^"]+)"/g).map(attributeValue),
    formulas: all(/<m:oMath(?:\s[^>]*)?>(.*?)<\/m:oMath>/gs).map((inside) => inside.replace(/<[^>]*>/g, '')),
    properties: propertiesOf(parts),
    contents: contentsOf(parts),
  };
}

/** Those that Word shows under File, Info, apart from who saved the file and when. */
function propertiesOf(parts: Package): string[] {
  const root = parsePart(parts, 'docProps/core.xml');
  const shown = /^(?:dc:(title|subject|description)|cp:(keywords|category))$/;
  return (root?.children.filter(isElement) ?? []).flatMap((one) => {
    const said = shown.test(one.name) ? textOf(one).trim() : '';
    return said === '' ? [] : `${one.name.replace(/^.*:/, '')}: ${said}`;
  });
}

function contentsOf(parts: Package): string[] {
  const isLine = (one: XmlElement) =>
    /^(?:TOC|Contents) ?\d/i.test(valOf(childOf(childOf(one, 'w:pPr'), 'w:pStyle')) ?? '');
  return descendants(parsePart(parts, body), 'w:p')
    .filter(isLine)
    .map((line) =>
      descendants(line)
        .map((one) => (one.name === 'w:t' ? textOf(one) : one.name === 'w:tab' ? ' ' : ''))
        .join('')
        .replace(/[\s\d]+$/, '')
        .trim(),
    );
}
