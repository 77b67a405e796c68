import type Handlebars from 'handlebars';
import { error, type Finding } from '../diagnostics/diagnostic.ts';
import type { Paragraph } from './paragraphs.ts';
import { parseTag, type Tag } from './tags.ts';

/** A tag and where it stands: from `from` to `to` in the joined text of its paragraph. */
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

/** The tags of a paragraph, in order. A tag that cannot be understood is a finding. */
export function occurrencesIn(
  parse: typeof Handlebars.parse,
  paragraph: Paragraph,
  where: { file: string; part: string },
): { occurrences: Occurrence[]; findings: Finding[] } {
  const occurrences: Occurrence[] = [];
  const findings: Finding[] = [];
  const { text } = paragraph;
  let from = text.indexOf('{{');
  while (from >= 0) {
    const end = text.indexOf('}}', from + 2);
    const next = text.indexOf('{{', from + 2);
    const closed = end >= 0 && (next < 0 || next > end);
    const to = closed ? end + 2 : next < 0 ? text.length : next;
    const typed = text
      .slice(from, to)
      .replace(/\uFFFC/g, '')
      .trim();
    const place = { ...where, paragraph: paragraph.number, tag: shorten(typed) };
    if (closed) {
      const tag = parseTag(parse, text.slice(from + 2, end));
      if (tag.kind === 'error') findings.push(error('template/tag', place, tag.message, tag.help));
      else occurrences.push({ tag, paragraph, from, to, place });
    } else {
      findings.push(
        error(
          'template/unclosed',
          place,
          'a tag begins here and does not end',
          'end the tag with }} in the same paragraph',
        ),
      );
    }
    from = text.indexOf('{{', to);
  }
  return { occurrences, findings };
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** Whether nothing but block tags and comments stands in a stretch of text. */
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
