import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { readPackage } from '../../src/ooxml/package.ts';
import { documentOf, p } from '../word/documents.ts';
import { listedIn, messagesOf, type Outcome, outcomeOf, summaryOf } from './looped.ts';

/** What `npm run public-files` does with each file, without the network and the validator. */

test('the list has 200 files, each once, with the address of one version', () => {
  const list = listedIn(readFileSync(join(import.meta.dirname, 'files.txt'), 'utf8'));
  expect(list).toHaveLength(200);
  expect(new Set(list.map(({ hash }) => hash)).size).toBe(200);
  const form = /^https:\/\/raw\.githubusercontent\.com\/[\w.-]+\/[\w.-]+\/[0-9a-f]{40}\/\S+\.docx$/;
  expect(list.filter(({ address }) => !form.test(address))).toEqual([]);
});

test('a file is filled with its body twice, and only what the validator says anew counts', async () => {
  const file = await documentOf(p('One') + p('Two'));
  const said = async (bytes: Uint8Array) => {
    const text = (await readPackage(bytes)).get('word/document.xml')?.text ?? '';
    return [`the body says ${text.match(/One|Two/g)?.join(' ')}`];
  };
  expect(await outcomeOf(file, said)).toEqual({
    what: 'new messages',
    why: ['the body says One Two One Two'],
  });
  expect(await outcomeOf(file, async () => ['as before'])).toEqual({ what: 'passed', why: [] });
});

test('messages are the same whatever the names and numbers in them', () => {
  const one = (description: string) =>
    messagesOf({ errors: [{ errorType: 'Schema', id: 'Sch', description }] });
  expect(one("The attribute 'w:id' has the value 12.")).toEqual(one("The attribute 'id' has the value 7."));
  expect(messagesOf({ errors: [] })).toEqual([]);
});

test('a file that the engine refuses is refused, with the reason', async () => {
  const { what, why } = await outcomeOf(await documentOf(p('{{name}}')), async () => []);
  expect(what).toBe('refused');
  expect(why[0]).toContain('no such value "name"');
});

const passed: Outcome = { what: 'passed', why: [] };
test.each<[Outcome[], string, boolean]>([
  [[passed, passed], '2 of 2 files passed', true],
  [[passed, { what: 'not there', why: ['no network'] }], '1 of 2 files passed, 1 not there', false],
  [
    [
      { what: 'new messages', why: ['x'] },
      { what: 'refused', why: ['y'] },
    ],
    '0 of 2 files passed, 1 new messages, 1 refused',
    false,
  ],
  [[], '0 of 0 files passed', false],
])('%j: %s', (outcomes, line, isPassed) => {
  expect(summaryOf(outcomes)).toEqual({ line, isPassed });
});
