import { withoutHidden } from '../../diagnostics/characters.ts';
import { type Package, PackageError, partAt } from '../../ooxml/package.ts';
import type { Part } from '../../ooxml/part.ts';
import { type Relationship, relationshipsOf } from '../../ooxml/relationships.ts';
import { parseXml } from '../../ooxml/xml/parse.ts';
import { descendants, localName, type XmlElement } from '../../ooxml/xml/tree.ts';

/** The parts of a workbook that hold its values, found as its relationships say (ECMA-376 part 1, 12.3). */
export interface WorkbookParts {
  /** Days are counted from 1904, as early Macs did. */
  date1904: boolean;
  sheets: SheetPart[];
  /** The texts that cells refer to, and the formats of cells; a workbook may have neither. */
  strings: NamedPart | undefined;
  styles: NamedPart | undefined;
}

export interface NamedPart {
  path: string;
  part: Part;
}

export interface SheetPart extends NamedPart {
  name: string;
  hidden: boolean;
}

/** The two flavours of the standard differ in all but the last word of a type. */
const isOf = (kind: string) => (relation: Relationship) => relation.type.endsWith(`/${kind}`);

/** @throws {PackageError} in words for the person who chose the file. */
export function workbookParts(parts: Package): WorkbookParts {
  const main = relationshipsOf(parts, '').find(isOf('officeDocument'))?.target ?? 'xl/workbook.xml';
  const elements = descendants(readXml(needed(parts, main)));
  const relations = relationshipsOf(parts, main);
  const partOf = (kind: string) => {
    const relation = relations.find(isOf(kind));
    return relation && needed(parts, relation.target);
  };
  const sheets = elements.flatMap(({ name, attributes }): SheetPart[] => {
    const relation = relations.find(({ id }) => id === relationshipId(attributes));
    if (localName(name) !== 'sheet' || (relation && !isOf('worksheet')(relation))) return [];
    const title = withoutHidden(attributes.name ?? '');
    const part = relation && partAt(parts, relation.target);
    if (!part) throw new PackageError(`its sheet "${title}" is not in the file`);
    const hidden = attributes.state === 'hidden' || attributes.state === 'veryHidden';
    return [{ name: title, hidden, path: relation.target, part }];
  });
  const properties = elements.find(({ name }) => localName(name) === 'workbookPr')?.attributes;
  const date1904 = properties?.date1904 === '1' || properties?.date1904 === 'true';
  return { date1904, sheets, strings: partOf('sharedStrings'), styles: partOf('styles') };
}

/** The attribute that is mostly called `r:id`. */
function relationshipId(attributes: XmlElement['attributes']): string | undefined {
  const name = Object.keys(attributes).find((key) => key.includes(':') && localName(key) === 'id');
  return name === undefined ? undefined : attributes[name];
}

function needed(parts: Package, path: string): NamedPart {
  const part = partAt(parts, path);
  if (part === undefined) throw new PackageError(`its part ${path} is missing`);
  return { path, part };
}

export const damagedContent = 'a sheet, or the list of its texts, is damaged';

/** Reads a part as `parseXml` does, sheets and texts piece by piece. @throws {PackageError} */
export function readXml({ path, part }: NamedPart, ended?: (element: XmlElement) => void): XmlElement {
  try {
    return parseXml(part.text, ended);
  } catch (cause) {
    if (cause instanceof PackageError) throw cause;
    const { message } = cause as Error;
    const why = message.includes('document type')
      ? 'declares a document type, as no workbook does'
      : message.includes('UTF-8')
        ? 'is not UTF-8 text'
        : 'is damaged';
    const isContent = ended !== undefined && why === 'is damaged';
    throw new PackageError(isContent ? damagedContent : `its part ${path} ${why}`, { cause });
  }
}
