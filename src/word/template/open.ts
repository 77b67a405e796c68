import { hasPassword } from '../../ooxml/has-password.ts';
import { type Package, PackageError, readPackage } from '../../ooxml/package.ts';
import { checkSize, parsePart } from '../../ooxml/part-xml.ts';
import { contentTypeOf, relationshipsOf } from '../../ooxml/relationships.ts';
import type { XmlElement } from '../../ooxml/xml/tree.ts';

/** A template's file: whether it is a Word document that can be filled, and what its parts are. */

/** The part of the package that is the document, and the kind of each part. */
export interface OpenedTemplate {
  parts: Package;
  main: string;
  body: XmlElement;
  typeOf(part: string): string | undefined;
}

/** Why a file cannot be a template, and what to do. */
export class Refusal extends PackageError {
  readonly help: string;

  constructor(message: string, help = 'choose a Word document (.docx)') {
    super(message);
    this.help = help;
  }
}

/** The same in files that are "strict" and in all others. */
const documentTypes = /\/relationships\/officeDocument$/;
const strictNamespace = 'http://purl.oclc.org/ooxml/wordprocessingml/main';

/** Kinds of file that look like a template and are not one that can be filled. */
const wrongTypes: Array<[RegExp, string]> = [
  [/template\.main\+xml/, 'this is a Word template (.dotx): save it as a Word document (.docx)'],
  [
    /macroEnabled/,
    'this file has macros (.docm or .dotm): save it as a Word document without macros (.docx)',
  ],
  [/spreadsheetml/, 'this is a workbook, not a Word file'],
  [/^(?!.*wordprocessingml\.document\.main\+xml$)/, 'this is another kind of file, not a Word document'],
];

/** @throws {PackageError} in words for the person who chose the file; a `Refusal` says what to do as well. */
export async function openTemplate(bytes: Uint8Array): Promise<OpenedTemplate> {
  const wrongKind = kindOf(bytes);
  if (wrongKind) throw new Refusal(wrongKind);
  const parts = await readPackage(bytes);
  for (const path of parts.keys()) checkSize(parts, path);
  const typeOf = contentTypeOf(parts);
  const main = relationshipsOf(parts, '').find(({ type }) => documentTypes.test(type))?.target;
  const mainType = (main && typeOf(main)) ?? '';
  if (main === undefined || !parts.has(main))
    throw new Refusal(openDocumentIn(parts) ?? 'it has no main document part, so it is not a Word file');
  const wrong = wrongTypes.find(([type]) => type.test(mainType));
  if (wrong) throw new Refusal(wrong[1]);
  const body = parsePart(parts, main) as XmlElement;
  if (body.source.includes(strictNamespace) && body.attributes['xmlns:w'] === strictNamespace)
    throw new Refusal('it is a "Strict Open XML Document"', 'in Word, choose Save As, Word Document (.docx)');
  if (body.name !== 'w:document')
    throw new Refusal('its parts are written in an unusual way', 'open it in Word and save it again');
  return { parts, main, body, typeOf };
}

/** What a package is that LibreOffice keeps in a format of its own. */
export const openDocumentIn = (parts: Package): string | undefined =>
  parts.get('mimetype')?.text.includes('opendocument')
    ? 'this is an OpenDocument file: open it, and save it as a Word document (.docx)'
    : undefined;

/** What a file is by its first bytes, if it is no package. */
export function kindOf(bytes: Uint8Array): string | undefined {
  const starts = (...first: number[]) => first.every((byte, i) => bytes[i] === byte);
  if (bytes.length === 0) return 'the file is empty';
  if (hasPassword(bytes))
    return 'this file has a password: take it off in Word (File > Info > Protect Document), and save it';
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) return 'this is an old .doc file, or one with a password';
  if (!starts(0x50, 0x4b)) return 'this is not a Word file (.docx)';
  return undefined;
}
