import config from '../../jest.config.js';

/** Checks that need LibreOffice and openpyxl, and so are not among the tests that npm alone can run. */
export default { ...config, rootDir: '../..', testMatch: ['<rootDir>/.ci/rendering/*.test.ts'] };
