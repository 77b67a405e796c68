import { writeFileSync } from 'node:fs';

/** Loaded before a program, with `node --import`: says what it cost when it ends, in the file that METER names. */
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const cost = { cpu: (userCPUTime + systemCPUTime) / 1000, memory: maxRSS / 1024 };
  writeFileSync(process.env.METER, JSON.stringify(cost));
});
