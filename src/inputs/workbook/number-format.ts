import { parseAmount } from './number-text.ts';
import type { Content } from './sheet.ts';

/** Numbers as Excel shows them: by their number formats (ECMA-376 part 1, 18.8.31). */

/** A number as a format shows it; undefined if the format cannot be understood. */
export type Show = (value: number, format: string) => string | undefined;

/** Formats that show nothing but the number, or its hundredfold with a sign of percent, and are most of all. */
const plain = /^(General|(#,##)?0(\.0+)?(%?))?$/i;

export const isPlain = (format: string): boolean => plain.test(format);

/** Other formats need numfmt, which takes 10 ms to load. */
export async function loadShow(): Promise<Show> {
  const { format: show } = await import('numfmt');
  return (value, format) => {
    try {
      return show(format, value, { locale: 'en-GB' });
    } catch {
      return undefined;
    }
  };
}

/**
 * What a cell with a number shows: a number, with the mark beside it and in the scale that the format gives it
 * (`#,##0.0,,` shows 1,250,000 as 1.3); a text, where the format shows no number or another one; undefined where it shows
 * nothing. A number keeps the decimals that the format does not show.
 */
export function asShown(stored: number, format: string, show: Show | undefined): Content | undefined {
  const isPercent = plain.exec(format)?.[4] === '%';
  if (isPlain(format)) return number(stored * (isPercent ? 100 : 1), isPercent ? '%' : undefined);
  const text = timeOf(stored, format) ?? show?.(stored, format);
  if (text === undefined || isOtherNotation(text)) return number(stored);
  if (text.trim() === '') return undefined;
  // A dash is how accounts write nought.
  if (stored === 0 && /^\s*£?\s*[-\u2013]\s*$/.test(text)) return number(0);
  const amount = parseAmount(withoutWords(text));
  if (!amount) return { kind: 'text', text: text.trim() };
  const decimals = /\.(\d+)/.exec(text)?.[1]?.length ?? 0;
  const scale = scalesOf(format)
    .filter((factor) => factor <= 1 || amount.mark === '%')
    .find((factor) => isRounded(stored * factor, amount.value, decimals));
  return scale === undefined ? { kind: 'text', text: text.trim() } : number(stored * scale, amount.mark);
}

/** Excel takes the ratio "1:2" for two minutes past one, and "1:2.1" for a minute and 2.1 seconds, of which it shows tenths. */
function timeOf(stored: number, format: string): string | undefined {
  if (stored < 0 || !/^\[?(?:h+\]?:m+(?::s+)?|m+\]?:s+(?:\.0+)?)$/i.test(codesOf(format))) return undefined;
  const seconds = Number((stored * 86_400).toFixed(6));
  if (/h/i.test(format))
    return seconds % 60 === 0 ? `${Math.floor(seconds / 3600)}:${Math.floor(seconds / 60) % 60}` : undefined;
  return `${Math.floor(seconds / 60)}:${Number((seconds % 60).toFixed(6))}`;
}

/** What the sections of a format multiply numbers by, largest first: 100 for a sign of percent, a thousandth for a comma. */
function scalesOf(format: string): number[] {
  const sections = codesOf(format)
    .split(';')
    .filter((section) => /[0#?]/.test(section));
  const scales = sections.map((section) => {
    const commas = /[0#?](,+)(?![0#?,])/.exec(section)?.[1]?.length ?? 0;
    return (section.includes('%') ? 100 : 1) * 1000 ** -commas;
  });
  return scales.length === 0 ? [1] : scales.sort((a, b) => b - a);
}

/** Of a negative number the sign counts that is stored: many formats show it by a colour alone. */
function isRounded(exact: number, shown: number, decimals: number): boolean {
  // Half of the last decimal, and what sums of decimals are out by.
  return Math.abs(Math.abs(exact) - Math.abs(shown)) <= 0.5 * 10 ** -decimals + 1e-9 * Math.abs(exact);
}

/** `1.23E+04` and `3 1/2` are numbers in another notation. */
const isOtherNotation = (text: string) => /^\s*-?[\d.]+E[+-]?\d+\s*$|^\s*-?(\d+ )?\d+\/\d+\s*$/i.test(text);

/** Words that say how large the number is: `1.2bn` is another number than 1.2. */
const scales = /^(m|k|million|thousand|bn|b|billion|tn|trillion|mn|mm|hundreds?|p|pence|per cent|c)s?$/i;

/** Words beside a number, `38 pupils`, say what is counted. */
function withoutWords(text: string): string {
  const [, before = '', words = ''] = /^(.*\d[)\s]*?)\s*([a-z]+(?: [a-z]+)*)\s*$/i.exec(text) ?? [];
  return words === '' || scales.test(words) ? text : before;
}

/** A double has 15 digits, and sums of decimals are wrong in the last; no figure here has more than twelve or nine decimals. */
function number(value: number, mark?: '%' | 'm' | 'k'): Content {
  const rounded = Number(Number(value.toPrecision(12)).toFixed(9));
  return { kind: 'number', value: rounded, ...(mark ? { mark } : {}) };
}

/** A format without what it only prints: quoted and escaped text, widths, colours and conditions. */
const codesOf = (format: string) => format.replace(/"[^"]*"|\\.|[_*].|\[(?![hms]+\])[^\]]*\]/gi, '');

/** Whether a format shows a day. */
export function isDate(format: string): boolean {
  const codes = codesOf(format);
  return /[dy]/i.test(codes) || (/m/i.test(codes) && !/[hs]/i.test(codes));
}

export const showsYear = (format: string) => /[ye]/i.test(codesOf(format));
