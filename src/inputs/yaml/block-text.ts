/** Lines of a block text (`|` or `>`) in YAML. */

/** As wide as the sample's own files are wrapped. */
const width = 118;

/**
 * The lines of a text, indented. In a folded block (`>`) a line break in the file is a blank in the text: paragraphs that are in
 * `folded`, the lines as they were, keep their wrapping, and others are wrapped anew.
 */
export function blockLines(text: string, folded: string | undefined, indent: number): string {
  const pad = ' '.repeat(indent);
  if (folded === undefined) return indented(text.split('\n'), pad);
  const known = new Map(
    folded
      .split(/\n[ \t]*\n/)
      .map((lines) => lines.split('\n').map((line) => line.trim()))
      .map((lines) => [lines.filter(Boolean).join(' '), lines.filter(Boolean)]),
  );
  const paragraph = (words: string) => indented(known.get(words) ?? wrapped(words, width - indent), pad);
  // A line break of the text is a blank line in the file, two are two.
  return text.replace(/[^\n]+|\n+/g, (piece) => (piece.startsWith('\n') ? `${piece}\n` : paragraph(piece)));
}

const indented = (lines: readonly string[], pad: string) =>
  lines.map((line) => (line === '' ? '' : pad + line)).join('\n');

/** A paragraph as lines that are no longer than there is room for, unless a word is. */
export function wrapped(paragraph: string, room: number): string[] {
  const lines: string[] = [];
  for (const word of paragraph.split(/(?<=\S) (?=\S)/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= room)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
