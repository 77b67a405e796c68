import { register } from 'node:module';

/** What each worker of the tests loads first (jest.config.js). */
register('./hooks.js', import.meta.url);
