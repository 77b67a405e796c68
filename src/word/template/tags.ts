import type Handlebars from 'handlebars';
import { type Condition, conditionOf, isCondition, meant, type Operand } from './condition-tags.ts';
import { gapMark } from './paragraphs.ts';
import { type Path, shorten, type TagError, wrong } from './path.ts';

/**
 * One tag of a template as its author typed it, understood. Handlebars reads each tag by itself; the program around the
 * tags is put together from the XML (place-tags.ts), so the XML is never read as a template and no text of a document can
 * be taken for a tag by accident.
 */
export type Tag =
  | { kind: 'comment' }
  | {
      kind: 'value';
      helper: string | undefined;
      path: Path;
      options: Array<string | number>;
      words?: Path | string;
    }
  | { kind: 'open'; block: BlockName; path: Path; when?: Condition; isStandIn?: true }
  | { kind: 'else'; block: BlockName | undefined; path: Path | undefined; when?: Condition }
  | { kind: 'close'; block: string };

/** Blocks that a template may use. */
export const blockNames = ['each', 'columns', 'if', 'unless', 'with'] as const;
export type BlockName = (typeof blockNames)[number];

const unreadable = wrong(
  'this tag cannot be understood',
  'write a name, or a helper and a name, for example {{title}} or {{money total}}',
);

/**
 * What Word makes of a tag while it is typed: curly quotes, non-breaking and thin spaces, zero-width characters, line
 * breaks. Only inside the braces; the author's text around it is left alone.
 */
