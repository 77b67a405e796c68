import { childOf, isElement, isOn, valOf, type XmlElement } from '../../ooxml/xml/tree.ts';
import type { Block } from './block.ts';
import { twips } from './formats.ts';
import { Measure } from './measure.ts';
import type { Section } from './pages.ts';
import { unsupported } from './unsupported.ts';

/** What a section's properties may be, beside its size and its headers and footers. */
const harmless: Record<string, (child: XmlElement) => boolean> = {
  'w:pgNumType': ({ attributes }) =>
    (attributes['w:start'] ?? attributes['w:fmt'] ?? 'decimal') === 'decimal',
  'w:docGrid': ({ attributes }) => (attributes['w:type'] ?? 'default') === 'default',
  'w:type': (child) => valOf(child) === 'nextPage',
  'w:formProt': () => true,
  'w:textDirection': (child) => valOf(child) === 'lrTb',
  'w:cols': ({ attributes }) => !(Number(attributes['w:num'] ?? 1) > 1),
  'w:titlePg': (child) => isOn(child) === false,
  'w:pgSz': () => true,
  'w:pgMar': () => true,
};

/** Makes the function that reads sections one after the other: one without a header or footer of its own has that of the one before. */
export function sectionReader(partOf: (id: string) => readonly Block[]): (properties: XmlElement) => Section {
  const edges: Record<string, readonly Block[]> = {};
  return (properties) => {
    for (const child of properties.children) {
      if (!isElement(child)) continue;
      const { name, attributes } = child;
      if (name !== 'w:headerReference' && name !== 'w:footerReference') {
        if (!harmless[name]?.(child)) unsupported(name);
      } else if (attributes['w:type'] === 'default') edges[name] = partOf(attributes['r:id'] ?? '');
    }
    const size = childOf(properties, 'w:pgSz')?.attributes ?? {};
    const margins = childOf(properties, 'w:pgMar')?.attributes ?? {};
    const length = (value: string | undefined) => twips(value) ?? unsupported('a page without measures');
    const [top, bottom] = [length(margins['w:top']), length(margins['w:bottom'])];
    if (top < 0 || bottom < 0 || Number(margins['w:gutter'] ?? 0) !== 0) unsupported('margins that overlap');
    const width = length(size['w:w']) - length(margins['w:left']) - length(margins['w:right']);
    const edge = (kind: 'header' | 'footer') =>
      length(margins[`w:${kind}`]) + new Measure(width).stack(edges[`w:${kind}Reference`] ?? [], true);
    return {
      top: Math.max(top, edge('header')),
      bottom: length(size['w:h']) - Math.max(bottom, edge('footer')),
      width,
    };
  };
}
