import { expect, test } from '@jest/globals';
import { safeName } from '../../src/files/safe-name.ts';

test.each([
  ["Zoë Brontë's update", 'zoe-bronte-s-update'],
  ['Head of Finance (Schools)', 'head-of-finance-schools'],
  ['  …  ', 'owner'],
  ['CON', 'con-owner'],
  ['x'.repeat(200), 'x'.repeat(60)],
])('%s becomes %s', (text, name) => {
  expect(safeName(text, 'owner')).toBe(name);
});
