import base from './jest.config.js';

// What takes longer: runs over many days, kills, hostile workbooks, other zones and processes. `.ci/run` runs it each time.
export default { ...base, testMatch: ['<rootDir>/tests/**/*.long.test.ts'], testPathIgnorePatterns: [] };
