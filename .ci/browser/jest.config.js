import config from '../../jest.config.js';

/** Checks in a real browser, which npm does not install, and so not among the tests that npm alone can run. */
export default {
  ...config,
  rootDir: '../..',
  testMatch: ['<rootDir>/.ci/browser/*.test.ts'],
  // A test that fails leaves its page open, which would be waited for without end.
  forceExit: true,
};
