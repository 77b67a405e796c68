import { readPackage } from '../src/ooxml/package.ts';

/** What the hidden bookmarks of a Word file are round, read from its XML piece by piece. */

export interface Marked {
  /** The text inside each mark, by its name. */
  texts: Map<string, string>;
  /** What the body says outside of all marks, a line for each paragraph. */
  outside: string[];
}

const piece =
  /<w:bookmarkStart\b[^>]*?w:id="(\d+)"[^>]*?w:name="(_t[a-z]+)"[^>]*>|<w:bookmarkEnd\b[^>]*?w:id="(\d+)"[^>]*>|<w:t\b[^>]*>([^<]*)<\/w:t>|<w:(tab|br)\/>|(<\/w:p>)/g;

const unescaped = (text: string) =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

export async function markedIn(bytes: Uint8Array): Promise<Marked> {
  const parts = await readPackage(bytes);
  const texts = new Map<string, string>();
  const outside: string[] = [''];
  for (const part of ['word/document.xml', 'word/footnotes.xml']) {
    const open = new Map<string, string>();
    for (const [, start, name = '', end, typed, gap, isEnd] of (parts.get(part)?.text ?? '').matchAll(
      piece,
    )) {
      if (start !== undefined) {
        if (texts.has(name)) throw new Error(`two of ${name}`);
        open.set(start, name);
        texts.set(name, '');
      } else if (end !== undefined) open.delete(end);
      else if (isEnd !== undefined) outside.push('');
      else {
        const text = typed === undefined ? (gap === 'tab' ? '\t' : '\n') : unescaped(typed);
        for (const name of open.values()) texts.set(name, texts.get(name) + text);
        if (open.size === 0) outside[outside.length - 1] += text;
      }
    }
  }
  return { texts, outside: outside.filter((line) => line !== '') };
}
