import { hasPassword } from '../../ooxml/has-password.ts';
import type { Package } from '../../ooxml/package.ts';

/** What a file is that bears the name of a workbook and is none: by what it begins with, and by its parts. */

const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const starts = (bytes: Buffer, text: string) => bytes.subarray(0, text.length).toString('latin1') === text;

/** Before Excel 2007, and around a workbook with a password, everything is in one "compound file" ([MS-CFB]). */
function compoundFile(bytes: Buffer): string {
  if (hasPassword(bytes)) return 'this workbook has a password';
  if (bytes.includes(utf16('WordDocument'))) return 'this is an old Word file (.doc), not a workbook';
  if (bytes.includes(utf16('Workbook'))) return 'this is an old Excel file (.xls)';
  return 'this is an old Excel file (.xls), or one with a password';
}

/** What a file is that is not a ZIP file; undefined if it may be a workbook. */
export function kindOfBytes(file: Uint8Array): string | undefined {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (bytes.length === 0) return 'the file is empty';
  if (starts(bytes, 'PK')) return undefined;
  if (starts(bytes, '\xd0\xcf\x11\xe0')) return compoundFile(bytes);
  if (starts(bytes, '%PDF')) return 'this is a PDF file, whatever its name says';
  const head = bytes
    .subarray(0, 4096)
    .toString('utf8')
    .replace(/^\uFEFF?\s*/, '');
  if (head.includes('urn:schemas-microsoft-com:office:spreadsheet'))
    return 'this is an XML spreadsheet of Excel 2003 (.xml)';
  if (head.startsWith('<')) return 'this is a web page or XML file, whatever its name says';
  return 'this is not an Excel workbook; it may be a text or CSV file';
}

/** By the parts of a ZIP file; undefined if it is a workbook without macros. */
export function kindOfParts(parts: Package): string | undefined {
  const has = (pattern: RegExp) => [...parts.keys()].some((name) => pattern.test(name));
  if (parts.get('mimetype')?.text.includes('opendocument.spreadsheet'))
    return 'this is an OpenDocument spreadsheet (.ods)';
  if (has(/(^|\/)vbaProject\.bin$/i) || parts.get('[Content_Types].xml')?.text.includes('.macroEnabled'))
    return 'this workbook has macros (.xlsm)';
  if (has(/^xl\/workbook\.bin$/i)) return 'this is a binary workbook (.xlsb)';
  if (has(/^word\//i)) return 'this is a Word file, not a workbook';
  if (has(/^ppt\//i)) return 'this is a PowerPoint file, not a workbook';
  if (has(/\.iwa$/i)) return 'this is a Numbers file';
  return has(/^xl\//i) ? undefined : 'this is not an Excel workbook';
}
