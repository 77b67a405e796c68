import {
  type Document,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type Scalar,
  visit,
  type YAMLError,
} from 'yaml';
import { error, type Finding } from '../../diagnostics/diagnostic.ts';
import type { YamlSource } from './locate.ts';

/** What people type and YAML takes for something else: said in the words of the person who typed it. */

interface Mistake {
  message: string;
  help: string;
}

export const inQuotes = 'put the text in quotes, or after "|" on the next line';
const reserved: Mistake = {
  message: 'this text begins with a character that YAML keeps for itself',
  help: 'put the text in quotes',
};

/** By the line that the reader stumbled over, in the order in which they are looked for. */
const byLine: Array<Mistake & { when: RegExp }> = [
  {
    when: /^\s*\t/,
    message: 'this line begins with a tab',
    help: 'indent with spaces: YAML takes no tabs',
  },
  {
    when: /^ *[\u00A0\u2000-\u200A\u202F\u3000]/,
    message:
      'this line is indented with blanks that are no plain spaces, as they come along from Word or a web page',
    help: 'delete the blanks before the text, in this line and those below, and type spaces',
  },
  {
    when: /:\s+[\u201C\u201D\u2018\u2019].*: /,
    message: 'the quotation marks round this text are curly, and YAML knows only straight ones',
    help: 'type straight quotation marks (" or \'), or put the text after "|" on the next line',
  },
  {
    when: /:\s+[|>][-+0-9]*\s+[^\s#]/,
    message: 'there is text beside the sign "|" or ">"',
    help: 'begin the text on the next line, indented by two spaces more than the name of its field',
  },
  {
    when: /^\s*-[A-Za-z_]+:(\s|$)/,
    message: 'there is no blank after the "-" of this entry',
    help: 'write a blank after the "-"',
  },
  {
    when: /:\s+- /,
    message: 'a list begins on the line of its field',
    help: 'begin the list on the next line, or put the text in quotes',
  },
  {
    when: /^\s*(- )?[^\s"'#][^:"']*: [^"'|>].*: /,
    message: 'this text has a colon with a space after it',
    help: inQuotes,
  },
  { when: /:\s+[@`%]/, ...reserved },
  {
    when: /:\s+["'].*["'].+$/,
    message: 'text follows the closing quotation mark',
    help: 'put the whole text in one pair of quotes, or after "|" on the next line',
  },
  { when: /:\s+[[{&*!,]/, ...reserved },
  {
    when: /^\s*[A-Za-z_]+(?::[^\S ]|[\uFF1A\uFE55\u2236])/,
    message: 'the colon or the space after it is another sign, as it comes along from Word or a web page',
    help: 'delete both, and type a colon and a space',
  },
  {
    when: /^\s*[A-Za-z_]+:\S/,
    message: 'there is no space after the colon',
    help: 'write a space after the colon',
  },
];

const alone: Mistake = {
  message: 'this text belongs to no field',
  help: 'write the name of a field and a colon before it, or indent it under the field that it belongs to',
};

const otherIndent: Mistake = {
  message: 'this line is indented in another way than the lines that it belongs to',
  help: 'give all fields of a group the same number of spaces, and indent text by two more than its field',
};

const withoutBar: Mistake = {
  message: 'a text of several lines begins here, and the name above it has no sign "|"',
  help: 'write "|" after the colon of the line above',
};

const outdented: Mistake = {
  message: 'this line has fewer blanks before it than the text that it belongs to',
  help: 'give it as many blanks as the first line of that text',
};

/** By the code that the library gives, where the line says nothing. */
const byCode: Partial<Record<YAMLError['code'], Mistake>> = {
  BAD_INDENT: otherIndent,
  BLOCK_AS_IMPLICIT_KEY: {
    message: 'the line after this one is indented as if it belonged to this text',
    help: 'give it as many spaces as the line that it belongs beside; or put the text in quotes',
  },
  BAD_DQ_ESCAPE: {
    message: 'a backslash in double quotes means something else in YAML',
    help: 'put the text in single quotes (\' \'), or after "|" on the next line',
  },
  MULTIPLE_DOCS: {
    message: 'the text above has ended with "---" or "...", and another file begins here',
    help: 'remove the line with "---" or "...", or put what follows into a file of its own',
  },
  MULTILINE_IMPLICIT_KEY: alone,
  KEY_OVER_1024_CHARS: alone,
};

/** Only the beginning of a line is looked at: that is where its mistake shows. */
const mostOfLine = 400;

export function syntaxFinding(file: string, problem: YAMLError, source: YamlSource): Finding {
  const [at, end] = problem.pos;
  const say = ({ message, help }: Mistake, offset: readonly [number, number]): Finding => ({
    ...error('yaml/syntax', { file }, message, help),
    where: { file, offset },
  });
  const { line } = source.lines.linePos(at);
  const start = source.lines.lineStarts[line - 1] ?? 0;
  // A text ends with the blank lines before the line that has too few blanks to belong to it.
  const blank = /^(?:[ \t]*\r?\n)+/.exec(source.text.slice(start))?.[0] ?? '';
  const [from, to] = blank === '' ? [at, end] : [start + blank.length, start + blank.length + 1];
  const text =
    source.text
      .slice(start + blank.length)
      .slice(0, mostOfLine)
      .split('\n', 1)[0] ?? '';
  if (blank !== '' && problem.code === 'BLOCK_AS_IMPLICIT_KEY')
    return say(outdented, [from, from + text.trimEnd().length]);
  const missing = problem.code === 'MISSING_CHAR' ? problem.message : '';
  const opening = missing.endsWith('quote') ? openQuote(source.document, from) : undefined;
  if (opening !== undefined) {
    const message = 'a quotation mark opens here and is not closed';
    return say({ message, help: 'close it at the end of the text, or remove it' }, [opening, opening + 1]);
  }
  const bracket = openBracket(source, from);
  if (bracket !== undefined) {
    const message = 'a bracket opens here and is not closed';
    return say({ message, help: 'close it, or put the text in quotes' }, [bracket, bracket + 1]);
  }
  const isIndented = /^[ \t]+\S/.test(text) && !/^\s*-\s/.test(text);
  if (
    isIndented &&
    problem.code === 'MULTILINE_IMPLICIT_KEY' &&
    /:[ \t]*\r?\n\s*$/.test(source.text.slice(0, from))
  )
    return say(withoutBar, [from, to]);
  const mistake = byLine.find(({ when }) => when.test(text)) ?? byCode[problem.code];
  if (mistake) return say(mistake, [from, to]);
  if (missing.startsWith('Implicit map keys')) return say(alone, [from, to]);
  if (missing.startsWith('Sequence item')) return say(otherIndent, [from, to]);
  const help = 'compare this line and the one before it with the sample file: indentation, colons, quotes';
  return say({ message: 'this line, with the one before it, does not follow the rules of YAML', help }, [
    from,
    to,
  ]);
}

/** Where the last list or group in brackets begins that has no end. */
function openBracket({ document, text }: YamlSource, before: number): number | undefined {
  let start: number | undefined;
  visit(document, {
    Collection(_, { flow, range }) {
      const isOpen = flow && range && range[0] < before && !/[\]}]\s*$/.test(text.slice(range[0], range[1]));
      if (isOpen) start = range[0];
    },
  });
  return start;
}

/** Where the last quoted text before an offset begins. */
function openQuote(document: Document, before: number): number | undefined {
  let start: number | undefined;
  visit(document, {
    Scalar(_, { type, range }) {
      if (type?.startsWith('QUOTE') && range && range[0] < before) start = range[0];
    },
  });
  return start;
}

/** Signs that YAML takes for instructions: of these, what follows would not be what was typed. */
export function instructions(file: string, { document, text }: YamlSource): Finding[] {
  const findings: Finding[] = [];
  const say = (code: 'yaml/alias' | 'yaml/syntax', message: string, from: number, length: number) =>
    findings.push({
      ...error(code, { file }, message, 'put the text in quotes'),
      where: { file, offset: [from, from + length] },
    });
  const reference = 'this text begins with a sign that YAML uses for references ("&" or "*")';
  const named = new Set<string>();
  const meant = (help: string) => {
    for (const finding of findings.slice(-1)) finding.help = help;
  };
  visit(document, {
    Alias(_, { range, source }) {
      say('yaml/alias', reference, range?.[0] ?? 0, source.length + 1);
      if (named.has(source)) meant('write here what it refers to: references are not read');
    },
    Node(_, node) {
      const from = node.range?.[0] ?? 0;
      if ('anchor' in node && node.anchor) {
        const sign = `&${node.anchor}`;
        named.add(node.anchor);
        say('yaml/alias', reference, Math.max(0, text.lastIndexOf(sign, from)), sign.length);
        if (text.includes(`*${node.anchor}`)) meant(`take "${sign}" away: references are not read`);
      }
      if (node.tag) say('yaml/syntax', reserved.message, signBefore(text, from), 1);
    },
  });
  if (document.directives?.yaml.explicit) {
    const message = 'this line changes the rules by which the file is read';
    const from = text.search(/^%/m);
    say('yaml/syntax', message, from, 5);
    meant('remove the line');
  }
  return findings;
}

function signBefore(text: string, from: number): number {
  const last = Math.max(0, text.lastIndexOf('!', from));
  return text[last - 1] === '!' ? last - 1 : last;
}

/** Where a group is: the names of the fields and the numbers of the entries above it. */
export const pathOf = (
  map: Node | undefined,
  above: ReadonlyArray<Node | Document | Pair>,
): Array<string | number> =>
  above.flatMap((node, i): Array<string | number> => {
    if (isPair(node)) return isScalar(node.key) ? [String(node.key.value)] : [];
    return isSeq(node) ? [node.items.indexOf((above[i + 1] ?? map) as Node)] : [];
  });

/** Fields that stand twice in one group, and fields with a name that JavaScript keeps for itself. */
export function keyMistakes(file: string, document: Document): Finding[] {
  const findings: Finding[] = [];
  const place = (range: readonly number[] | null | undefined) => ({
    file,
    offset: [range?.[0] ?? 0, range?.[1] ?? 0] as const,
  });
  visit(document, {
    Map(_, map, above) {
      const seen = new Map<string, Scalar>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        if (name === '__proto__') {
          const message = 'a field cannot have this name';
          findings.push(error('yaml/unknown-key', place(key.range), message, 'give it another name'));
        }
        const first = seen.get(name);
        if (first)
          findings.push({
            ...error('yaml/duplicate-key', place(key.range), `"${name}" is here a second time`, {
              help: 'keep one of the two',
              note: { message: 'the first is here', where: place(first.range) },
            }),
            unread: [...pathOf(map, above), name],
          });
        else seen.set(name, key);
      }
    },
  });
  return findings;
}
