import config from './jest.config.js';

/** Writes the pictures of docs/open.md again. */
export default { ...config, testMatch: ['<rootDir>/.ci/browser/pictures.ts'] };
