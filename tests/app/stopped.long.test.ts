import { stoppedAnywhere } from './stopped.ts';

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
