import { stopDatabaseOfTheRun } from './database-of-the-run.js'

/** Ends what global-setup started. */
// biome-ignore lint/style/noDefaultExport: jest finds its global teardown by the default export
export default async function tearDown(): Promise<void> {
  await stopDatabaseOfTheRun()
}
