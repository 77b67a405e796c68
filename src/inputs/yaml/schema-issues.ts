import { type Document, isMap, isScalar } from 'yaml';
import type * as z from 'zod';
import type { Severity } from '../../diagnostics/diagnostic.ts';
import { didYouMean } from '../../diagnostics/nearest.ts';
import type { Code } from '../codes.ts';

/** The issues of a schema in our words: what was found, what is allowed, what to do. */
export interface Issue {
  severity: Severity;
  code: Code;
  message: string;
  where: { path: Array<string | number>; key?: boolean };
  help: string;
}

type ZodIssue = z.core.$ZodIssue;

const plainPath = (path: readonly PropertyKey[]) =>
  path.filter((part): part is string | number => typeof part !== 'symbol');

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], value);
}

/** Keys of the part of the schema that a path leads to. */
function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let at: unknown = schema;
  const definition = (of: unknown) => (of as { def?: Record<string, unknown> } | undefined)?.def;
  const unwrap = () => {
    while (definition(at)?.innerType) at = definition(at)?.innerType;
    // Of "one text, or a list", the list is what a path goes into.
    const choices = definition(at)?.options as unknown[] | undefined;
    if (choices) at = choices.at(-1);
  };
  for (const part of path) {
    unwrap();
    const { shape, element, valueType } = (definition(at) ?? {}) as Record<string, unknown>;
    at = (shape as Record<PropertyKey, unknown> | undefined)?.[part] ?? element ?? valueType;
  }
  unwrap();
  return Object.keys((definition(at)?.shape as object | undefined) ?? {});
}

/** As much of a text as a message needs. */
const short = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

const words = (list: readonly unknown[]) => list.map((item) => String(item)).join(', ');

function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a group of fields';
  return `"${short(String(value))}"`;
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

function toIssue(issue: ZodIssue, plain: unknown, schema: z.ZodType, document: Document): Issue[] {
  const path = plainPath(issue.path);
  const name = String(path.findLast((part) => typeof part === 'string') ?? 'the file');
  const found = valueAt(plain, path);
  const make = (code: Code, message: string, help: string, where: Issue['where'] = { path }): Issue[] => [
    { severity: 'error', code, message, where, help },
  ];
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, path);
    return issue.keys.flatMap((key) =>
      make(
        'yaml/unknown-key',
        `there is no field "${short(key)}" here${didYouMean(key, known)}`,
        `the fields here are: ${known.join(', ')}`,
        {
          path: [...path, key],
          key: true,
        },
      ),
    );
  }
  if (found === undefined && issue.code !== 'custom')
    return make('yaml/missing-key', `"${name}" is missing`, `add "${name}: …"`);
  if (issue.code === 'invalid_value') {
    const text = String(found);
    const message = `${name} cannot be ${describe(found)}${didYouMean(text, issue.values.map(String))}`;
    return make('yaml/value', message, `write one of: ${words(issue.values)}`);
  }
  // A field that says itself what belongs there, a date for one, is no mere text.
  const says = issue.code === 'invalid_type' && !issue.message.startsWith('Invalid input');
  if (issue.code === 'invalid_type' && !says) {
    const expected = expectedWords[issue.expected] ?? issue.expected;
    const isPlainScalar = expected === 'text' && (typeof found === 'number' || typeof found === 'boolean');
    const typed = () => short(sourceAt(document, path) ?? String(found));
    const isQuotedNumber = expected.endsWith('number') && typeof found === 'string' && found.trim() !== '';
    const help = isPlainScalar
      ? `put it in quotes: ${name}: "${typed()}"`
      : isQuotedNumber && !Number.isNaN(Number(found))
        ? `write it without quotation marks: ${name}: ${found}`
        : `write ${expected} here`;
    return make('yaml/value', `${name} should be ${expected}, and is ${describe(found)}`, help);
  }
  if (says || issue.code === 'invalid_format' || issue.code === 'custom') {
    const wanted = issue.message;
    if (/a date that exists/.test(wanted))
      return make(
        'date/not-a-date',
        `${name}: there is no day ${describe(found)}`,
        'write a day that the calendar has',
      );
    return make(
      'yaml/value',
      `${name} should be ${wanted.split(', for example')[0]}, and is ${describe(found)}`,
      typeof found === 'string' && /^[\u201C\u201D\u2018\u2019]/.test(found)
        ? 'take the curly quotation marks away: YAML takes them for a part of the text'
        : `write ${wanted}`,
    );
  }
  if (issue.code === 'invalid_union')
    return make(
      'yaml/value',
      `${name} should be text or a list, and is ${describe(found)}`,
      'write text or a list here',
    );
  if (issue.code === 'too_small' || issue.code === 'too_big') {
    const bound = issue.code === 'too_small' ? `at least ${issue.minimum}` : `at most ${issue.maximum}`;
    if (issue.origin === 'string')
      return make(
        'yaml/value',
        `${name} is empty`,
        `write ${issue.message.startsWith('Too') ? 'text' : issue.message} here`,
      );
    if (Array.isArray(found)) {
      const entries = found.length === 1 ? 'one entry' : `${found.length || 'no'} entries`;
      const help = issue.message.startsWith('Too') ? `give ${bound}` : issue.message;
      return make('yaml/value', `${name} has ${entries}, and should have ${bound}`, help);
    }
    return make('yaml/value', `${name} is ${describe(found)}, and should be ${bound}`, `write ${bound}`);
  }
  return make(
    'yaml/value',
    `${name} is ${describe(found)}, which is not allowed here`,
    'compare it with the sample file',
  );
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
  return flatten(issues, plain).flatMap((issue) => toIssue(issue, plain, schema, document));
}

/** If a field takes "text, or a list", a list with something wrong in it is reported by the problems inside it. */
function flatten(issues: readonly ZodIssue[], plain: unknown): ZodIssue[] {
  return issues.flatMap((issue) => {
    if (issue.code !== 'invalid_union' || typeof valueAt(plain, issue.path) !== 'object') return [issue];
    const inside = issue.errors.find((errors) => errors.some(({ path }) => path.length > 0));
    return inside?.map((one) => ({ ...one, path: [...issue.path, ...one.path] }) as ZodIssue) ?? [issue];
  });
}

/**
 * The value without what the issues point at. In a list the whole item goes, so that what is left makes sense; of a schema
 * marked `whole`, on whose every part other files rest, the whole list or group goes.
 */
export function prune(value: unknown, issues: readonly ZodIssue[], schema: z.ZodType): unknown {
  const isWhole = schema.meta()?.whole === true;
  const copy = structuredClone(value);
  const remove: Array<{ holder: unknown; key: PropertyKey }> = [];
  for (const issue of flatten(issues, value)) {
    const paths =
      issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    for (const path of paths) {
      const inList = path.findIndex((part) => typeof part === 'number');
      const isKey = issue.code === 'unrecognized_keys';
      const cut = isKey ? path : isWhole ? path.slice(0, 1) : inList >= 0 ? path.slice(0, inList + 1) : path;
      const key = cut.at(-1);
      if (key !== undefined) remove.push({ holder: valueAt(copy, cut.slice(0, -1)), key });
    }
  }
  for (const { holder, key } of remove) {
    if (Array.isArray(holder)) holder[Number(key)] = undefined;
    else if (typeof holder === 'object' && holder !== null)
      delete (holder as Record<PropertyKey, unknown>)[key];
  }
  return withoutHoles(copy);
}

function withoutHoles(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => item !== undefined).map(withoutHoles);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, withoutHoles(inside)]));
}
