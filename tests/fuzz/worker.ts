import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { diceOf } from './dice.ts';
import { kinds } from './kinds.ts';

/** Tries one input after the other in its working folder, and says of each what was wrong. The parent ends it. */

process.on('message', async ({ kind, seed }: { kind: string; seed: number }) => {
  await rm(join(process.cwd(), 'made'), { recursive: true, force: true });
  let wrong: string | undefined;
  try {
    wrong = await kinds[kind]?.kind(diceOf(seed), process.cwd());
  } catch (cause) {
    wrong = `thrown: ${(cause as Error).stack ?? String(cause)}`;
  }
  process.send?.({ wrong });
});
process.send?.({ ready: true });
