import { type Document, isMap, isScalar } from 'yaml';
import type * as z from 'zod';
import { shortened } from '../../diagnostics/characters.ts';
import type { Finding } from '../../diagnostics/diagnostic.ts';
import { didYouMean, nearest } from '../../diagnostics/nearest.ts';
import { groupBy } from '../../model/group-by.ts';
import type { Code } from '../codes.ts';
import { exampleOf, isCollection, keysOf, schemaAt } from './example.ts';

/** The issues of a schema in our words: what was found, what is allowed, what to do. */
interface Issue extends Omit<Finding<Code>, 'where'> {
  where: { path: Array<string | number>; key?: boolean };
}

type ZodIssue = z.core.$ZodIssue;

export const plainPath = (path: readonly PropertyKey[]) =>
  path.filter((part): part is string | number => typeof part !== 'symbol');

export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], value);
}

/** Keys of the part of the schema that a path leads to. */
const keysAt = (schema: z.ZodType, path: readonly PropertyKey[]): string[] => keysOf(schemaAt(schema, path));

const words = (list: readonly unknown[]) => list.map((item) => String(item)).join(', ');

function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return Object.keys(value ?? {}).length > 0 ? 'a group of fields' : 'empty';
  return `"${shortened(String(value), 60)}"`;
}

const expectedWords: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'a group of fields',
  record: 'a group of fields',
  array: 'a list',
};

/** A field that a schema refuses. */
interface Refused {
  path: Array<string | number>;
  /** The nearest name above it; in a list, that of the list. */
  name: string;
  found: unknown;
}

/** Entries of a list that is typed as one text are apart by semicolons, or else by commas. */
export const entriesOf = (text: string) =>
  text
    .split(text.includes(';') ? ';' : ',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');

/** What is wrong in an entry of a list that is typed as one text, "16 June, 15 September", is wrong with that text. */
export function asTyped(issue: ZodIssue, plain: unknown): ZodIssue & { entry?: number } {
  const end = issue.path.findIndex(
    (_, i) => i > 0 && typeof valueAt(plain, issue.path.slice(0, i)) === 'string',
  );
  return end < 0 ? issue : { ...issue, path: issue.path.slice(0, end), entry: Number(issue.path[end]) };
}

function toIssue(
  issue: ReturnType<typeof asTyped>,
  plain: unknown,
  schema: z.ZodType,
  document: Document,
): Issue[] {
  const path = plainPath(issue.path);
  const name = String(path.findLast((part) => typeof part === 'string') ?? 'the file');
  const { entry } = issue;
  const [found, of] = [valueAt(plain, path), entry === undefined ? '' : `entry ${entry + 1} of `];
  const field: Refused = {
    path,
    name: of + name,
    found: of ? entriesOf(String(found))[entry as number] : found,
  };
  if (issue.code === 'unrecognized_keys') return unknownKeys(issue.keys, path, schema);
  if (field.found === null)
    return [problem(field, 'yaml/value', `an entry of ${name} is empty`, 'fill it in, or remove its "-"')];
  if (issue.code === 'invalid_value') return [otherWord(field, issue.values)];
  // A field that says itself what belongs there, a date for one, is no mere text.
  const saysItself = issue.code === 'invalid_type' && !issue.message.startsWith('Invalid input');
  if (issue.code === 'invalid_type' && !saysItself) {
    const form = formOf(field, schema, document);
    return [form ? otherForm(...form) : otherType(field, issue.expected, document)];
  }
  if (saysItself || issue.code === 'invalid_format' || issue.code === 'custom')
    return [otherForm(field, issue.message)];
  const is = `is ${describe(field.found)}`;
  if (issue.code === 'invalid_union')
    return [wrong(field, `should be text or a list, and ${is}`, 'write text or a list here')];
  if (issue.code === 'invalid_key') {
    const wanted = issue.issues[0]?.message ?? 'a name';
    const found = problem(
      field,
      'yaml/value',
      `"${field.name}" should be ${wanted}`,
      `write ${wanted}, here`,
    );
    return [{ ...found, where: { path, key: true } }];
  }
  if (issue.code === 'too_small')
    return [beyond(field, `${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}`, issue)];
  if (issue.code === 'too_big') return [beyond(field, `at most ${issue.maximum}`, issue)];
  return [wrong(field, `${is}, which is not allowed here`, 'compare it with the sample file')];
}

