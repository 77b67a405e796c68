import { posix } from 'node:path';
import { withoutHidden } from '../../diagnostics/characters.ts';
import { type Package, PackageError } from '../../ooxml/package.ts';

/** The parts of a workbook that hold its values, found as its relationships say (ECMA-376 part 1, 12.3). */
export interface WorkbookParts {
  /** Days are counted from 1904, as early Macs did. */
  date1904: boolean;
  sheets: SheetPart[];
  /** The texts that cells refer to, and the formats of cells; a workbook may have neither. */
  strings: string | undefined;
  styles: string | undefined;
}

export interface SheetPart {
  name: string;
  hidden: boolean;
  xml: string;
}

interface Element {
  name: string;
  attributes: Record<string, string>;
}

/** @throws {PackageError} in words for the person who chose the file. */
export function workbookParts(parts: Package): WorkbookParts {
  const root = related(parts, '').find(({ type }) => type === 'officeDocument');
  const main = root?.target ?? 'xl/workbook.xml';
  const elements = elementsOf(parts, main);
  const relations = related(parts, main);
  const textOf = (type: string) => {
    const target = relations.find((relation) => relation.type === type)?.target;
    return target === undefined ? undefined : xmlText(parts, target);
  };
  const sheets = elements.flatMap(({ name, attributes }): SheetPart[] => {
    const relation = relations.find(({ id }) => id === attributes.id);
    if (name !== 'sheet' || (relation && relation.type !== 'worksheet')) return [];
    const title = withoutHidden(attributes.name ?? '');
    if (!relation || !partName(parts, relation.target))
      throw new PackageError(`its sheet "${title}" is not in the file`);
    const hidden = attributes.state === 'hidden' || attributes.state === 'veryHidden';
    return [{ name: title, hidden, xml: xmlText(parts, relation.target) }];
  });
  const properties = elements.find(({ name }) => name === 'workbookPr')?.attributes;
  const date1904 = properties?.date1904 === '1' || properties?.date1904 === 'true';
  return { date1904, sheets, strings: textOf('sharedStrings'), styles: textOf('styles') };
}

/** The relationships of a part; those of the whole package where the part has no name. */
function related(parts: Package, part: string): Array<{ id: string; type: string; target: string }> {
  const folder = posix.dirname(part);
  const rels = posix.join(folder, '_rels', `${posix.basename(part)}.rels`);
  return elementsOf(parts, rels, false).flatMap(({ name, attributes: { Id, Type, Target } }) =>
    name === 'Relationship' && Id && Type && Target
      ? // The types differ between the two flavours of the standard in all but their last word.
        [
          {
            id: Id,
            type: Type.slice(Type.lastIndexOf('/') + 1),
            target: posix.resolve('/', folder, Target).slice(1),
          },
        ]
      : [],
  );
}

/** The elements of a part in order, with names and attributes without their prefixes. These parts are short and flat. */
function elementsOf(parts: Package, part: string, needed = true): Element[] {
  const text = withoutComments(xmlText(parts, part, needed)).trim();
  if (text !== '' && !text.endsWith('>')) throw new PackageError(`its part ${part} is damaged`);
  return [
    ...text.matchAll(/<(?:[\w.-]+:)?([\w.-]+)((?:\s+[\w.:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*\/?>/g),
  ].map(([, name = '', attributes = '']) => ({ name, attributes: attributesOf(attributes) }));
}

function withoutComments(xml: string): string {
  const [first = '', ...others] = xml.split('<!--');
  return first + others.map((piece) => piece.split('-->').slice(1).join('-->')).join('');
}

function attributesOf(text: string): Record<string, string> {
  const all = [...text.matchAll(/(?:[\w.-]+:)?([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)];
  return Object.fromEntries(all.map(([, name, one, other]) => [name, decoded(one ?? other ?? '')]));
}

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decoded(text: string): string {
  return text.replace(/&(?:#(x[\da-f]{1,5}|\d{1,6})|(\w+));/gi, (whole, number?: string, name = '') =>
    number ? String.fromCodePoint(Number(number.replace(/^x/i, '0x'))) : (entities[name] ?? whole),
  );
}

/** Names of parts are the same whatever their case (part 2, 6.2.2.3). */
function partName(parts: Package, name: string): string | undefined {
  return [...parts.keys()].find((other) => other.toLowerCase() === name.toLowerCase());
}

function xmlText(parts: Package, wanted: string, needed = true): string {
  const name = partName(parts, wanted);
  if (name === undefined && needed) throw new PackageError(`its part ${wanted} is missing`);
  let text = '';
  try {
    text = (name === undefined ? undefined : parts.get(name)?.text) ?? '';
  } catch (cause) {
    throw new PackageError(`its part ${wanted} is not UTF-8 text`, { cause });
  }
  // A document type is how an XML file makes its reader expand or fetch things.
  if (/<!DOCTYPE/i.test(text))
    throw new PackageError(`its part ${wanted} declares a document type, as no workbook does`);
  return text;
}
