import { programme } from './signed-programme.ts';
import { stoppedAnywhere } from './stopped.ts';

programme('signed');

// At each file that they write; `submit`, and each call, is in stopped.long.test.ts.
stoppedAnywhere(['sign', 'record'], [['EIO', 'on']], false);
