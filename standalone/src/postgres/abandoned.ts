// What a run of the tests leaves behind when it is killed: its server and its files.

import { rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Log } from '@ticketing/service-kit'
import { stopLeftoverServer } from './leftover-server.js'
import { takeOwnership } from './ownership.js'

/** Ends the server of a data directory whose owner is dead and deletes the directory with all its rows. A living owner's is left alone. */
export async function removeAbandonedDatabase(dataDir: string, log: Log): Promise<void> {
  const owner = path.join(dataDir, 'owner')
  // Without an owner's mark it is not a data directory, or one that is just being made.
  if (!(await stat(owner).catch(() => null))) return
  const release = await takeOwnership(owner, dataDir).catch(() => null)
  if (release === null) return
  await stopLeftoverServer(path.join(dataDir, 'postgres'), log)
  await rm(dataDir, { recursive: true, force: true })
}
