import {
  type Document,
  isScalar,
  LineCounter,
  parseDocument,
  type Scalar,
  visit,
  type YAMLError,
} from 'yaml';
import type * as z from 'zod';
import { forbiddenCharacter, replaceForbidden } from '../diagnostics/characters.ts';
import { error, type Finding } from '../diagnostics/diagnostic.ts';
import { findIssues, prune } from './schema-issues.ts';
import type { YamlSource } from './sources.ts';
import { decodeYaml } from './yaml-text.ts';

/** What a YAML file holds, as far as it can be used, and what is wrong with it. */
export interface YamlRead<T> {
  value: T | undefined;
  findings: Finding[];
  source: YamlSource | undefined;
}

/**
 * Reads a YAML file under a schema. Every problem is reported in one go, each with its place; a field that is wrong falls
 * away, so that one slip does not lose the file.
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
    // Without this, a key like `{{name}}: x` makes Node print a warning of its own.
    logLevel: 'error',
  });
  const source: YamlSource = { text, document, lines };
  // One slip in YAML makes the reader stumble over what follows: only the first is worth saying.
  const [slip] = document.errors;
  if (slip) return { value: undefined, findings: [syntaxFinding(file, slip, source)], source };
  const found = [...aliases(file, document), ...duplicateKeys(file, document), ...cutText(file, source)];
  if (found.some(({ code }) => code === 'yaml/alias')) return { value: undefined, findings: found, source };
  const plain = document.toJS({ maxAliasCount: 0 }) as unknown;
  if (plain === null) {
    const help = 'fill it in as the sample file shows, or remove it';
    return {
      value: undefined,
      findings: [...found, error('yaml/missing-key', { file }, 'the file is empty', help)],
      source,
    };
  }
  const { value: clean, findings: characters } = withoutForbidden(withoutBlanks(plain), file);
  found.push(...characters);
  const { value, issues } = parseUnder(schema, clean, document);
  return {
    value,
    findings: [...found, ...issues.map((issue) => ({ ...issue, where: { file, ...issue.where } }))],
    source,
  };
}

/** Parses; where that fails, reports, leaves out what is wrong, and parses what is left. */
function parseUnder<Schema extends z.ZodType>(schema: Schema, plain: unknown, document: Document) {
  const first = schema.safeParse(plain);
  if (first.success) return { value: first.data as z.infer<Schema>, issues: [] };
  const issues = findIssues(first.error.issues, plain, schema, document);
  const second = schema.safeParse(prune(plain, first.error.issues));
  return { value: second.success ? (second.data as z.infer<Schema>) : undefined, issues };
}

/** An empty field (`reason:` with nothing after it) is a field that is not filled in. */
function withoutBlanks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutBlanks);
  if (typeof value !== 'object' || value === null) return value;
  const filled = Object.entries(value).filter(([, inside]) => inside !== null);
  return Object.fromEntries(filled.map(([key, inside]) => [key, withoutBlanks(inside)]));
}

