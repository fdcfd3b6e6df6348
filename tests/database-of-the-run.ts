// One PostgreSQL for a whole run of the tests: jest calls the setup and the teardown in one process, through this module.

import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createLog } from '@ticketing/service-kit'
import { startEmbeddedDatabase } from '@ticketing/standalone'

let undo: (() => Promise<void>) | null = null

/** Starts a server in a temporary folder and returns its superuser's URL. */
export async function startDatabaseOfTheRun(): Promise<string> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'ticketing-tests-'))
  // The server may run as another user, who must be able to enter.
  await chmod(dataDir, 0o755)
  const log = createLog({ name: 'tests', level: 'warn' })
  const database = await startEmbeddedDatabase({ dataDir, log, durable: false })
  undo = async () => {
    await database.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
  return database.adminUrl
}

/** Stops what was started, if anything was, and removes its files. */
export async function stopDatabaseOfTheRun(): Promise<void> {
  await undo?.()
  undo = null
}
