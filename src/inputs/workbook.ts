import type { Cell, CellValue, Workbook, Worksheet } from 'exceljs';
import { readPackage, writePackage } from '../container/package.ts';
import { error, type Finding } from '../diagnostics/diagnostic.ts';
import type { CellPlace, Figure } from '../model/figure.ts';
import { cureWorkbook } from './workbook-cures.ts';

/** Opens a workbook, or says in words why it cannot be read. */
export async function openWorkbook(
  file: string,
  bytes: Uint8Array,
): Promise<{ sheets: Worksheet[]; findings: Finding[] }> {
  const refuse = (code: 'workbook/not-xlsx' | 'workbook/unreadable', message: string, help: string) => ({
    sheets: [],
    findings: [error(code, { file }, message, help)],
  });
  const kind = kindOf(bytes);
  if (kind)
    return refuse('workbook/not-xlsx', kind, 'open it in Excel and save it as an Excel workbook (.xlsx)');
  const help = 'open it in Excel, save it again as an Excel workbook (.xlsx), and run this again';
  try {
    const parts = await readPackage(bytes);
    if (![...parts.keys()].some((name) => /^xl\/workbook\./.test(name)))
      return refuse('workbook/not-xlsx', 'this is not an Excel workbook', help);
    const cured = cureWorkbook(parts);
    const { default: ExcelWorkbook } = await import('exceljs/lib/doc/workbook.js');
    const workbook: Workbook = new ExcelWorkbook();
    await workbook.xlsx.load((cured ? await writePackage(parts) : bytes) as never);
    if (workbook.worksheets.length === 0)
      return refuse('workbook/unreadable', 'the workbook has no sheets', help);
    return { sheets: workbook.worksheets, findings: [] };
  } catch (cause) {
    return refuse('workbook/unreadable', `the workbook cannot be read: ${(cause as Error).message}`, help);
  }
}

/** What a file is by its first bytes, where it is no .xlsx. */
function kindOf(bytes: Uint8Array): string | undefined {
  const starts = (...first: number[]) => first.every((byte, i) => bytes[i] === byte);
  if (bytes.length === 0) return 'the file is empty';
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) return 'this is an old Excel file (.xls), or one with a password';
  if (starts(0x3c)) return 'this is a web page or XML file, whatever its name says';
  if (!starts(0x50, 0x4b)) return 'this is not an Excel workbook; it may be a text or CSV file';
  return undefined;
}

/** What a cell holds, whatever shape exceljs gives it in. */
export type Content =
  | { kind: 'blank' }
  | { kind: 'text'; text: string }
  | { kind: 'number'; value: number }
  | { kind: 'date'; date: Date }
  | { kind: 'error'; error: string }
  | { kind: 'formula'; formula: string };

export function contentOf(cell: Cell): Content {
  const { value } = cell;
  if (typeof value === 'object' && value !== null && ('formula' in value || 'sharedFormula' in value)) {
    // exceljs leaves a result of 0, false or "" out of the value; it is in `result`, and undefined means: never worked out.
    const result = cell.result as CellValue;
    if (result === undefined || result === null) return { kind: 'formula', formula: cell.formula };
    return simple(result);
  }
  return simple(value);
}

function simple(value: CellValue): Content {
  if (value === null || value === undefined) return { kind: 'blank' };
  if (typeof value === 'number') return { kind: 'number', value };
  if (value instanceof Date) return { kind: 'date', date: value };
  if (typeof value === 'object' && 'error' in value) return { kind: 'error', error: value.error };
  const text = textOf(value)
    .replace(/\u00A0/g, ' ')
    .trim();
  return text === '' ? { kind: 'blank' } : { kind: 'text', text };
}

function textOf(value: CellValue): string {
  if (typeof value !== 'object' || value === null) return String(value ?? '');
  // A raised "1" behind a figure is a footnote mark and not a digit.
  if ('richText' in value)
    return value.richText.map(({ text, font }) => (font?.vertAlign === 'superscript' ? '' : text)).join('');
  if ('text' in value) return textOf(value.text as CellValue);
  return '';
}

/** The text of a cell; a number as it would be typed. */
export function cellText(cell: Cell): string {
  const content = contentOf(cell);
  if (content.kind === 'text') return content.text;
  return content.kind === 'number' ? String(content.value) : '';
}

/**
 * A number as people type it as text: "9,512", "£24,310", "−0.3", "(1.2)", "18.6%". A comma or space stands before three
 * digits: "1,2" may mean two different numbers, and is none.
 */
function parseNumber(text: string): number | undefined {
  const plain = text.replace(/[\u2212\u2013]/g, '-').replace(/^([(-]?)\s*(-?)\s*£\s*/, '$1$2');
  const match = /^(\(?)(-?)\s*(\d{1,3}(?:[, ]\d{3})+|\d*)(\.\d+)?(\)?)\s*%?$/.exec(plain);
  const [, open = '', minus = '', whole = '', decimals = '', close = ''] = match ?? [];
  if (!match || whole + decimals === '' || (open === '(') !== (close === ')')) return undefined;
  const size = Number(whole.replace(/[, ]/g, '') + decimals);
  return open || minus ? -size : size;
}

/** A figure of a table: a number, nothing where the cell is blank, or why it is neither. */
export function readFigure(cell: Cell, place: CellPlace): { figure?: Figure; finding?: Finding } {
  const content = contentOf(cell);
  const wrong = (
    code:
      | 'workbook/cell-error'
      | 'workbook/formula-no-result'
      | 'workbook/date-in-number'
      | 'workbook/not-a-number',
    message: string,
    help: string,
  ) => ({
    finding: error(code, place, message, help),
  });
  switch (content.kind) {
    case 'blank':
      return {};
    case 'number':
      // Sums of decimals end in noise (0.30000000000000004); no figure here has more than nine decimals.
      return { figure: { value: Number(content.value.toFixed(9)), cell: place } };
    case 'text': {
      const value = parseNumber(content.text);
      if (value !== undefined) return { figure: { value, cell: place } };
      const found = content.text.slice(0, 40);
      return wrong(
        'workbook/not-a-number',
        `a number belongs here, and "${found}" was found`,
        'write the number, or leave the cell blank if there is none',
      );
    }
    case 'date': {
      const shown = content.date.toISOString().slice(0, 10);
      return wrong(
        'workbook/date-in-number',
        `a number belongs here, and a date was found (${shown})`,
        'write the number, and give the cell a number format',
      );
    }
    case 'error':
      return wrong(
        'workbook/cell-error',
        `a number belongs here, and ${content.error} was found`,
        'mend the formula in Excel, and save the workbook',
      );
    case 'formula':
      return wrong(
        'workbook/formula-no-result',
        `the formula ${content.formula} has no stored result`,
        'open the workbook in Excel, which works it out, and save it',
      );
  }
}
