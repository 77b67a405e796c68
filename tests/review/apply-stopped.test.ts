import '../files/faults.ts';

import { expect, test } from '@jest/globals';
import { cameIn, endsOf, expectEnds, expectWhole, stopAt } from './apply-stopped.ts';
import { drafted } from './drafted.ts';

const copy = drafted();

test('--apply that was stopped at a file leaves whole files, and the same command ends it', async () => {
  const ends = await endsOf(copy());
  for (const number of [1, 4, 7]) {
    const project = copy();
    const args = ['review', await cameIn(project), '--apply'];
    expect(await stopAt(project, args, number)).toBe(true);
    await expectWhole(project, ends, { number });
    await expectEnds(project, { args, ends }, { number });
  }
});
