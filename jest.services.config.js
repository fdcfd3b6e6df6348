import base from './jest.config.js'

/** The tests that need a real redis-server on this machine. */
export default {
  ...base,
  testMatch: ['<rootDir>/**/dist/**/*.services.test.js'],
  testPathIgnorePatterns: ['/node_modules/'],
}
