import { join } from 'node:path';
import { expect } from '@jest/globals';
import { listReview } from '../../../src/review/list-review.ts';
import { diceOf } from '../../fuzz/dice.ts';
import { breakPackage } from '../../fuzz/packages.ts';
import { chosen, edited, typed } from './word-forms.ts';

/** Forms that are broken at random. */

/** What a fault of the program would say. */
export const unlikeWords = /\bat .*\.ts|undefined|\bnull\b|NaN|Error\b|\[object/;

/** The body, the styles and lists, the property that says which form it is, and who saved it. */
const wanted = /^(word\/(document|styles|numbering)|docProps\/)/;

export const reviewIn = (folder: string, bytes: Uint8Array) =>
  listReview([{ path: 'form.docx', bytes }], {
    inputs: join(folder, 'inputs'),
    output: join(folder, 'output'),
  });

/** Each is read or refused in words, and whatever is taken goes into the files of its owner. */
export async function readBroken(folder: string, sent: Uint8Array, count: number): Promise<void> {
  const came = await edited(sent, chosen('rating', 'Red'), typed('progress', 'It goes on.'));
  for (let seed = 0; seed < count; seed++) {
    const { edits, diagnostics } = await reviewIn(folder, await breakPackage(diceOf(seed), came, wanted));
    for (const { message } of diagnostics) expect(message).not.toMatch(unlikeWords);
    for (const { field } of edits)
      expect(field.file).toMatch(/^rounds\/2023-12\/(conditions\/5-|report\.yaml)/);
  }
}
