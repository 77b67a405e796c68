import type Handlebars from 'handlebars';
import { error } from '../../diagnostics/diagnostic.ts';
import type { Finding } from '../codes.ts';
import { gapMark, type Paragraph } from './paragraphs.ts';
import { shorten, type TagError, wrong } from './path.ts';
import { type BlockName, parseTag, type Tag } from './tags.ts';

/** A tag and its place: from `from` to `to` in the joined text of its paragraph. */
export interface Occurrence {
  tag: Tag;
  paragraph: Paragraph;
  from: number;
  to: number;
  place: TagPlace;
}

/** A place in a template as its author finds it: file, part, paragraph counted from 1, and the tag as typed. */
export interface TagPlace {
  file: string;
  part: string;
  paragraph: number;
  tag: string;
}

/** What a person types into a tag, knowingly or not. Anything else that a run holds would be lost with the tag. */
const typed = new Set(['w:t', 'w:tab', 'w:br', 'w:cr', 'w:noBreakHyphen', 'w:softHyphen', 'w:ptab']);

/** Braces that are wrong are told of up to this many in a paragraph: nobody mends more in one go. */
const mostFaults = 100;
const mostTags = 20_000;

/** The tags of a paragraph, in order. A tag that cannot be understood is a finding. @internal */
export function occurrencesIn(
  parse: typeof Handlebars.parse,
  paragraph: Paragraph,
  where: { file: string; part: string },
): { occurrences: Occurrence[]; findings: Finding[] } {
  const occurrences: Occurrence[] = [];
  const findings: Finding[] = [];
  const { text } = paragraph;
  if (!text.includes('{{') && !text.includes('}}')) return { occurrences, findings };
  const placeOf = (from: number, to: number): TagPlace => {
    const tag = text
      .slice(from, to)
      .replace(/\uFFFC/g, '')
      .replaceAll(gapMark, '')
      .trim();
    // Field by field: copying `where` took a twentieth of compiling a template.
    return { file: where.file, part: where.part, paragraph: paragraph.number, tag: shorten(tag) };
  };
  const checkBetween = (from: number, to: number) => {
    const end = text.indexOf('}}', from);
    if (end < 0 || end + 2 > to) return;
    const place = placeOf(Math.max(from, end - 20), end + 2);
    const help = 'begin the tag with {{ in the same paragraph, or remove the }}';
    findings.push(error('template/unclosed', place, 'a tag ends here and does not begin', help));
  };
  let at = 0;
  let from = text.indexOf('{{');
  while (from >= 0 && findings.length < mostFaults && occurrences.length < mostTags) {
    checkBetween(at, from);
    const end = text.indexOf('}}', from + 2);
    const next = text.indexOf('{{', from + 2);
    const closed = end >= 0 && (next < 0 || next > end);
    const to = closed ? end + 2 : next < 0 ? text.length : next;
    const place = placeOf(from, to);
    const fault = closed ? holdsMore(paragraph, from, to) : unclosed;
    const read = fault ?? parseTag(parse, text.slice(from + 2, end));
    if (read.kind === 'error')
      findings.push(error(closed ? 'template/tag' : 'template/unclosed', place, read.message, read.help));
    const tag = read.kind === 'error' ? standInFor(text.slice(from, to)) : read;
    if (tag) occurrences.push({ tag, paragraph, from, to, place });
    at = to;
    from = text.indexOf('{{', to);
  }
  if (from >= 0 && occurrences.length >= mostTags) {
    const message = `this paragraph has more than ${mostTags.toLocaleString('en-GB')} tags`;
    findings.push(error('template/tag', placeOf(from, from + 20), message, 'divide it into several'));
  } else if (from < 0) checkBetween(at, text.length);
  return { occurrences, findings };
}

const unclosed = wrong('a tag begins here and does not end', 'end the tag with }} in the same paragraph');
const notText = wrong(
  'there is something other than text inside this tag: a picture, a note, a comment or a field',
  'move it out of the braces, or type the tag again',
);

/** For a tag that opens a block and cannot be understood, so that the block's end finds its beginning. */
function standInFor(tag: string): Tag | undefined {
  const block = /^\{\{\s*#\s*([^\s{}]+)/.exec(tag)?.[1] as BlockName | undefined;
  const path = { up: 0, names: [], data: false, typed: '' };
  return block && { kind: 'open', block, path, isStandIn: true };
}

function holdsMore({ pieces }: Paragraph, from: number, to: number): TagError | undefined {
  const inside = pieces.filter((piece) => piece.from >= from && piece.from < to);
  return inside.some(({ element }) => !typed.has(element.name)) ? notText : undefined;
}

/** Whether a stretch of text holds nothing but block tags and comments. */
export function isOnlyTags(text: string, from: number, inside: readonly Occurrence[]): boolean {
  let rest = '';
  let at = 0;
  for (const { tag, from: start, to } of inside) {
    if (tag.kind === 'value') continue;
    rest += text.slice(at, start - from);
    at = to - from;
  }
  return (rest + text.slice(at)).trim() === '';
}