function straighten(inner: string): string {
  // Most tags need none of it.
  if (/^[\w.]+(?: [\w.]+)?$/.test(inner)) return inner;
  return inner
    .replace(/[\u201C\u201D\u201E\u201F\u00AB\u00BB]/g, '"')
    .replace(/("[^"]*")|[\u2018\u2019\u201A\u201B]/g, (_, quoted) => quoted ?? "'")
    .replace(/[\u200B-\u200D\u2060\uFEFF\u00AD\uFFFB\uFFFC]/g, '')
    .replace(/[\s\u00A0\u2000-\u200A\u202F]+/g, ' ')
    .trim();
}

type Parse = typeof Handlebars.parse;

/** A tag's words: the first is a name, and each other one a name or a literal. */
interface Call {
  first: Path;
  rest: Operand[];
}

const isPath = (word: unknown): word is Path => typeof word === 'object' && word !== null && 'names' in word;
const isFault = (word: unknown): word is TagError =>
  typeof word === 'object' && word !== null && 'kind' in word;

/** A name, or two. Words that Handlebars takes for something other than a name are left to it. */
const plainWords = /^(?!.*\b(?:this|true|false|null|undefined)\b)[A-Za-z_]\w*(?: [A-Za-z_]\w*)?$/;

const plainPath = (name: string): Path => ({ up: 0, names: [name], data: false, typed: name });

/** `inner` as a helper call or a plain name: Handlebars' grammar, less what a Word template has no use for. */
function parseCall(parse: Parse, inner: string): Call | TagError | undefined {
  // Most tags are as plain as this. To have each read by Handlebars took a quarter of compiling a template.
  if (plainWords.test(inner)) {
    const end = inner.indexOf(' ');
    if (end < 0) return { first: plainPath(inner), rest: [] };
    return { first: plainPath(inner.slice(0, end)), rest: [plainPath(inner.slice(end + 1))] };
  }
  try {
    const program = parse(`{{${inner}}}`);
    const statement = program.body[0] as hbs.AST.MustacheStatement;
    if (program.body.length !== 1 || statement.type !== 'MustacheStatement') return undefined;
    const first = wordOf(statement.path);
    const rest = statement.params.map((param) => wordOf(param));
    if (statement.hash !== undefined || !isPath(first)) return undefined;
    const fault = rest.find(isFault);
    return fault ?? (rest.includes(undefined) ? undefined : { first, rest: rest as Operand[] });
  } catch {
    return undefined;
  }
}

function wordOf(node: hbs.AST.Node, depth = 0): Operand | TagError | undefined {
  if (/^(Number|String|Boolean)Literal$/.test(node.type)) return (node as hbs.AST.StringLiteral).value;
  if (node.type === 'SubExpression') return conditionOf(node as hbs.AST.SubExpression, wordOf, depth);
  if (node.type !== 'PathExpression') return undefined;
  const { depth: up, parts, data, original } = node as hbs.AST.PathExpression;
  return { up, names: parts, data, typed: shorten(original) };
}

function parseBlock(
  parse: Parse,
  inner: string,
): { block: BlockName; path: Path; when?: Condition } | TagError {
  const call = parseCall(parse, inner);
  const help = meant(inner);
  if (!call) return { ...unreadable, help: help || `write {{#each list}}, or {{#if (eq rating "Red")}}` };
  if (isFault(call)) return call;
  const block = blockNames.find((name) => name === call.first.typed);
  if (!block)
    return wrong(
      `there is no block "${call.first.typed}"`,
      `use ${blockNames.map((name) => `{{#${name} name}}`).join(', ')}`,
    );
  const [chosen, ...others] = call.rest;
  const chooses = block === 'if' || block === 'unless';
  if (chooses && isCondition(chosen) && chosen.condition !== 'length' && others.length === 0)
    return { block, path: nowhere, when: chosen };
  if (!isPath(chosen) || others.length > 0)
    return wrong(
      `"${block}" takes one name${chooses ? ', or a condition in brackets' : ''}`,
      ((chooses || / as [\w|]/.test(inner)) && help) ||
        `write {{#${block} name}}, and {{/${block}}} where it ends`,
    );
  return { block, path: chosen };
}

/** The path of a block that chooses by a condition. */
const nowhere: Path = { up: 0, names: [], data: false, typed: '' };

const isOption = (word: Operand): word is string | number =>
  typeof word === 'string' || typeof word === 'number';

function parseValue(parse: Parse, inner: string): Tag | TagError {
  const [, word = '', condition = 'name'] = inner.startsWith('el')
    ? (/^(else?if|elsif|elif)\b\s*(.*)$/.exec(inner) ?? [])
    : [];
  if (word) return wrong(`there is no tag "${word}"`, `write {{else if ${condition}}}`);
  const call = parseCall(parse, inner);
  if (!call) return withHelp(inner);
  if (isFault(call)) return call;
  const [subject, ...options] = call.rest;
  if (call.first.typed === 'link') return linkOf(subject, options);
  if (subject === undefined) return { kind: 'value', helper: undefined, path: call.first, options: [] };
  const { typed } = call.first;
  if (!isPath(subject))
    return wrong(`"${typed}" takes a name, and ${shown(subject)} is none`, `write {{${typed} name}}`);
  const bad = options.find((option) => !isOption(option));
  if (bad !== undefined)
    return wrong(
      `${shown(bad)} cannot follow the name`,
      'what follows is a number, or in quotes: {{number share 1}}, {{date deadline "D MMM YYYY"}}',
    );
  return { kind: 'value', helper: typed, path: subject, options: options.filter(isOption) };
}

const shown = (word: Operand) => (typeof word === 'object' ? word.typed : JSON.stringify(word));

/** What was meant by a tag that cannot be understood, where that can be told. */
function withHelp(inner: string): TagError {
  const outer = /^((?:\.\.\/)+)@(\w+)$/.exec(inner);
  if (outer) return { ...unreadable, help: `write {{@${outer[1]}${outer[2]}}}` };
  if (/\w\s*=\s*\S/.test(inner))
    return {
      ...unreadable,
      help: 'write what follows the name by itself: {{date deadline "D MMM YYYY"}}, {{number share 1}}',
    };
  return unreadable;
}

/** `{{link address words}}`: the words are a name, or in quotes. */
function linkOf(path: Operand | undefined, [words, ...others]: readonly Operand[]): Tag | TagError {
  if (isPath(path) && (isPath(words) || typeof words === 'string') && others.length === 0)
    return { kind: 'value', helper: 'link', path, options: [], words };
  return wrong(
    'a link has an address and the words that lead to it',
    'write {{link address words}} with two names, or {{link address "Read more"}}',
  );
}

/** Reads what is between `{{` and `}}`. A tab or line break in it may be one that parts words, or none of its author's. @internal */
export function parseTag(parse: Parse, raw: string): Tag | TagError {
  const read = parseStraight(parse, straighten(raw));
  if (read.kind !== 'error' || !raw.includes(gapMark)) return read;
  const parted = parseStraight(parse, straighten(raw.replaceAll(gapMark, ' ')));
  return parted.kind === 'error' ? read : parted;
}

function parseStraight(parse: Parse, inner: string): Tag | TagError {
  if (inner === '') return wrong('this tag is empty', 'write a name between the braces, or remove them');
  if (inner.startsWith('!')) return { kind: 'comment' };
  if (inner === 'else') return { kind: 'else', block: undefined, path: undefined };
  if (inner.startsWith('else ')) {
    const rest = inner.slice(5).trim();
    if (rest.startsWith('('))
      return wrong('"else" takes no condition by itself', `write {{else if ${rest}}}`);
    const parsed = parseBlock(parse, rest);
    return 'kind' in parsed ? parsed : { kind: 'else', ...parsed };
  }
  if (inner.startsWith('/')) return { kind: 'close', block: inner.slice(1).trim() };
  if (inner.startsWith('#')) {
    const call = inner.slice(1).trim();
    const parsed = parseBlock(parse, call);
    return 'kind' in parsed ? parsed : { kind: 'open', ...parsed };
  }
  if ('{&>^*'.includes(inner[0] as string))
    return wrong(
      `a tag cannot begin with "${inner[0]}"`,
      'use {{name}} for a value, {{#if name}} or {{#unless name}} for a choice, {{#each list}} to repeat',
    );
  return parseValue(parse, inner);
}
