// One PostgreSQL for a whole run of the tests: jest calls the setup and the teardown in one process, through this module.

import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createLog, type Log } from '@ticketing/service-kit'
import { removeAbandonedDatabase, startEmbeddedDatabase } from '@ticketing/standalone'

const PREFIX = 'ticketing-tests-'

let undo: (() => Promise<void>) | null = null

async function clearAbandoned(log: Log): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (name.startsWith(PREFIX)) await removeAbandonedDatabase(path.join(tmpdir(), name), log)
  }
}

/** Starts a server in a temporary folder and returns its superuser's URL. What killed runs left is removed first. */
export async function startDatabaseOfTheRun(): Promise<string> {
  const log = createLog({ name: 'tests', level: 'warn' })
  await clearAbandoned(log)
  const dataDir = await mkdtemp(path.join(tmpdir(), PREFIX))
  // The server may run as another user, who must be able to enter.
  await chmod(dataDir, 0o755)
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
