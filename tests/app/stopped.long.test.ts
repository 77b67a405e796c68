import { stoppedAnywhere } from './stopped.ts';

const { programme } = await import('./signed-programme.ts');

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
