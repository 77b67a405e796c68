import './faults.ts';

import { survives } from './writes.ts';

survives([
  ['EIO', 'once'],
  ['ENOSPC', 'once'],
  ['EPERM', 'once'],
  ['EBUSY', 'once'],
  ['ENOSPC', 'on'],
  ['EIO', 'late'],
]);
