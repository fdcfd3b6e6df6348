/** Runs the compiled tests: one compiler, and what is tested is what ships. */
export default {
  testEnvironment: 'node',
  // By default jest leaves a core idle, which is half of a small machine.
  maxWorkers: '100%',
  transform: {},
  testMatch: ['<rootDir>/**/dist/**/*.test.js'],
  testPathIgnorePatterns: ['/node_modules/', '\\.(services|browser|storm)\\.test\\.js$'],
  globalSetup: '<rootDir>/tests/dist/global-setup.js',
  globalTeardown: '<rootDir>/tests/dist/global-teardown.js',
  modulePathIgnorePatterns: ['<rootDir>/.data/', '<rootDir>/bench/'],
  testTimeout: 60_000,
}
