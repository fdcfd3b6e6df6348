import base from './jest.config.js'

/** The tests that kill processes and PostgreSQL again and again: some minutes, one after the other. */
export default {
  ...base,
  maxWorkers: 1,
  testMatch: ['<rootDir>/**/dist/**/*.storm.test.js'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 600_000,
}
