import type { AgreementReport } from '../../model/agreement.ts';
import type { FinancialYear } from '../../model/field-types.ts';
import { months } from '../../model/months.ts';

/** Months and financial years as headings name them. */

/** Which month the reports of a financial year are made in: 1 is June, and so on. They are no calendar quarters. */
export type Reports = ReadonlyArray<Pick<AgreementReport, 'number' | 'month'>>;

interface Named {
  /** `2023-06` */
  id: string;
  /** The text without the words that name the month. */
  rest: string;
}

const month = `(${months.map((name) => (name === 'September' ? 'sept?(?:ember)?' : `${name.slice(0, 3)}(?:${name.slice(3)})?`)).join('|')})`;
const year = String.raw`(?:FY ?)?(20\d\d) ?[/–-] ?(?:20)?(\d\d)(?!\d)`;
const pattern = (source: string) => new RegExp(source, 'i');
/** "Jun-23", "June '23", "30 June 2023"; but not the "June 2023" of "June 2023-24". */
const monthAndYear = pattern(
  String.raw`\b(?:\d{1,2}(?:st|nd|rd|th)? ?[ -] ?)?${month}\b[ .,'’/–-]*(20\d\d|\d\d)(?!\d| ?[/–-] ?\d\d)`,
);
const yearAndMonth = pattern(String.raw`\b(20\d\d)[ /–-]*${month}\b`);
const iso = /\b(20\d\d)-(\d\d)(-\d\d)?\b/;
const british = /\b(?:\d{1,2}\/)?(\d{1,2})\/(20\d\d)\b/;
const report = /\b(?:Q|Quarter |Report )(\d)\b/i;

/** Of a longer text, the beginning is a heading. */
const longest = 200;

/** The month that a text names, or nothing: "Forecast at September 2023", "Q1 2023-24", "30/06/2023". */
export function periodIn(whole: string, reports: Reports): Named | undefined {
  const text = whole.slice(0, longest);
  const named = (found: RegExpExecArray | null, yearText = '', monthNumber = 0): Named | undefined => {
    if (!found || monthNumber < 1 || monthNumber > 12) return undefined;
    const id = `${yearText.length === 2 ? `20${yearText}` : yearText}-${String(monthNumber).padStart(2, '0')}`;
    return { id, rest: text.replace(found[0], ' ') };
  };
  const plain = monthAndYear.exec(text);
  const first = yearAndMonth.exec(text);
  const dated = iso.exec(text);
  const slashed = british.exec(text);
  return (
    named(plain, plain?.[2], numberOf(plain?.[1])) ??
    inFinancialYear(text, reports) ??
    named(first, first?.[1], numberOf(first?.[2])) ??
    named(dated, dated?.[1], Number(dated?.[2])) ??
    named(slashed, slashed?.[2], Number(slashed?.[1]))
  );
}

/** "Q1 2023-24", "Q1 (June) 2023/24", "June 2023/24". */
function inFinancialYear(text: string, reports: Reports): Named | undefined {
  const found = pattern(`\\b${year}`).exec(text);
  const [, start = '', end = ''] = found ?? [];
  if (!found || Number(end) !== (Number(start) + 1) % 100) return undefined;
  const without = text.replace(found[0], ' ');
  const quarter = report.exec(without);
  const word = pattern(`\\b${month}\\b`).exec(without);
  const byReport = reports.find(({ number }) => number === Number(quarter?.[1]))?.month;
  const number = numberOf(word?.[1] ?? byReport);
  // A number and a month that are not of one report name neither.
  if (number === 0 || (quarter && numberOf(byReport) !== number)) return undefined;
  const id = `${number >= 4 ? start : Number(start) + 1}-${String(number).padStart(2, '0')}`;
  return { id, rest: without.replace(quarter?.[0] ?? '', ' ').replace(word?.[0] ?? '', ' ') };
}

/** June, Jun or nothing to 6, 6 or 0. */
function numberOf(name: string | undefined): number {
  return name
    ? months.findIndex((other) => other.slice(0, 3).toLowerCase() === name.slice(0, 3).toLowerCase()) + 1
    : 0;
}

/**
 * What a heading may say beside its month and still head the values of that month. "Target December 2024" or "Change since
 * June 2023" head something else.
 */
const besideMonth = new Set(
  'actual actuals as at baseline current data end ended ending figure figures final for in kpi kpis latest month observed of on period position previous provisional report reported return revised round summer spring autumn term termly the value values £m %'.split(
    ' ',
  ),
);

/** The month whose values a column holds, by its heading. */
export function headedPeriod(heading: string, reports: Reports): string | undefined {
  const found = heading.length > longest ? undefined : periodIn(heading, reports);
  // The same month may be named in two ways: "Q1 2023-24 (June 2023)".
  const again = found && periodIn(found.rest, reports);
  if (!found || (again && again.id !== found.id)) return undefined;
  const words = (again ?? found).rest.toLowerCase().match(/[\p{L}£%]+|\d+/gu) ?? [];
  return words.every((word) => besideMonth.has(word)) ? found.id : undefined;
}

const besideTarget = new Set('agreed annual by council dfe our set year yearly'.split(' '));

/**
 * What a column of targets is for, by its heading: "Target December 2024" a month, "Target 2023/24" a year, "Target" every report.
 * "Change against target" heads something else.
 */
export function headedTarget(
  heading: string,
  reports: Reports,
): { month?: string; year?: FinancialYear } | undefined {
  if (heading.length > longest || !/\btargets?\b/i.test(heading)) return undefined;
  const words = heading.replace(/\btargets?\b/gi, ' ');
  const found = periodIn(words, reports);
  const span = found
    ? null
    : (pattern(year).exec(words) ?? /(?<![\d/–-])(\d\d) ?[/–-] ?(\d\d)(?![\d/–-])/.exec(words));
  const [, start = '', end = ''] = span ?? [];
  if (span && Number(end) !== (Number(start) + 1) % 100) return undefined;
  const rest = found ? found.rest : span ? words.replace(span[0], ' ') : words;
  const others = rest.toLowerCase().match(/[\p{L}£%]+|\d+/gu) ?? [];
  if (!others.every((word) => besideMonth.has(word) || besideTarget.has(word))) return undefined;
  return { ...(found && { month: found.id }), ...(span && { year: `20${start.slice(-2)}/${end}` }) };
}

/** A heading that names a financial year: "2022/23", "2022-23", "FY2022/23", "22/23", "2022/23 £m". */
export function headedYear(heading: string): FinancialYear | undefined {
  const match = /^(?:FY ?)?(\d{4}|\d\d) ?[/–-] ?(?:\d\d)?(\d\d)(?: ?\(?£m\)?)?$/i.exec(heading.trim());
  if (!match) return undefined;
  const [, start = '', end = ''] = match;
  // "22/23" is a year where one follows the other; "10/12" may be a date.
  if (start.length === 2 && Number(end) !== (Number(start) + 1) % 100) return undefined;
  return `${start.length === 2 ? '20' : ''}${start}/${end}`;
}
