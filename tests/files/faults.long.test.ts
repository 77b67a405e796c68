import './faults.ts';

const { survives } = await import('./writes.ts');

survives([
  ['EIO', 'once'],
  ['ENOSPC', 'once'],
  ['EPERM', 'once'],
  ['EBUSY', 'once'],
  ['ENOSPC', 'on'],
  ['EIO', 'late'],
]);
