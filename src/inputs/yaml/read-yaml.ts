import { type Document, LineCounter, parseDocument } from 'yaml';
import type * as z from 'zod';
import {
  type FoundCharacter,
  forbiddenCharacter,
  nameIn,
  replaceForbidden,
  turningCharacter,
} from '../../diagnostics/characters.ts';
import { error, type Finding, warning } from '../../diagnostics/diagnostic.ts';
import { decodeYaml } from './decode-yaml.ts';
import { pathAsTyped, type YamlSource } from './locate.ts';
import { cutText, foldedText } from './lost-text.ts';
import { prune } from './prune.ts';
import { asTyped, findIssues } from './schema-issues.ts';
import { instructions, keyMistakes, syntaxFinding } from './syntax-mistakes.ts';

/** What could be used of a YAML file, and what is wrong with it. */
export interface YamlRead<T> {
  value: T | undefined;
  findings: Finding[];
  source: YamlSource | undefined;
}

/**
 * Reads a YAML file under a schema. Every problem is reported in one go, each with its place; a field that is wrong falls
 * away, so that one mistake does not lose the file.
 */
export function readYaml<Schema extends z.ZodType>(
  file: string,
  bytes: Uint8Array,
  schema: Schema,
): YamlRead<z.infer<Schema>> {
  const { text, findings } = decodeYaml(file, bytes);
  if (text === undefined) return { value: undefined, findings, source: undefined };
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    uniqueKeys: false,
    // Its errors with a frame take as long as the line that they frame, each.
    prettyErrors: false,
    // Without this, a key like `{{name}}: x` makes Node print a warning of its own.
    logLevel: 'error',
  });
  const source: YamlSource = { text, document, lines };
  const unread = (why: Finding[]) => ({ value: undefined, findings: why, source });
  // One mistake in YAML makes the reader stumble over what follows: only the first is worth saying.
  const [first] = document.errors;
  if (first) return unread([syntaxFinding(file, first, source)]);
  const signs = /[&*!]|^%/m.test(text) ? instructions(file, source) : [];
  if (signs.length > 0) return unread(signs.slice(0, 5));
  const found = [...keyMistakes(file, document), ...cutText(file, source), ...foldedText(file, source)];
  const plain = document.toJS({ maxAliasCount: 0 }) as unknown;
  if (plain === null) {
    const help = 'fill it in as the sample file shows, or remove it';
    return unread([...found, error('yaml/missing-key', { file }, 'the file is empty', help)]);
  }
  const { value: clean, findings: characters } = withoutForbidden(withoutBlanks(plain), file);
  found.push(...characters);
  const { value, issues, gone } = parseUnder(schema, clean, document);
  const all = [...found, ...issues.map((issue) => ({ ...issue, where: { file, ...issue.where } }))];
  if (gone.length === 0) return { value, findings: all, source };
  const asTyped = all.map((one) => ({ ...one, where: { ...one.where, isAsTyped: true } }));
  return { value, findings: asTyped, source: { ...source, gone } };
}

/** Parses; where that fails, reports, leaves out what is wrong, and parses what is left. */
function parseUnder<Schema extends z.ZodType>(schema: Schema, plain: unknown, document: Document) {
  const first = schema.safeParse(plain);
  if (first.success) return { value: first.data as z.infer<Schema>, issues: [], gone: [] };
  const refused = first.error.issues.map((issue) => asTyped(issue, plain));
  const issues = findIssues(refused, plain, schema, document);
  // What is compared with each other is compared once each is right, and a list may be too short without its wrong items: what
  // is then wrong falls away too, and is reported next time.
  let { rest, gone } = prune(plain, refused, schema);
  let last = schema.safeParse(rest);
  for (let again = 0; again < 2 && last.error; again++) {
    const next = prune(rest, last.error.issues, schema);
    gone = [...gone, ...next.gone.map((path) => pathAsTyped(path, gone))];
    rest = next.rest;
    last = schema.safeParse(rest);
  }
  return { value: last.success ? (last.data as z.infer<Schema>) : undefined, issues, gone };
}

/** An empty field (`reason:` with nothing after it) is a field that is not filled in. `__proto__` has been reported. */
function withoutBlanks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutBlanks);
  if (typeof value !== 'object' || value === null) return value;
  const filled = Object.entries(value).filter(([key, inside]) => inside !== null && key !== '__proto__');
  return Object.fromEntries(filled.map(([key, inside]) => [key, withoutBlanks(inside)]));
}

/** Reports characters that a Word file cannot hold, and leaves a visible mark in their place. */
function withoutForbidden(
  value: unknown,
  file: string,
  path: Array<string | number> = [],
): { value: unknown; findings: Finding[] } {
  if (typeof value === 'string') {
    const at = (index: number) => ({ file, path, words: value[index] as string });
    const turning = turningCharacter(value);
    const findings = turning === undefined ? [] : [turns(at(turning.index), value, turning)];
    const bad = forbiddenCharacter(value);
    if (!bad) return { value, findings };
    const message = `this text holds a character that a Word file cannot hold (${nameIn(value, bad)})`;
    const help = 'delete the character and type the text again';
    return {
      value: replaceForbidden(value),
      findings: [...findings, error('text/character', at(bad.index), message, help)],
    };
  }
  if (typeof value !== 'object' || value === null) return { value, findings: [] };
  const findings: Finding[] = [];
  const entries = Object.entries(value).map(([key, inside]) => {
    const cleaned = withoutForbidden(inside, file, [...path, Array.isArray(value) ? Number(key) : key]);
    findings.push(...cleaned.findings);
    return [key, cleaned.value] as const;
  });
  return {
    value: Array.isArray(value) ? entries.map(([, inside]) => inside) : Object.fromEntries(entries),
    findings,
  };
}

/** Such a character is printed as it was typed: a name in Arabic or Hebrew may need it. */
function turns(where: Finding['where'], text: string, found: FoundCharacter): Finding {
  const message = `this text holds an invisible character that turns the direction of writing (${nameIn(text, found)})`;
  const help = 'delete it, unless it belongs to words that are written from right to left';
  return warning('text/character', where, message, help);
}
