import { roman } from '../roman.ts';
import type { Label } from './tree.ts';

/** Numbers of lists as people type them. */

const typed = /^(\(?)(\d{1,9}|[ivxlc]{1,7}|[IVXLC]{1,7}|[a-zA-Z])([.)])$/;

/** What a label may mean: `(i)` is the first Roman number, and the ninth letter. Nothing if it is no label. */
export function meaningsOf(text: string): Label[] {
  const [, before = '', sign = '', after] = typed.exec(text) ?? [];
  if (after === undefined || (before === '(' && after === '.')) return [];
  const label = (format: Label['format'], number: number): Label => ({
    number,
    format,
    before: before as Label['before'],
    after: after as Label['after'],
  });
  if (/\d/.test(sign)) return [label('decimal', Number(sign))];
  const isLower = sign === sign.toLowerCase();
  const roman = romanNumber(sign.toLowerCase());
  return [
    ...(roman === undefined ? [] : [label(isLower ? 'lowerRoman' : 'upperRoman', roman)]),
    ...(sign.length > 1 ? [] : [label(isLower ? 'lowerLetter' : 'upperLetter', letterNumber(sign))]),
  ];
}

const letterNumber = (letter: string) => letter.toLowerCase().charCodeAt(0) - 96;

function romanNumber(text: string): number | undefined {
  for (let number = 1; number <= 50; number++) if (roman(number) === text) return number;
  return undefined;
}

/** Whether two labels are written alike, so that they can belong to one list. */
export function areAlike(a: Label, b: Label): boolean {
  return a.format === b.format && a.before === b.before && a.after === b.after;
}