/** Reports characters that a Word file cannot hold, and leaves a visible mark in their place. */
function withoutForbidden(
  value: unknown,
  file: string,
  path: Array<string | number> = [],
): { value: unknown; findings: Finding[] } {
  if (typeof value === 'string') {
    const bad = forbiddenCharacter(value);
    if (!bad) return { value, findings: [] };
    const code = `U+${bad.code.toString(16).toUpperCase().padStart(4, '0')}`;
    const before = value.slice(Math.max(0, bad.index - 20), bad.index).trim();
    const message = `this text holds a character that a Word file cannot (${code}, ${before ? `after "${before}"` : 'at its beginning'})`;
    const finding = error(
      'text/character',
      { file, path },
      message,
      'delete the character and type the text again',
    );
    return { value: replaceForbidden(value), findings: [finding] };
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

/** What people type and YAML takes for something else, in the order in which they are looked for. */
const traps: Array<{ when: RegExp; message: string; help: string }> = [
  {
    when: /^\s*\t/,
    message: 'a tab stands at the beginning of this line',
    help: 'indent with spaces: YAML takes no tabs',
  },
  {
    when: /^\s*(- )?[^\s"'#][^:"']*: [^"'|>].*: /,
    message: 'a colon with a space after it stands inside this text',
    help: 'put the text in quotes, or after "|" on the next line',
  },
  {
    when: /:\s+[@`%]/,
    message: 'this text begins with a character that YAML keeps for itself',
    help: 'put the text in quotes',
  },
  {
    when: /:\s+["'].*["'].+$/,
    message: 'text follows the closing quotation mark',
    help: 'put the whole text in one pair of quotes, or after "|" on the next line',
  },
  {
    when: /:\s+[[{&*!]/,
    message: 'this text begins with a character that YAML keeps for itself',
    help: 'put the text in quotes',
  },
  {
    when: /^\s*[A-Za-z_]+:\S/,
    message: 'there is no space after the colon',
    help: 'write a space after the colon',
  },
];

function syntaxFinding(file: string, problem: YAMLError, source: YamlSource): Finding {
  const [from] = problem.pos;
  const { line } = source.lines.linePos(from);
  const text = source.text.split('\n')[line - 1] ?? '';
  const trap = traps.find(({ when }) => when.test(text));
  const said =
    problem.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? 'it cannot be read';
  const message = trap?.message ?? `this is not YAML: ${said.slice(0, 1).toLowerCase()}${said.slice(1)}`;
  const help =
    trap?.help ?? 'compare this line and the one before it with the sample file: indentation, colons, quotes';
  return {
    severity: 'error',
    code: 'yaml/syntax',
    message,
    help,
    where: { file, offset: [from, problem.pos[1]] },
  };
}

function aliases(file: string, document: Document): Finding[] {
  const findings: Finding[] = [];
  const say = (offset: readonly number[] | null | undefined) =>
    findings.push({
      ...error(
        'yaml/alias',
        { file },
        'this text begins with a sign that YAML uses for references ("&" or "*")',
      ),
      help: 'put the text in quotes',
      where: { file, offset: [offset?.[0] ?? 0, offset?.[1] ?? 0] },
    });
  visit(document, {
    Alias: (_, node) => void say(node.range),
    Node: (_, node) => void ('anchor' in node && node.anchor && say(node.range)),
  });
  return findings.slice(0, 5);
}

function duplicateKeys(file: string, document: Document): Finding[] {
  const findings: Finding[] = [];
  visit(document, {
    Map(_, map) {
      const seen = new Map<string, Scalar>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        const first = seen.get(name);
        if (first)
          findings.push({
            ...error('yaml/duplicate-key', { file }, `"${name}" stands here a second time`),
            help: 'keep one of the two',
            where: { file, offset: [key.range?.[0] ?? 0, key.range?.[1] ?? 0] },
            note: {
              message: 'the first is here',
              where: { file, offset: [first.range?.[0] ?? 0, first.range?.[1] ?? 0] },
            },
          });
        else seen.set(name, key);
      }
    },
  });
  return findings;
}

/**
 * `see risk #3` ends at the `#`: YAML takes the rest for a comment. A comment that people mean has a space after its sign,
 * which is how the two are told apart.
 */
function cutText(file: string, { text, document }: YamlSource): Finding[] {
  const findings: Finding[] = [];
  visit(document, {
    Pair(_, { value }) {
      if (!isScalar(value) || value.type !== 'PLAIN' || !value.comment || /^[\s#]/.test(value.comment))
        return;
      const at = text.indexOf('#', value.range?.[1]);
      const message = `the text ends before "#${value.comment.slice(0, 30)}": YAML takes what follows " #" for a comment`;
      findings.push({
        ...error('yaml/comment-cut', { file }, message),
        help: 'put the text in quotes, or after "|" on the next line',
        where: { file, offset: [at, at + 1 + value.comment.length] },
      });
    },
  });
  return findings;
}