function problem({ path }: Refused, code: Code, message: string, help: string): Issue {
  return { severity: 'error', code, message, where: { path }, help };
}

const wrong = (field: Refused, message: string, help: string) =>
  problem(field, 'yaml/value', `${field.name} ${message}`, help);

/** A number, a text or a list that is too small or too large; a schema may say in its message what to write. */
function beyond(
  field: Refused,
  bound: string,
  { origin, message }: { origin: string; message: string },
): Issue {
  const { found } = field;
  if (origin === 'array' && typeof found === 'string')
    return wrong(field, `is one entry, "${shortened(found, 60)}", and should be ${bound}`, `write ${bound}`);
  const help = message.startsWith('Too') ? undefined : message;
  if (origin === 'string') return wrong(field, 'is empty', `write ${help ?? 'text'} here`);
  if (!Array.isArray(found))
    return wrong(field, `is ${describe(found)}, and should be ${bound}`, `write ${bound}`);
  const entries = found.length === 1 ? 'one entry' : `${found.length || 'no'} entries`;
  return wrong(field, `has ${entries}, and should have ${bound}`, help ?? `give ${bound}`);
}

function unknownKeys(keys: readonly string[], path: Refused['path'], schema: z.ZodType): Issue[] {
  const known = keysAt(schema, path);
  return keys.map((key) => {
    const meant = nearest(key, known);
    return {
      severity: 'error',
      code: 'yaml/unknown-key',
      message: `there is no field "${shortened(key, 60)}" here${didYouMean(key, known)}`,
      where: { path: [...path, key], key: true },
      help: `the fields here are: ${known.join(', ')}`,
      ...(meant !== undefined && { unread: [...path, meant] }),
    };
  });
}

function otherWord(field: Refused, allowed: readonly unknown[]): Issue {
  const meant = didYouMean(String(field.found), allowed.map(String));
  return wrong(field, `cannot be ${describe(field.found)}${meant}`, `write one of: ${words(allowed)}`);
}

function otherType(field: Refused, type: string, document: Document): Issue {
  const { path, name, found } = field;
  const expected = expectedWords[type] ?? type;
  const isPlainScalar = expected === 'text' && (typeof found === 'number' || typeof found === 'boolean');
  const typed = () => shortened(sourceAt(document, path) ?? String(found), 60);
  const isQuotedNumber = expected.endsWith('number') && typeof found === 'string' && found.trim() !== '';
  const help = isPlainScalar
    ? `put it in quotes: ${name}: "${typed()}"`
    : isQuotedNumber && !Number.isNaN(Number(found))
      ? `write it without quotation marks: ${name}: ${found}`
      : `write ${expected} here`;
  const is = isPlainScalar ? `"${typed()}"` : describe(found);
  return wrong(field, `should be ${expected}, and is ${is}`, help);
}

/** A number in the place of a text: what that text should be, where quotation marks alone would not mend it. */
function formOf(field: Refused, schema: z.ZodType, document: Document): [Refused, string] | undefined {
  if (typeof field.found !== 'number') return undefined;
  const typed = sourceAt(document, field.path) ?? String(field.found);
  const wanted = (schemaAt(schema, field.path) as z.ZodType | undefined)?.safeParse(typed).error?.issues[0];
  const isOurs = wanted?.code === 'custom' || wanted?.code === 'invalid_format';
  return isOurs ? [{ ...field, found: typed }, wanted.message] : undefined;
}

