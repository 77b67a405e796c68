import { roman } from '../roman.ts';

/** What fields say: SEQ, which counts captions, and REF, PAGEREF and NOTEREF, which repeat a bookmark's text, page or note (ECMA-376 part 1, 17.16.5). */

/** The pages of bookmarks, once they are known. */
export type Pages = ReadonlyMap<string, string>;

interface Sequence {
  kind: 'sequence';
  /** What is counted: `table`. */
  name: string;
  /** `\c` repeats the last number, `\r` begins anew with one, `\s` counts anew below each heading of a level. */
  repeats: boolean;
  reset: number | undefined;
  level: number | undefined;
  /** `\h`: it counts and is not seen. */
  isHidden: boolean;
  format: string;
}

export interface Reference {
  /** To the text of a bookmark, to its page, or to the note in it. */
  kind: 'reference' | 'page' | 'note';
  bookmark: string;
  format: string;
}

const refersTo: Record<string, Reference['kind']> = { ref: 'reference', pageref: 'page', noteref: 'note' };

/** Undefined for other fields, and for references to more than a text: to a paragraph's number, or to "above". */
export function readCode(code: string): Sequence | Reference | undefined {
  const [kind = '', name = '', ...rest] = code.match(/"[^"]*"|\S+/g) ?? [];
  if (name === '' || name.startsWith('\\')) return undefined;
  const switches = new Map<string, string>();
  for (let i = 0; i < rest.length; i++) {
    const [, letter = ''] = /^\\(\S)/.exec(rest[i] as string) ?? [];
    // What is neither a switch nor its value: `SEQ Table _Ref1` has the number of another place.
    if (letter === '') return undefined;
    const value = rest[i]?.slice(2) || (/[rs*]/i.test(letter) ? rest[++i] : '');
    if (letter !== '*' || !/^(mergeformat|charformat)$/i.test(value ?? ''))
      switches.set(letter.toLowerCase(), (value ?? '').replaceAll('"', ''));
  }
  const format = switches.get('*') ?? '';
  const refers = refersTo[kind.toLowerCase()];
  if (refers) {
    const isPlain = [...switches.keys()].every(
      (one) => one === 'h' || one === '*' || (one === 'f' && refers === 'note'),
    );
    return isPlain ? { kind: refers, bookmark: name, format } : undefined;
  }
  if (!/^seq$/i.test(kind)) return undefined;
  const numberOf = (letter: string) => (switches.has(letter) ? Number(switches.get(letter)) : undefined);
  const isHidden = switches.has('h') && format === '';
  const [reset, level] = [numberOf('r'), numberOf('s')];
  return {
    kind: 'sequence',
    name: name.toLowerCase(),
    repeats: switches.has('c'),
    reset,
    level,
    isHidden,
    format,
  };
}

/** The numbers of a document's sequences, in the order of its fields. */
export class Counters {
  #counts = new Map<string, number>();
  /** How many headings of each level there were when a sequence last counted. */
  #headings: number[] = [];

  heading(level: number): void {
    this.#headings[level] = (this.#headings[level] ?? 0) + 1;
  }

  next({ name, repeats, reset, level, isHidden, format }: Sequence): string {
    const above = level === undefined ? '' : ` ${this.#headings.slice(0, level + 1).join('.')}`;
    const key = name + above;
    const count = reset ?? (this.#counts.get(key) ?? 0) + (repeats ? 0 : 1);
    this.#counts.set(key, count);
    return isHidden ? '' : numberAs(format, count);
  }

  /** What is there a second time, for older programs, counts as it did the first time. */
  saved(): () => void {
    const [counts, headings] = [new Map(this.#counts), [...this.#headings]];
    return () => {
      this.#counts = counts;
      this.#headings = headings;
    };
  }
}

export function numberAs(format: string, count: number): string {
  if (count < 1 || count > 3000) return String(count);
  const isUpper = /^[A-Z]/.test(format);
  const cased = (text: string) => (isUpper ? text.toUpperCase() : text);
  // As Word goes on after z: aa, bb.
  if (/^alphabetic$/i.test(format))
    return cased(String.fromCharCode(97 + ((count - 1) % 26)).repeat(Math.ceil(count / 26)));
  return /^roman$/i.test(format) ? cased(roman(count)) : String(count);
}

/** A text in the case that a reference asks for. */
export function inCase(format: string, text: string): string {
  if (/^upper$/i.test(format)) return text.toUpperCase();
  if (/^lower$/i.test(format)) return text.toLowerCase();
  if (/^firstcap$/i.test(format)) return text.charAt(0).toUpperCase() + text.slice(1);
  return text;
}
