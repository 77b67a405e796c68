import { programme } from './signed-programme.ts';
import { stoppedAnywhere } from './stopped.ts';

programme('signed');

stoppedAnywhere(['submit'], [['EIO', 'on']], false);
stoppedAnywhere(
  ['sign', 'record'],
  [
    ['ENOSPC', 'once'],
    ['EIO', 'late'],
    ['EIO', 'on'],
  ],
  true,
);
