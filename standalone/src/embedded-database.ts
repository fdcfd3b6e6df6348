// A real PostgreSQL for a machine that has none: its files live in the data directory and survive a restart and a kill -9.

import { chmod, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Log } from '@ticketing/service-kit'
import { makeDataDirectory } from './data-directory.js'
import { loadBinaries } from './postgres/binaries.js'
import { prepareCluster } from './postgres/cluster.js'
import { stopLeftoverServer } from './postgres/leftover-server.js'
import { takeOwnership } from './postgres/ownership.js'
import { type RunningServer, startServer } from './postgres/server.js'
import { requireEntrance, type SystemUser, serverUser } from './postgres/system-user.js'

/**
 * Where the files lie, and whether they must survive a loss of power (`durable`, default true; false only for tests).
 * `port`: default a free one. `signal` gives up: the start rejects with its reason when nothing runs any more.
 */
export interface EmbeddedDatabaseOptions {
  readonly dataDir: string
  readonly log: Log
  readonly durable?: boolean
  readonly port?: number
  readonly signal?: AbortSignal
}

/**
 * `adminUrl` is the superuser's, on a port that changes with each start unless one was named; `pid` the server's first
 * process. `stop` disconnects everybody and may be called twice.
 */
export interface EmbeddedDatabase {
  readonly adminUrl: string
  readonly pid: number | undefined
  stop(): Promise<void>
}

async function letIn(dataDir: string, programs: string, user: SystemUser): Promise<void> {
  // The data directory itself is ours to open; the folders above it are not.
  await chmod(dataDir, (await stat(dataDir)).mode | 0o011)
  await requireEntrance(dataDir, user)
  await requireEntrance(path.dirname(programs), user)
}

function announceEnd(server: RunningServer, log: Log): () => void {
  const onExit = (code: number | null, signal: string | null) =>
    log.error({ code, signal }, 'the database server ended by itself')
  server.process.once('exit', onExit)
  return () => server.process.off('exit', onExit)
}

async function claim(dataDir: string): Promise<() => Promise<void>> {
  await makeDataDirectory(dataDir)
  return takeOwnership(path.join(dataDir, 'owner'), dataDir)
}

async function start(dataDir: string, options: EmbeddedDatabaseOptions): Promise<EmbeddedDatabase> {
  const { log, durable = true, port, signal } = options
  const { initdb, postgres } = await loadBinaries(process.platform, process.arch)
  const user = await serverUser()
  if (user !== null) await letIn(dataDir, postgres, user)
  const cluster = path.join(dataDir, 'postgres')
  await stopLeftoverServer(cluster, log)
  const passwordFile = path.join(dataDir, 'postgres.password')
  const password = await prepareCluster({ initdb, cluster, passwordFile, user, durable })
  const logFile = path.join(dataDir, 'postgres.log')
  const server = await startServer({ postgres, cluster, logFile, user, durable, port, log, signal })
  const expectEnd = announceEnd(server, log)
  return {
    adminUrl: `postgres://postgres:${password}@127.0.0.1:${server.port}/postgres`,
    pid: server.process.pid,
    stop() {
      expectEnd()
      return server.stop()
    },
  }
}

/**
 * Starts PostgreSQL 18 on 127.0.0.1, making its files at the first start.
 * Every failure is an Error of one line: a folder that cannot be entered, a directory in use, another version's files.
 */
export async function startEmbeddedDatabase(options: EmbeddedDatabaseOptions): Promise<EmbeddedDatabase> {
  const dataDir = path.resolve(options.dataDir)
  const release = await claim(dataDir)
  try {
    const database = await start(dataDir, options)
    return { ...database, stop: () => database.stop().finally(release) }
  } catch (error) {
    await release()
    throw error
  }
}
