import '../files/faults.ts';

import { expect, test } from '@jest/globals';
import { diceOf } from '../fuzz/dice.ts';
import { cameIn, endsOf, expectEnds, expectWhole, killAfter, stopAt } from './apply-stopped.ts';
import { drafted } from './drafted.ts';

const copy = drafted();

/** A project in which a file has come back, or has been taken already. */
async function projectFor(verb: '--apply' | '--undo') {
  const project = copy();
  const came = await cameIn(project);
  if (verb === '--undo') expect((await project.run('review', came, '--apply')).status).toBe(0);
  return { project, args: verb === '--apply' ? ['review', came, '--apply'] : ['review', '--undo'] };
}

test.each(['--apply', '--undo'] as const)(
  '%s that was stopped at any file leaves whole files, and the same command ends it',
  async (verb) => {
    const wanted = await endsOf(copy());
    let number = 1;
    for (let isReached = true; isReached; number++) {
      const { project, args } = await projectFor(verb);
      isReached = await stopAt(project, args, number);
      await expectWhole(project, wanted, { verb, number });
      await expectEnds(project, { args, ends: wanted }, { verb, number });
    }
    expect(number).toBeGreaterThan(4);
  },
);

test.each(['--apply', '--undo'] as const)('%s that is killed at any moment does too', async (verb) => {
  const wanted = await endsOf(copy());
  const dice = diceOf(verb.length + verb.charCodeAt(2));
  const whole = await projectFor(verb);
  const takes = (await killAfter(whole.project, whole.args, 60_000)) ?? 1000;
  let killed = 0;
  for (let i = 0; i < 14; i++) {
    const { project, args } = await projectFor(verb);
    // What is written is written in the last part of its time.
    const delay = takes * (0.3 + dice(800) / 1000);
    if ((await killAfter(project, args, delay)) === undefined) killed += 1;
    const said = { verb, i, delay: Math.round(delay) };
    await expectWhole(project, wanted, said);
    await expectEnds(project, { args, ends: wanted }, said);
  }
  expect(killed).toBeGreaterThan(3);
});
