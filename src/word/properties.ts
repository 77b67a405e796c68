import { addPart } from '../ooxml/add-part.ts';
import { type Package, readPackage, whereUnreadable } from '../ooxml/package.ts';
import { Part } from '../ooxml/part.ts';
import { parsePart } from '../ooxml/part-xml.ts';
import { addRelationships, relationshipsOf, relationshipTypes } from '../ooxml/relationships.ts';
import { descendants, escapeAttribute, escapeText, localName, textOf } from '../ooxml/xml/tree.ts';

/** A document's properties, which Word lists under File, Info: other programs keep them when they save. */

const office = 'http://schemas.openxmlformats.org/officeDocument/2006';
const contentType = 'application/vnd.openxmlformats-officedocument.custom-properties+xml';
/** Of every custom property (ECMA-376 part 1, 22.3). */
const format = '{D5CDD505-2E9C-101B-9397-08002B2CF9AE}';

const pathIn = (parts: Package) =>
  relationshipsOf(parts, '').find(({ type }) => type.endsWith('/custom-properties'))?.target;

const propertiesIn = (parts: Package, path: string) => {
  const root = parsePart(parts, path);
  const properties = descendants(root).filter(({ name }) => localName(name) === 'property');
  return { root, properties };
};

/** The text of a property; undefined of one that a document does not have. @throws {PackageError} where it is damaged. */
export function propertyOf(parts: Package, name: string): string | undefined {
  const path = pathIn(parts);
  const found =
    path && propertiesIn(parts, path).properties.find(({ attributes }) => attributes.name === name);
  return found ? textOf(found).trim() : undefined;
}

/** The same of a file; undefined too of one that is no Word file. */
export const propertyIn = (file: Uint8Array, name: string): Promise<string | undefined> =>
  readPackage(file)
    .then((parts) => propertyOf(parts, name))
    .catch(whereUnreadable(() => undefined));

/** Gives a document properties, in place of those of their names. */
export function setProperties(parts: Package, given: Readonly<Record<string, string>>): void {
  const path = pathIn(parts) ?? addCustomProperties(parts);
  const { root, properties } = propertiesIn(parts, path);
  if (!root) return;
  const kept = properties.filter(({ attributes: { name } }) => !Object.hasOwn(given, name ?? ''));
  const last = kept.reduce((most, { attributes: { pid } }) => Math.max(most, Number(pid) || 0), 1);
  const added = Object.entries(given).map(
    ([name, value], i) =>
      `<property xmlns="${office}/custom-properties" fmtid="${format}" pid="${last + i + 1}" name="${escapeAttribute(name)}"><vt:lpwstr xmlns:vt="${office}/docPropsVTypes">${escapeText(value)}</vt:lpwstr></property>`,
  );
  const { source, start, open } = root;
  const inside = [...kept.map((one) => source.slice(one.start, one.end)), ...added].join('');
  const opening = source.slice(start, open).replace(/\s*\/>$/, '>');
  parts.set(path, new Part(`${source.slice(0, start)}${opening}${inside}</${root.name}>`));
}

/** A document that has no part for them gets one. */
function addCustomProperties(parts: Package): string {
  const path = 'docProps/custom.xml';
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  addPart(parts, path, `${head}<Properties xmlns="${office}/custom-properties"/>`, contentType);
  const link = `Type="${relationshipTypes.properties}" Target="${path}"`;
  addRelationships(parts, '', new Map([[link, 'rIdCustomProperties']]));
  return path;
}

const core = 'docProps/core.xml';
const dates = ['created', 'modified'] as const;

/**
 * Writes into the properties of a document on which day it was made: Word, Windows and archives show it. Whoever saved the template
 * last, or is its manager, had no part in the document: its author has made it.
 */
export function setDay(parts: Package, day: string): void {
  const company = parts.get('docProps/app.xml')?.text;
  if (company?.includes('<Manager>'))
    parts.set('docProps/app.xml', new Part(company.replace(/<Manager>[^<]*<\/Manager>/g, '')));
  const source = parts.get(core)?.text;
  if (source === undefined || !source.includes('</cp:coreProperties>')) return;
  const ours = dates.map(
    (name) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${day}T00:00:00Z</dcterms:${name}>`,
  );
  const [, author = ''] = /<dc:creator>([^<]*)</.exec(source) ?? [];
  const others = source
    .replace(/<dcterms:(created|modified)\b[^>]*(?:\/>|>[^<]*<\/dcterms:\1>)/g, '')
    .replace(/(<cp:lastModifiedBy>)[^<]*/, (_, tag: string) => tag + author);
  const named = [
    ['xmlns:dcterms', 'http://purl.org/dc/terms/'],
    ['xmlns:xsi', 'http://www.w3.org/2001/XMLSchema-instance'],
  ].filter(([name]) => !others.includes(`${name}=`));
  const known = named.map(([name, address]) => ` ${name}="${address}"`).join('');
  parts.set(
    core,
    new Part(
      others
        .replace('<cp:coreProperties', `<cp:coreProperties${known}`)
        .replace('</cp:coreProperties>', `${ours.join('')}</cp:coreProperties>`),
    ),
  );
}
