// After a kill -9 of node its PostgreSQL lives on and holds the data directory: it is asked to stop before a new one starts.

import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Log } from '@ticketing/service-kit'
import { END_SERVER_MS, type EndingServer, endServer } from './end-server.js'
import { commandLine, exists } from './process-identity.js'

const LOOK_EVERY_MS = 20

async function endedWithin(pid: number, ms: number): Promise<boolean> {
  const giveUpAt = Date.now() + ms
  // A killed server stays a zombie until init has collected it, and PostgreSQL still takes it for alive.
  while (exists(pid)) {
    if (Date.now() > giveUpAt) return false
    await pause(LOOK_EVERY_MS)
  }
  return true
}

const isServerOf = async (pid: number, cluster: string): Promise<boolean> =>
  exists(pid) && ((await commandLine(pid))?.includes(cluster) ?? false)

const leftover = (pid: number, cluster: string): EndingServer => ({
  pid,
  async signal(signal) {
    // Looked at again before each: by now the number may belong to somebody else.
    if (await isServerOf(pid, cluster)) process.kill(pid, signal)
  },
  endedWithin: (ms) => endedWithin(pid, ms),
})

/** Stops a server that an earlier run left behind in `cluster`, and clears its lock file. */
export async function stopLeftoverServer(cluster: string, log: Log): Promise<void> {
  const lockFile = path.join(cluster, 'postmaster.pid')
  const text = await readFile(lockFile, 'utf8').catch(() => '')
  const pid = Number.parseInt(text, 10)
  if (!Number.isInteger(pid)) return
  const command = exists(pid) ? await commandLine(pid) : null
  if (command?.includes(cluster)) {
    log.warn({ pid }, 'stopping the database server of an earlier run')
    await endServer(leftover(pid, cluster), log)
  } else if (command === '') {
    if (!(await endedWithin(pid, END_SERVER_MS)))
      throw new Error(`The earlier PostgreSQL (process ${pid}) does not stop`)
  } else {
    // The number belongs to nobody, or by now to another program, for which PostgreSQL would refuse to start.
    await rm(lockFile, { force: true })
  }
}
