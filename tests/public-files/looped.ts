import { readPackage, writePackage } from '../../src/ooxml/package.ts';
import { Part } from '../../src/ooxml/part.ts';
import { relationshipsOf } from '../../src/ooxml/relationships.ts';
import { compileTemplate } from '../../src/word/index.ts';

/** A Word file in a loop of two turns, filled, and what a validator says of it that it did not say of the file itself. */

export interface Listed {
  hash: string;
  address: string;
}

/** A list of files: a hash and an address to a line; # begins a comment. */
export const listedIn = (text: string): Listed[] =>
  [...text.matchAll(/^([0-9a-f]{64}) {2}(\S+)$/gm)].map(([, hash = '', address = '']) => ({ hash, address }));

export interface Outcome {
  what: 'passed' | 'new messages' | 'refused' | 'not there';
  why: string[];
}

/** What a validator says of a file. */
export type Validate = (bytes: Uint8Array) => Promise<string[]>;

interface Found {
  errors?: ReadonlyArray<{
    description?: string | null;
    errorType?: string | null;
    id?: string | null;
  }>;
}

/** The messages of the validator, without what differs from one file to another: numbers, names and texts in quotes. */
export const messagesOf = ({ errors = [] }: Found): string[] =>
  errors.map(({ id, errorType, description }) =>
    `${errorType ?? ''} ${id ?? ''}: ${description ?? ''}`.replace(/'[^']*'|"[^"]*"|\d+/g, '…'),
  );

const turns = { turns: [{}, {}] };

export async function outcomeOf(file: Uint8Array, validate: Validate): Promise<Outcome> {
  const { template, findings } = await compileTemplate(await looped(file), { shape: { turns: [{}] } });
  const filled = template && (await template.fill(turns));
  if (!filled?.bytes) {
    const all = [...findings, ...(filled?.findings ?? [])];
    const errors = all.filter(({ severity }) => severity === 'error');
    return { what: 'refused', why: errors.map(({ code, message }) => `${message} [${code}]`) };
  }
  const before = new Set(await validate(file));
  const fresh = [...new Set(await validate(filled.bytes))].filter((message) => !before.has(message));
  return fresh.length > 0 ? { what: 'new messages', why: fresh } : { what: 'passed', why: [] };
}

const tag = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;

/** The file with all of its body in a loop, but for the last section's properties, which are of the whole document. */
async function looped(file: Uint8Array): Promise<Uint8Array> {
  const parts = await readPackage(file);
  const main = relationshipsOf(parts, '').find(({ type }) => type.endsWith('/officeDocument'))?.target ?? '';
  const text = parts.get(main)?.text ?? '';
  const start = /<w:body\b[^>]*>/.exec(text);
  const end = /(?:<w:sectPr\b(?:(?!<w:sectPr\b)[\s\S])*?)?<\/w:body>/.exec(text)?.index ?? -1;
  if (!start || end < 0) return file;
  const from = start.index + start[0].length;
  const body = tag('{{#each turns}}') + text.slice(from, end) + tag('{{/each}}');
  parts.set(main, new Part(text.slice(0, from) + body + text.slice(end)));
  return writePackage(parts);
}

/** How many files there are of each outcome. What could not be looked at has not passed, and nothing is no success. */
export function summaryOf(outcomes: readonly Outcome[]): { line: string; isPassed: boolean } {
  const count = (what: Outcome['what']) => outcomes.filter((one) => one.what === what).length;
  const passed = count('passed');
  const others = (['new messages', 'refused', 'not there'] as const)
    .filter((what) => count(what) > 0)
    .map((what) => `, ${count(what)} ${what}`);
  const line = `${passed} of ${outcomes.length} files passed${others.join('')}`;
  return { line, isPassed: passed > 0 && passed === outcomes.length };
}
