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

/** Reads sections one after the other: one without a header or footer of its own has that of the one before. */
export class Sections {
  readonly all: Section[] = [];
  private header: readonly Block[] = [];
  private footer: readonly Block[] = [];
  private readonly partOf: (id: string) => readonly Block[];

  constructor(partOf: (id: string) => readonly Block[]) {
    this.partOf = partOf;
  }

  read(properties: XmlElement): void {
    for (const child of properties.children) {
      if (!isElement(child)) continue;
      const { name, attributes } = child;
      if (name === 'w:headerReference' || name === 'w:footerReference') {
        if (attributes['w:type'] !== 'default') continue;
        const blocks = this.partOf(attributes['r:id'] ?? '');
        if (name === 'w:headerReference') this.header = blocks;
        else this.footer = blocks;
      } else if (!harmless[name]?.(child)) unsupported(name);
    }
    const size = childOf(properties, 'w:pgSz')?.attributes ?? {};
    const margins = childOf(properties, 'w:pgMar')?.attributes ?? {};
    const length = (value: string | undefined) => twips(value) ?? unsupported('a page without measures');
    const [top, bottom] = [length(margins['w:top']), length(margins['w:bottom'])];
    if (top < 0 || bottom < 0 || Number(margins['w:gutter'] ?? 0) !== 0) unsupported('margins that overlap');
    const width = length(size['w:w']) - length(margins['w:left']) - length(margins['w:right']);
    const measure = new Measure(width);
    this.all.push({
      top: Math.max(top, length(margins['w:header']) + measure.stack(this.header, true)),
      bottom:
        length(size['w:h']) -
        Math.max(bottom, length(margins['w:footer']) + measure.stack(this.footer, true)),
      width,
    });
  }
}