/** A text that should have had the form that the schema says, "a date, for example 2023-06-16". */
function otherForm(field: Refused, wanted: string): Issue {
  const { name, found } = field;
  if (/a date that exists/.test(wanted)) {
    const message = `${name}: there is no day ${describe(found)}`;
    return problem(field, 'date/not-a-date', message, 'write a date that exists');
  }
  const isCurly = typeof found === 'string' && /^[\u201C\u201D\u2018\u2019]/.test(found);
  const help = isCurly
    ? 'take the curly quotation marks away: YAML takes them for a part of the text'
    : wanted.startsWith('left out')
      ? 'leave it out'
      : `write ${wanted}`;
  return wrong(field, `should be ${wanted.split(', for example')[0]}, and is ${describe(found)}`, help);
}

/** How a scalar was typed: `09` and `1e3` are numbers to YAML, and other numbers to people. */
function sourceAt(document: Document, path: readonly (string | number)[]): string | undefined {
  const node = document.getIn(path, true);
  return isScalar(node) ? node.source : undefined;
}

export function findIssues(
  issues: readonly ZodIssue[],
  plain: unknown,
  schema: z.ZodType,
  document: Document,
): Issue[] {
  if (document.contents && !isMap(document.contents))
    return [
      {
        severity: 'error',
        code: 'yaml/value',
        message: 'the file should be a group of fields, each with a name and a colon',
        where: { path: [] },
        help: 'compare it with the sample file',
      },
    ];
  const given = flatten(issues, plain);
  const isOfType = ({ code }: ZodIssue) => code === 'invalid_type';
  const otherTypes = new Set(given.filter(isOfType).map(({ path }) => path.join('\n')));
  // A text in the place of a list is no list that is too short.
  const all = given.filter((issue) => isOfType(issue) || !otherTypes.has(issue.path.join('\n')));
  const isMissing = (issue: ZodIssue) =>
    issue.code !== 'custom' && issue.code !== 'unrecognized_keys' && valueAt(plain, issue.path) === undefined;
  const there = all.flatMap((issue) => (isMissing(issue) ? [] : toIssue(issue, plain, schema, document)));
  // A field whose name is misspelt is not missing.
  const misspelt = new Set(there.map(({ unread = [] }) => unread.join('\n')));
  const paths = all.filter(isMissing).map(({ path }) => plainPath(path));
  const absent = paths.filter((path) => !misspelt.has(path.join('\n')));
  return [...there, ...missing(absent, schema)];
}

/** Fields that are missing side by side are said in one go; groups and lists with an example to paste. */
function missing(paths: ReadonlyArray<Refused['path']>, schema: z.ZodType): Issue[] {
  const groups = groupBy(paths, (path) => JSON.stringify(path.slice(0, -1)));
  return [...groups.values()].map((beside) => {
    const [path = []] = beside;
    const keys = beside.map((one) => String(one.at(-1)));
    const field: Refused = { path, name: keys[0] ?? 'the file', found: undefined };
    const names = new Intl.ListFormat('en-GB').format(keys.map((key) => `"${key}"`));
    const message = `${names} ${keys.length === 1 ? 'is' : 'are'} missing`;
    if (keys.length === 1 && !isCollection(schema, path))
      return problem(field, 'yaml/missing-key', message, `add "${keys[0]}: …"`);
    const example = exampleOf(schema, path.slice(0, -1), keys);
    return problem(field, 'yaml/missing-key', message, `add, with your own words:\n${example}`);
  });
}

/** If a field takes "text, or a list", a list with something wrong in it is reported by the problems inside it. */
export function flatten(issues: readonly ZodIssue[], plain: unknown): ZodIssue[] {
  return issues.flatMap((issue) => {
    if (issue.code !== 'invalid_union' || typeof valueAt(plain, issue.path) !== 'object') return [issue];
    const inside = issue.errors.find((errors) => errors.some(({ path }) => path.length > 0));
    return inside?.map((one) => ({ ...one, path: [...issue.path, ...one.path] }) as ZodIssue) ?? [issue];
  });
}
