import '../files/faults.ts';

import { takesAllOrNothing } from './apply-faults.ts';

takesAllOrNothing(
  [
    ['EIO', 'once'],
    ['ENOSPC', 'on'],
    ['EIO', 'late'],
  ],
  2,
);
