import base from './jest.config.js'

/** The tests that need a Chromium on this machine: CHROMIUM_PATH, or one of the usual names. */
export default {
  ...base,
  testMatch: ['<rootDir>/**/dist/**/*.browser.test.js'],
  testPathIgnorePatterns: ['/node_modules/'],
}
