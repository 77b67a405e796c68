// Plain JavaScript: Jest needs ts-node for a TypeScript config on Node 20.
export default {
  // Tests run in Node.js itself, each worker loads the program once (tests/runner).
  runner: 'jest-light-runner',
  setupFiles: ['<rootDir>/tests/runner/index.js'],
  testMatch: ['<rootDir>/tests/**/*.test.ts'],
  // jest.long.config.js
  testPathIgnorePatterns: ['\\.long\\.test\\.ts$'],
  globalSetup: './scripts/bundle-if-changed.js',
  // Jest leaves one processor free by itself, which is half of them on a small machine.
  maxWorkers: '100%',
};
