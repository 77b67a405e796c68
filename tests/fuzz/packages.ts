import { type Package, readPackage, writePackage } from '../../src/ooxml/package.ts';
import { Part } from '../../src/ooxml/part.ts';
import { type Dice, pick } from './dice.ts';
import { breakBytes, breakText, snippet } from './texts.ts';

/** A Word file or workbook with something broken in it: its bytes, its parts, or the XML inside. */

const numbers = [
  '-1',
  '0',
  '1',
  '16385',
  '999999999999',
  '1e9',
  'NaN',
  '',
  'true',
  '../../x',
  'A1:XFD1048576',
  'rId1',
  'x'.repeat(300),
];

const spans = (source: string, pattern: RegExp) => [...source.matchAll(pattern)];

const changes: Array<(source: string, dice: Dice) => string> = [
  // An attribute has another value, or is gone.
  (source, dice) => {
    const found = spans(source, /="([^"]*)"/g);
    const one = pick(dice, found);
    const other = dice(3) === 0 ? (pick(dice, found)?.[1] ?? '') : pick(dice, numbers);
    return one
      ? `${source.slice(0, one.index)}="${other}"${source.slice(one.index + one[0].length)}`
      : source;
  },
  (source, dice) => without(source, pick(dice, spans(source, /\s[\w:]+="[^"]*"/g))),
  // A tag is gone, which leaves XML that is not well formed, or a whole element.
  (source, dice) => without(source, pick(dice, spans(source, /<\/?[\w:]+[^>]*>/g))),
  (source, dice) => without(source, pick(dice, elements(source))),
  (source, dice) => without(source, pick(dice, elements(source))),
  // An element stands somewhere else too.
  (source, dice) => {
    const found = elements(source);
    const to = pick(dice, found);
    const from = pick(dice, found)?.[0] ?? '';
    return to ? source.slice(0, to.index) + from + source.slice(to.index) : source;
  },
  // Text is another, or longer.
  (source, dice) => {
    const one = pick(dice, spans(source, />([^<]+)</g));
    const put = dice(2) === 0 ? pick(dice, numbers) : snippet(dice).replace(/[<&]/g, '');
    return one
      ? `${source.slice(0, one.index + 1)}${put}${source.slice(one.index + one[0].length - 1)}`
      : source;
  },
  (source, dice) => breakText(dice, source, source),
];

const without = (source: string, one: RegExpExecArray | undefined) =>
  one ? source.slice(0, one.index) + source.slice(one.index + one[0].length) : source;

/** Elements that hold none of their own kind, so that one ends at its first end tag. */
function elements(source: string): RegExpExecArray[] {
  const names = new Set(spans(source, /<([\w:]+)[\s/>]/g).map(([, name]) => name as string));
  return [...names].flatMap((name) =>
    spans(
      source,
      new RegExp(`<${name}(?:\\s[^<>]*)?(?:/>|>(?:(?!<${name}[\\s>])[^])*?</${name}>)`, 'g'),
    ).slice(0, 200),
  );
}

export function breakXml(dice: Dice, source: string): string {
  let broken = source;
  for (let left = 1 + dice(3); left > 0; left--) broken = pick(dice, changes)(broken, dice);
  return broken;
}

function breakParts(dice: Dice, parts: Package): void {
  const names = [...parts.keys()];
  const name = pick(dice, names);
  const other = pick(dice, names);
  const part = parts.get(name) as Part;
  const how = dice(12);
  if (how === 0) parts.delete(name);
  else if (how === 1) parts.set(name, parts.get(other) as Part);
  else if (how === 2) parts.set(name.replace(/\w/, pick(dice, ['../', '/', 'C:', 'ä'])), part);
  else if (how === 3) parts.set(name, new Part(breakBytes(dice, part.bytes)));
  else if (how === 4) parts.set(name, new Part(''));
  else if (/\.(xml|rels)$/.test(name))
    parts.set(name, new Part(breakXml(dice, Buffer.from(part.bytes).toString())));
}

/** `wanted` says which parts are worth breaking most of the time. */
export async function breakPackage(dice: Dice, bytes: Uint8Array, wanted: RegExp): Promise<Uint8Array> {
  if (dice(10) === 0) return breakBytes(dice, bytes);
  const parts = await readPackage(bytes);
  const [name = ''] = [...parts.keys()].filter((candidate) => wanted.test(candidate)).slice(dice(3));
  const part = parts.get(name);
  if (dice(3) === 0 || !part) breakParts(dice, parts);
  else parts.set(name, new Part(breakXml(dice, Buffer.from(part.bytes).toString())));
  return writePackage(parts);
}
