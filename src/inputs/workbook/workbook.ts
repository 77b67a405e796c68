import { error, type Finding } from '../../diagnostics/diagnostic.ts';
import { sha256 } from '../../files/sha256.ts';
import { PackageError, readPackage } from '../../ooxml/package.ts';
import { elementsIn } from '../../ooxml/part-xml.ts';
import { Kept } from '../read-before.ts';
import { cellsOf } from './decode-cells.ts';
import { kindOfBytes, kindOfParts } from './file-kind.ts';
import { isPlain, loadShow } from './number-format.ts';
import type { ReadSheet } from './read-rows.ts';
import type { Sheet } from './sheet.ts';
import { damagedContent, type NamedPart, type SheetPart, workbookParts } from './workbook-parts.ts';

/**
 * A sheet beyond these is a list of raw data. A table of the plan has some 200 cells, one of the KPIs 700; with ten thousand
 * rows it would have 130,000, which take a second to read.
 */
const mostCells = 150_000;
const mostCellsInAll = 200_000;
const mostSheets = 100;

/** What each kind of part has at most: bytes, and elements, which take the memory. Excel writes 65,490 formats at most. */
interface Limit {
  bytes: number;
  elements: number;
}
const limits = {
  sheet: { bytes: 12 * 1024 * 1024, elements: 500_000 },
  strings: { bytes: 12 * 1024 * 1024, elements: 1_500_000 },
  styles: { bytes: 2 * 1024 * 1024, elements: 250_000 },
};

const asWorkbook = 'open it in Excel and save it as an Excel workbook (.xlsx)';
const withoutPassword =
  'open it in Excel, take the password off (File > Info > Protect Workbook > Encrypt with Password: delete it), and save it';

interface WorkbookRead {
  /** Whether it could be read; a finding says why not. */
  opened: boolean;
  /** Those that are shown first. */
  sheets: Sheet[];
  /** Names of sheets that are too large to hold a table, and were not read. */
  passedOver: string[];
  findings: Finding[];
}

const books = new Kept<Promise<WorkbookRead>>();

/** Opens a workbook, or says in words why it cannot be read. */
export async function openWorkbook(file: string, bytes: Uint8Array): Promise<WorkbookRead> {
  const read = await books.read(file, sha256(bytes), () => open(file, bytes));
  return { ...read, findings: [...read.findings] };
}

async function open(file: string, bytes: Uint8Array): Promise<WorkbookRead> {
  const refuse = (code: 'workbook/not-xlsx' | 'workbook/unreadable', message: string, help: string) => ({
    opened: false,
    sheets: [],
    passedOver: [],
    findings: [error(code, { file }, message, help)],
  });
  const notWorkbook = (kind: string) =>
    refuse('workbook/not-xlsx', kind, kind.includes('has a password') ? withoutPassword : asWorkbook);
  const unreadable = (message: string) =>
    refuse(
      'workbook/unreadable',
      message,
      'open it in Excel, save it again as an Excel workbook (.xlsx), and run this again',
    );
  const kind = kindOfBytes(bytes);
  if (kind) return notWorkbook(kind);
  try {
    const parts = await readPackage(bytes);
    const other = kindOfParts(parts);
    if (other) return notWorkbook(other);
    const book = workbookParts(parts);
    if (book.sheets.length === 0) return unreadable('the workbook has no sheets');
    if (isTooLarge(book.strings, limits.strings) || isTooLarge(book.styles, limits.styles))
      return unreadable('the workbook holds more text than any real one');
    const { fitting, passedOver } = fittingSheets(book.sheets);
    const { readShared, readSheet } = await import('./read-rows.ts');
    const shared = readShared(book);
    const read = fitting.map((sheet) => readSheet(sheet, shared));
    const show = read.some(needsFormats) ? await loadShow() : undefined;
    const findings: Finding[] = [];
    const sheets = fitting.map(({ name, hidden }, i): Sheet => {
      const showing = { date1904: book.date1904, show };
      const { hiding, ...own } = read[i] as ReadSheet;
      const cells = cellsOf(own, { file, name, hiding }, showing);
      findings.push(...cells.findings);
      return { file, name, hidden, hiding, rows: cells.rows };
    });
    sheets.sort((a, b) => Number(a.hidden) - Number(b.hidden));
    return { opened: true, sheets, passedOver, findings };
  } catch (cause) {
    // What exceljs says ("Cannot read properties of undefined") helps nobody.
    const why = cause instanceof PackageError ? cause.message : damagedContent;
    return unreadable(`the workbook cannot be read: ${why}`);
  }
}

const isTooLarge = (named: NamedPart | undefined, most: Limit) =>
  named !== undefined &&
  (named.part.bytes.length > most.bytes || elementsIn(named.part.bytes) > most.elements);

/** Whether a number of a sheet has a format that shows more than the number. */
const needsFormats = ({ rows }: ReadSheet) =>
  rows.some(({ cells }) =>
    cells.some(({ value, style }) => typeof value === 'number' && !isPlain(style?.numFmt ?? '')),
  );

/** Sheets that can be tables, until they come to more than any workbook of tables. */
function fittingSheets(sheets: readonly SheetPart[]): { fitting: SheetPart[]; passedOver: string[] } {
  let inAll = 0;
  const fitting = sheets.filter((sheet, i) => {
    if (i >= mostSheets || isTooLarge(sheet, limits.sheet)) return false;
    const cells = sheet.part.text.match(/<(?:[\w.-]+:)?c[\s/>]/g)?.length ?? 0;
    if (cells > mostCells || inAll + cells > mostCellsInAll) return false;
    inAll += cells;
    return true;
  });
  return { fitting, passedOver: sheets.filter((sheet) => !fitting.includes(sheet)).map(({ name }) => name) };
}

/** That a workbook has no table, and which sheets could not be looked at. */
export function noTable(file: string, message: string, help: string, passedOver: readonly string[]): Finding {
  const large = passedOver.map((name) => `"${name}"`).join(', ');
  const more = large === '' ? '' : `; ${large} was not looked at, being larger than any such table`;
  return error('workbook/no-table', { file }, `${message}${more}`, help);
}
