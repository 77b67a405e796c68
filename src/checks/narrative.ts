import { error, type Finding } from '../diagnostics/diagnostic.ts';
import { replaceReferences } from '../model/figure-reference.ts';
import type { RoundCheck } from './context.ts';
import { type Text, textsOfRound } from './texts.ts';

/** What a form or a hurried writer leaves behind. "RAG" by itself is the form's placeholder; "RAG rating" is a term. */
const placeholders: RegExp[] = [
  /\bRAG\b(?!\s*[- ]?(?:rat|status|score|scale|assess))/,
  /\bTB[CDA]\b/i,
  /\blorem\b|\bipsum\b/i,
  /\bTODO\b|\bFIXME\b/,
  /\bx{3,}\b/i,
  /\?{3,}/,
  /\[(?:insert|add|text|name|date|to be)\b[^\]]*\]/i,
  /<(?:insert|add|name|date)\b[^>]*>/i,
  /\{\{|\}\}/,
];

/** Places where the form or a hurried writer has left something. References to figures are not placeholders. */
export function findPlaceholders(texts: readonly Text[]): Finding[] {
  return texts.flatMap(({ file, path, text: typed }) => {
    const text = replaceReferences(typed, () => '');
    const found = placeholders.map((pattern) => pattern.exec(text)).find((match) => match !== null);
    if (!found) return [];
    const around = text
      .slice(Math.max(0, found.index - 25), found.index + found[0].length + 25)
      .replace(/\s+/g, ' ')
      .trim();
    const message = `"${found[0]}" is left in the text: "${around}"`;
    const where = { file, path, words: found[0] };
    return [error('text/placeholder', where, message, 'replace it with what you mean to say')];
  });
}

export const noPlaceholders: RoundCheck = ({ round }) => findPlaceholders(textsOfRound(round));
