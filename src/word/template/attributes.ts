import type { XmlElement } from '../../ooxml/xml/tree.ts';

/** The stretch of source that holds an attribute's value, or the whole attribute with the space before it. */
export function attributeAt(
  { source, start: begin, open }: XmlElement,
  name: string,
): { start: number; end: number; from: number; to: number } | undefined {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(source.slice(begin, open));
  if (!match) return undefined;
  const start = begin + match.index;
  const end = start + match[0].length;
  const value = match[1] ?? match[2] ?? '';
  return { start, end, from: end - 1 - value.length, to: end - 1 };
}
