import { test } from '@jest/globals';

const { copyOf, programme } = await import('./signed-programme.ts');
const { tellsForged } = await import('./forged-bundle.ts');

programme('sent');

test('each file of an evidence bundle that is changed or gone is named', async () => {
  await copyOf('sent');
  await tellsForged(() => true);
});
