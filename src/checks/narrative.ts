import { error, type Finding } from '../diagnostics/diagnostic.ts';
import { type RoundContext, reportFile } from './context.ts';

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

/** Every text of a value with the path to it. */
function* textsIn(
  value: unknown,
  path: Array<string | number> = [],
): Generator<{ text: string; path: Array<string | number> }> {
  if (typeof value === 'string') yield { text: value, path };
  else if (Array.isArray(value)) for (const [i, item] of value.entries()) yield* textsIn(item, [...path, i]);
  else if (typeof value === 'object' && value !== null)
    for (const [key, inside] of Object.entries(value)) yield* textsIn(inside, [...path, key]);
}

export function noPlaceholders({ round }: RoundContext): Finding[] {
  const files = [
    { file: reportFile(round), value: round.report as unknown },
    ...round.conditions.map(({ file, update }) => ({ file, value: { ...update, wording: '' } as unknown })),
  ];
  return files.flatMap(({ file, value }) =>
    [...textsIn(value)].flatMap(({ text, path }) => {
      const found = placeholders.map((pattern) => pattern.exec(text)).find((match) => match !== null);
      if (!found) return [];
      const around = text
        .slice(Math.max(0, found.index - 25), found.index + found[0].length + 25)
        .replace(/\s+/g, ' ')
        .trim();
      const message = `"${found[0]}" is left in the text: "${around}"`;
      return [
        error(
          'text/placeholder',
          { file, path, words: found[0] },
          message,
          'replace it with what you mean to say',
        ),
      ];
    }),
  );
}
