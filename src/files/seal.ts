import { sha256 } from './sha256.ts';

/** A seal over a value: whoever has it can tell later whether the value is the same. docs/records.md describes it. */

/** JSON with the keys of each group in order of their code units and no blanks: the same value is always the same text. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const entries = Object.entries(value).filter(([, inside]) => inside !== undefined);
  const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${sorted.map(([key, inside]) => `${JSON.stringify(key)}:${canonical(inside)}`).join(',')}}`;
}

/** The SHA-256 over the canonical form of a record, in hexadecimal; a seal that it holds already is left out. */
export function sealOf(record: object): string {
  return sha256(canonical({ ...record, seal: undefined }));
}

/** Without letters that look like others (Crockford's base 32). */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The first 100 bits of a seal for people, who read it out and copy it: five groups of four. */
export function codeOf(seal: string): string {
  const bits = BigInt(`0x${seal.slice(0, 25)}`);
  const code = Array.from({ length: 20 }, (_, i) => letters[Number((bits >> BigInt(95 - 5 * i)) & 31n)]);
  return code.join('').replace(/.{4}(?=.)/g, '$&-');
}

/** Whether what somebody typed is the code of a seal, or all of it: in any case, with blanks or dashes, O for 0, I and L for 1. */
export function isCodeOf(typed: string, seal: string): boolean {
  const plain = typed.replace(/[\s-]/g, '').toUpperCase();
  const read = plain.replaceAll('O', '0').replace(/[IL]/g, '1');
  return plain === seal.toUpperCase() || read === codeOf(seal).replaceAll('-', '');
}
