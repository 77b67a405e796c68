import '../files/faults.ts';

const { takesAllOrNothing } = await import('./apply-faults.ts');

takesAllOrNothing(
  [
    ['EIO', 'once'],
    ['ENOSPC', 'on'],
    ['EIO', 'late'],
  ],
  2,
);
