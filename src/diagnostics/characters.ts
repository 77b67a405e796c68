/** Characters that no Word file can hold, wherever they come from. */

const forbidden =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/**
 * The first character that XML 1.0 (section 2.2) does not allow, or nothing. A file that holds one does not open in
 * Word.
 */
export function forbiddenCharacter(text: string): { index: number; code: number } | undefined {
  const index = text.search(forbidden);
  return index < 0 ? undefined : { index, code: text.charCodeAt(index) };
}

/** The text with a visible mark for each such character. */
export function replaceForbidden(text: string): string {
  return text.replace(forbidden, '\uFFFD');
}
