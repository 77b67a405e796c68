/** Footnotes of a narrative: `[^1]` in the text, and a line `[^1]: the note` anywhere in it. */

const definition = /^[ \t]{0,3}\[\^([^\]\s]{1,100})\]:[ \t]*(.*)$/;

/** A backslash takes its meaning from it. */
const reference = /(?<!\\)\[\^([^\]\s]{1,100})\]/g;
const beginnings = /^[ \t]{0,3}\[\^[^\]\s]{1,100}\]:/gm;

/** A narrative less its notes, and the notes by their labels. A note that nothing refers to stays in the text. */
export function takeNotes(text: string): { text: string; notes: ReadonlyMap<string, string> } {
  const notes = new Map<string, string>();
  if (!text.includes('[^')) return { text, notes };
  const used = new Set([...text.replace(beginnings, '').matchAll(reference)].map(([, label]) => label));
  const lines = text.split(/\r\n?|\n/);
  const kept: string[] = [];
  for (let i = 0; i < lines.length; i++) {
    const [, label, first = ''] = definition.exec(lines[i] as string) ?? [];
    if (label === undefined || !used.has(label) || notes.has(label)) {
      kept.push(lines[i] as string);
      continue;
    }
    const note = [first];
    while (/\S/.test(lines[i + 1] ?? '') && !definition.test(lines[i + 1] as string))
      note.push((lines[++i] as string).trim());
    notes.set(label, note.join('\n'));
  }
  return { text: kept.join('\n'), notes };
}
