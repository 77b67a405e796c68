import { descendants, escapeAttribute, localName, type XmlElement } from '../../ooxml/xml/tree.ts';
import { chartSvg } from './chart.ts';
import type { Reader } from './reader.ts';

/** Emu, of which an inch has 914,400, as pixels of CSS, of which it has 96. */
const pixels = (emu: string | undefined) => Math.round(Number(emu ?? 0) / 9525);

/** A chart or a picture, with its alternative text. */
export function drawing(element: XmlElement, reader: Reader): string {
  const inside = descendants(element);
  const find = (name: string) => inside.find((one) => localName(one.name) === name)?.attributes ?? {};
  const { descr, title = '' } = find('docPr');
  const words = descr || title;
  const { cx, cy } = find('extent');
  const size = { width: pixels(cx), height: pixels(cy) };
  const chart = inside.find(({ name }) => name === 'c:chart')?.attributes['r:id'];
  if (chart !== undefined) {
    const part = reader.partAt(reader.targetOf(chart) ?? '');
    const svg = part && chartSvg(part.root, size, words);
    return (
      svg ??
      `<span class="undrawn" role="img" aria-label="${escapeAttribute(words)}">Chart: ${escapeAttribute(words)}</span>`
    );
  }
  const picture = find('blip')['r:embed'];
  const address = picture === undefined ? undefined : reader.pictureAddress(reader.targetOf(picture) ?? '');
  if (address === undefined) return '';
  return `<img src="${escapeAttribute(address)}" alt="${escapeAttribute(words)}" width="${size.width}" height="${size.height}">`;
}
