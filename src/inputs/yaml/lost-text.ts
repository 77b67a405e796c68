import { isScalar, type Scalar, visit } from 'yaml';
import { error, type Finding } from '../../diagnostics/diagnostic.ts';
import { commentAfter, type YamlSource } from './locate.ts';
import { inQuotes, pathOf } from './syntax-mistakes.ts';

/** What was typed and YAML does not pass on: words after a "#", and the ends of lines. */

/**
 * `see risk #3` ends at the `#`, and `reason: #none` is empty: YAML takes the rest for a comment. A comment that people mean has
 * a space after its sign, which is how the two are told apart. An empty field gets the text that was meant, so that no check
 * says a second time that it is empty.
 */
export function cutText(file: string, { text, document }: YamlSource): Finding[] {
  const findings: Finding[] = [];
  // Nearly no file has such a sign.
  if (!/#[^\s#]/.test(text)) return findings;
  visit(document, {
    Scalar(key, value) {
      if (key === 'key' || !value.comment) return;
      const at = commentAfter(text, value);
      const [comment = ''] = at === undefined ? [] : text.slice(at + 1).split(/\r?\n/, 1);
      if (at === undefined || !/^[^\s#]/.test(comment)) return;
      const isEmpty = value.value === null;
      const words = `"#${comment.slice(0, 30)}"`;
      const message = isEmpty
        ? `there is no text before ${words}: a # after a space begins a comment, which is not read`
        : `the text ends before ${words}: a # after a space begins a comment, which is not read`;
      if (isEmpty) value.value = comment.trim();
      findings.push({
        ...error('yaml/comment-cut', { file }, message, inQuotes),
        where: { file, offset: [at, at + 1 + comment.length] },
      });
    },
  });
  return findings;
}

/** A mark of a list at the beginning of a line, after the first. */
const item = /\n[ \t]*(?:[-*\u2022\u2013\u00A7]|\d{1,2}[.)])[ \t]+\S/g;

/**
 * Without the sign "|" one blank line is no more than the end of a line, and the next line is part of the one before: paragraphs
 * and items of lists would be printed as one.
 */
export function foldedText(file: string, { text, document }: YamlSource): Finding[] {
  const findings: Finding[] = [];
  visit(document, {
    Pair(_, { key, value }, above) {
      if (!isScalar(value) || value.type === 'BLOCK_LITERAL' || typeof value.value !== 'string') return;
      const [from, to] = value.range ?? [0, 0];
      const typed = text.slice(from, to).trimEnd();
      const hasParagraphs = /\S[ \t]*\r?\n[ \t]*\r?\n[ \t]*\S/.test(typed);
      if (!hasParagraphs && (typed.match(item) ?? []).length < 2) return;
      const name = isScalar(key) ? String((key as Scalar).value) : '';
      const message =
        'the paragraphs or items of this text would be printed as one: only after the sign "|" does a line end where it was typed';
      findings.push({
        ...error('yaml/folded', { file }, message, `write "${name}: |" and the text below it, indented`),
        where: { file, offset: [from, Math.min(to, from + 60)] },
        unread: [...pathOf(undefined, above), name],
      });
    },
  });
  return findings;
}
