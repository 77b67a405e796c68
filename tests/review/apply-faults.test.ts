import '../files/faults.ts';

const { takesAllOrNothing } = await import('./apply-faults.ts');

takesAllOrNothing([['ENOSPC', 'once']], 9);
