import { stringify } from 'yaml';
import { monthName } from '../model/round.ts';

/** What the last report said, as comments of YAML: whatever the text holds, it stays a comment. */

/** How wide the files are. Lines that are a little longer stay as somebody typed them. */
const width = 120;
const widest = 140;

/** Longer texts are quoted in part, so that the new file stays well below the size that is read. */
const most = 4000;

/** The round that is quoted. */
interface Quoted {
  /** `2023-12` */
  id: string;
  /** The file that holds all of it. */
  file: string;
  /** Whether it is made up, to show the program. */
  illustrative: boolean;
}

/** Breaks a line between words. The rest goes below the text of a list's entry, as Markdown has it. */
function wrap(line: string, room: number): string[] {
  const [lead = ''] = /^\s*(?:[-*] )?/.exec(line) ?? [];
  const lines: string[] = [];
  let rest = line;
  if (line.length <= room + widest - width) return [line];
  while (rest.length > room) {
    const cut = rest.lastIndexOf(' ', room);
    if (cut <= lead.length) break;
    lines.push(rest.slice(0, cut));
    rest = `${' '.repeat(lead.length)}${rest.slice(cut + 1)}`;
  }
  return [...lines, rest];
}

/** Every kind of line end is one here: a comment ends where its line does. */
const lineEnd = /\r\n|[\r\n\u0085\u2028\u2029]/;

/** Comment lines, no wider than the file. `inner` goes between the sign and the text. */
export function comment(text: string, indent = '', inner = ''): string[] {
  const start = `${indent}# ${inner}`;
  return text
    .split(lineEnd)
    .flatMap((line) => wrap(line.trimEnd(), width - start.length))
    .map((line) => `${start}${line}`.trimEnd());
}

/** What a field said in the last report; no lines where it said nothing. Lists and groups are quoted as they are typed. */
export function quote(from: Quoted | undefined, value: unknown, indent = ''): string[] {
  const isText = typeof value === 'string';
  if (!from || value === undefined || value === null || (isText && value.trim() === '')) return [];
  const intro = `In ${monthName(from.id)}${from.illustrative ? ' (illustrative, made up)' : ''}:`;
  const text = shorten((isText ? value : stringify(value, { lineWidth: width - 8 })).trim(), from.file);
  const fits = `${indent}# ${intro} ${text}`.length <= width;
  if (isText && fits && !lineEnd.test(text)) return comment(`${intro} ${text}`, indent);
  return [...comment(intro, indent), ...comment(text, indent, '  ')];
}

function shorten(text: string, file: string): string {
  if (text.length <= most) return text;
  // A cut through a character that takes two units would leave half of it.
  const beginning = text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');
  return `${beginning} …\n(all of it: ${file})`;
}
