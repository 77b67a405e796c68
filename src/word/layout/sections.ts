import { childOf, isElement, isOn, valOf, type XmlElement } from '../../ooxml/xml/tree.ts';
import type { Block } from './block.ts';
import { twips } from './formats.ts';
import { Measure } from './measure.ts';
import type { Section } from './pages.ts';
import { unsupported } from './unsupported.ts';

/** What a section's properties may be, beside its size and its headers and footers. */
const harmless = new Set([
  'w:pgNumType',
  'w:docGrid',
  'w:type',
  'w:formProt',
  'w:textDirection',
  'w:cols',
  'w:titlePg',
]);

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
      } else if (name !== 'w:pgSz' && name !== 'w:pgMar') checkHarmless(child);
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

function checkHarmless(child: XmlElement): void {
  const { name, attributes } = child;
  const value = valOf(child);
  const columns = name === 'w:cols' && Number(attributes['w:num'] ?? 1) > 1;
  const numbers =
    name === 'w:pgNumType' && (attributes['w:start'] ?? attributes['w:fmt'] ?? 'decimal') !== 'decimal';
  const grid = name === 'w:docGrid' && (attributes['w:type'] ?? 'default') !== 'default';
  const kind = name === 'w:type' && value !== 'nextPage';
  const direction = name === 'w:textDirection' && value !== 'lrTb';
  const first = name === 'w:titlePg' && isOn(child);
  if (!harmless.has(name) || columns || numbers || grid || kind || direction || first) unsupported(name);
}
