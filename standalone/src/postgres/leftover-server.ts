// After a kill -9 of node its PostgreSQL lives on and holds the data directory: it is asked to stop before a new one starts.

import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Log } from '@ticketing/service-kit'
import { commandLine, exists } from './process-identity.js'

const PATIENCE_MS = 20_000
const LOOK_EVERY_MS = 20

async function waitUntilGone(pid: number): Promise<void> {
  const giveUpAt = Date.now() + PATIENCE_MS
  // A killed server stays a zombie until init has collected it, and PostgreSQL still takes it for alive.
  while (exists(pid)) {
    if (Date.now() > giveUpAt) throw new Error(`The earlier PostgreSQL (process ${pid}) does not stop`)
    await pause(LOOK_EVERY_MS)
  }
}

/** Stops a server that an earlier run left behind in `cluster`, and clears its lock file. */
export async function stopLeftoverServer(cluster: string, log: Log): Promise<void> {
  const lockFile = path.join(cluster, 'postmaster.pid')
  const text = await readFile(lockFile, 'utf8').catch(() => '')
  const pid = Number.parseInt(text, 10)
  if (!Number.isInteger(pid)) return
  const command = exists(pid) ? await commandLine(pid) : null
  if (command?.includes(cluster)) {
    log.warn({ pid }, 'stopping the database server of an earlier run')
    process.kill(pid, 'SIGINT')
    await waitUntilGone(pid)
  } else if (command === '') {
    await waitUntilGone(pid)
  } else {
    // The number belongs to nobody, or by now to another program, for which PostgreSQL would refuse to start.
    await rm(lockFile, { force: true })
  }
}
