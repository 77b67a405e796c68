/** Footnotes of a narrative: `[^1]` in the text, and a line `[^1]: the note` anywhere in it. */

const definition = /^[ \t]{0,3}\[\^([^\]\s]{1,100})\]:[ \t]*(.*)$/;

/** A backslash takes its meaning from it. */
const reference = /(?<!\\)\[\^([^\]\s]{1,100})\]/g;
const beginnings = /^[ \t]{0,3}\[\^[^\]\s]{1,100}\]:/gm;

/** The labels that a text refers to, outside of the beginnings of its notes. */
export const labelsIn = (text: string): Set<string> =>
  new Set([...text.replace(beginnings, '').matchAll(reference)].map(([, label]) => label as string));

/** The first note of each label that is used: its lines, from and up to, and its text. */
export function definitionsIn(
  text: string,
  used: ReadonlySet<string> = labelsIn(text),
): Array<{ label: string; from: number; to: number; text: string }> {
  const lines = text.split(/\r\n?|\n/);
  const found = new Map<string, { label: string; from: number; to: number; text: string }>();
  for (let i = 0; i < lines.length; i++) {
    const [, label, first = ''] = definition.exec(lines[i] as string) ?? [];
    if (label === undefined || !used.has(label) || found.has(label)) continue;
    const [from, note] = [i, [first]];
    for (;;) {
      const next = lines[i + 1] ?? '';
      // A paragraph more of the note is set in, as in other programs of Markdown.
      const isMore = /^\s*$/.test(next) && /^(?: {4}|\t)\s*\S/.test(lines[i + 2] ?? '');
      if (!isMore && (!/\S/.test(next) || definition.test(next))) break;
      i += 1;
      note.push(next.trim());
    }
    found.set(label, { label, from, to: i + 1, text: note.join('\n') });
  }
  return [...found.values()];
}

/** A narrative less its notes, and the notes by their labels. A note that nothing refers to stays in the text. */
export function takeNotes(text: string): { text: string; notes: ReadonlyMap<string, string> } {
  if (!text.includes('[^')) return { text, notes: new Map() };
  const found = definitionsIn(text);
  const lines = text.split(/\r\n?|\n/);
  for (const { from, to } of [...found].reverse()) lines.splice(from, to - from);
  return { text: lines.join('\n'), notes: new Map(found.map(({ label, text: note }) => [label, note])) };
}
