// Plain JavaScript: Jest needs ts-node for a TypeScript config on Node 20.
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  testMatch: ['<rootDir>/tests/**/*.test.ts'],
  // jest.long.config.js
  testPathIgnorePatterns: ['\\.long\\.test\\.ts$'],
  globalSetup: './scripts/bundle-if-changed.js',
  // Jest leaves one processor free by itself, which is half of them on a small machine.
  maxWorkers: '100%',
  // A limit for what hangs, not for what is slow: no test may fail because the machine is busy.
  testTimeout: 180_000,
  coverageProvider: 'v8',
  transform: { '^.+\\.ts$': './scripts/jest-transform.js' },
};
