import '../files/faults.ts';

import { takesAllOrNothing } from './apply-faults.ts';

takesAllOrNothing([['ENOSPC', 'once']], 9);
