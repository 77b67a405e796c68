import { posix } from 'node:path';
import type { Package } from './package.ts';
import { Part } from './part.ts';
import { parsePart } from './part-xml.ts';
import { descendants, localName } from './xml/tree.ts';

/** How the parts of a package refer to each other (ECMA-376 part 2, 9.3). */
export interface Relationship {
  id: string;
  type: string;
  /** A path inside the package, or an address outside it. */
  target: string;
  external: boolean;
}

export const relationshipTypes = {
  document: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument',
  link: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink',
  chart: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart',
  image: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/image',
  header: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/header',
  footnotes: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes',
  properties: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties',
  workbook: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/package',
} as const;

/** `word/document.xml` to `word/_rels/document.xml.rels`; the package itself is the empty path. */
export function relationshipsPath(part: string): string {
  return posix.join(posix.dirname(part), '_rels', `${posix.basename(part)}.rels`);
}

export function relationshipsOf(parts: Package, part: string): Relationship[] {
  return descendants(parsePart(parts, relationshipsPath(part)))
    .filter(({ name }) => localName(name) === 'Relationship')
    .map(({ attributes }) => {
      const external = attributes.TargetMode === 'External';
      const target = attributes.Target ?? '';
      const inside = target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(part), target);
      return {
        id: attributes.Id ?? '',
        type: attributes.Type ?? '',
        target: external ? target : inside,
        external,
      };
    });
}

/** The relationships of each part that has any, by its path. */
export type Related = ReadonlyMap<string, Relationship[]>;

export const relationshipsByPart = (parts: Package): Related =>
  new Map(['', ...parts.keys()].map((part) => [part, relationshipsOf(parts, part)]));

/** Adds relationships to those of a part, each as its attributes, with its id. */
export function addRelationships(parts: Package, part: string, more: ReadonlyMap<string, string>): void {
  const path = relationshipsPath(part);
  parts.set(path, new Part(withRelationships(parts.get(path)?.text, more)));
}

/** The relationships part with others added to it, each as its attributes, with its id. */
export function withRelationships(source: string | undefined, more: ReadonlyMap<string, string>): string {
  const empty =
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>';
  const added = [...more].map(([attributes, id]) => `<Relationship Id="${id}" ${attributes}/>`).join('');
  const into = (source ?? empty).replace(/(<Relationships\b[^>]*)\/>\s*$/, '$1></Relationships>');
  return into.replace('</Relationships>', () => `${added}</Relationships>`);
}

/** Content types by part: the overrides, and the defaults by file ending. */
export function contentTypeOf(parts: Package): (part: string) => string | undefined {
  const root = parsePart(parts, '[Content_Types].xml');
  const of = (name: string, key: string, of: (text: string) => string) =>
    new Map(
      descendants(root, name).map(({ attributes }) => [
        of(attributes[key] ?? ''),
        attributes.ContentType ?? '',
      ]),
    );
  const overrides = of('Override', 'PartName', (text) => text.replace(/^\//, ''));
  const defaults = of('Default', 'Extension', (text) => text.toLowerCase());
  return (part) => overrides.get(part) ?? defaults.get(posix.extname(part).slice(1).toLowerCase());
}
