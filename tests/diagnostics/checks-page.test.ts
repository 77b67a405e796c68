import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { notReviewed } from '../../src/app/unreviewed.ts';
import { codes as ofChecks } from '../../src/checks/codes.ts';
import { formatDiagnostic } from '../../src/diagnostics/format.ts';
import { codes as ofInputs } from '../../src/inputs/codes.ts';
import { codes as ofReview } from '../../src/review/codes.ts';
import { codes as ofWord } from '../../src/word/codes.ts';
import { notKept } from '../review/forms/not-kept.ts';
import {
  forbiddenValue,
  locked,
  lostReference,
  tooLarge,
  tooMany,
  tooWide,
  unevenColumns,
  unfinished,
  unprinted,
  wordCases,
} from './word-cases.ts';

/** docs/checks.md explains every code that the program gives, and no other. */

const root = join(import.meta.dirname, '..', '..');
const page = readFileSync(join(root, 'docs', 'checks.md'), 'utf8').replaceAll('\r\n', '\n');
const known = Object.keys({ ...ofInputs, ...ofChecks, ...ofReview, ...ofWord });

const textsIn = (folder: string, wanted: RegExp) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => wanted.test(name.replaceAll('\\', '/')))
    .map((name) => readFileSync(join(root, folder, name), 'utf8'));

const source = textsIn('src', /^(?!\w+\/codes).*\.ts$/).join('\n');
const outputs = textsIn('tests/fixtures', /\.out$/).join('\n');
const tests = textsIn('tests', /(?<!checks-page\.test)\.ts$/).join('\n');
const returned = { path: 'draft.docx', count: 3, comments: 1, authors: ['Ann Smith', 'Bob Jones'] };
const folders = { startedAs: 'triannual', inputs: 'inputs', output: 'output', templates: 'templates' };
const messages = [
  outputs,
  formatDiagnostic(notReviewed(returned, folders)),
  ...wordCases.flatMap((one) => one.messages),
  tooLarge,
  tooMany,
  forbiddenValue,
  unfinished,
  locked,
  unprinted,
  unevenColumns,
  lostReference,
  tooWide,
  `error: ${notKept} [review/form]`,
].join('\n');

/** The page cut at its headings: a section for each code. */
const sections = page
  .split(/^## /m)
  .slice(1)
  .map((text) => ({ code: text.slice(0, text.indexOf('\n')), text }));

const inOrder = sections.map(({ code }) => code);

test('the page has a section for each code', () => {
  expect([...inOrder].sort()).toEqual([...known].sort());
});

test('the index of the page leads to each section', () => {
  const links = [...page.matchAll(/\[([a-z]+\/[a-z-]+)\]\(#([a-z-]+)\)/g)];
  expect(links.map(([, code]) => code)).toEqual(inOrder);
  expect(links.map(([, , anchor]) => anchor)).toEqual(inOrder.map((code) => code.replace('/', '')));
});

test('the program gives no other codes', () => {
  const given = [...source.matchAll(/\b(?:error|warning)\(\s*'([a-z]+\/[a-z-]+)'/g)].map(([, code]) => code);
  expect(given.length).toBeGreaterThan(50);
  expect(given.filter((code) => !known.includes(code as string))).toEqual([]);
});

test.each(known)('%s is given by the program', (code) => {
  expect(source).toContain(`'${code}'`);
});

test.each(known)('%s stands in the output of a case, or in another test', (code) => {
  expect(outputs.includes(`[${code}]`) || tests.includes(code)).toBe(true);
});

describe.each(sections)('the section on $code', ({ code, text }) => {
  test('says why it is checked and how to mend it', () => {
    expect(text).toContain('\n**Why:** ');
    expect(text).toContain('\n**To mend it:** ');
  });

  const examples = [...text.matchAll(/^```text\n(.*)$/gm)].map(([, first]) => first as string);

  test('quotes a message that the program gives, word for word', () => {
    expect(examples).toHaveLength(1);
    for (const example of examples) {
      const message = /: ((?:error|warning): .* \[(.*)\])$/.exec(example);
      expect(message?.[2]).toBe(code);
      expect(messages).toContain(message?.[1]);
    }
  });
});
