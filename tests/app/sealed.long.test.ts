import { test } from '@jest/globals';
import { tellsForged } from './forged-bundle.ts';
import { copyOf, programme } from './signed-programme.ts';

programme('sent');

test('each file of an evidence bundle that is changed or gone is named', async () => {
  await copyOf('sent');
  await tellsForged(() => true);
});
