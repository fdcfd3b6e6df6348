// The server process: started on a free port, stopped within its time, never outliving node's own exit.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { open, readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Log } from '@ticketing/service-kit'
import { type EndingServer, endServer } from './end-server.js'
import type { SystemUser } from './system-user.js'

const ATTEMPTS = 3
const LOOK_EVERY_MS = 10
const LEFTOVER_CHILDREN_MS = 1_000

/** `durable: false` trades safety after a crash for speed. */
export interface ServerOptions {
  readonly postgres: string
  readonly cluster: string
  readonly logFile: string
  readonly user: SystemUser | null
  readonly durable: boolean
  /** Default: a free one. */
  readonly port: number | undefined
  readonly log: Log
  /** Gives up: nothing runs then any more. */
  readonly signal: AbortSignal | undefined
}

/** A server that accepts connections on 127.0.0.1. */
export interface RunningServer {
  readonly port: number
  readonly process: ChildProcess
  stop(): Promise<void>
}

function flags(port: number, options: ServerOptions): string[] {
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port: String(port),
    // Enough for every room's pool; memory is for a laptop.
    max_connections: '200',
    shared_buffers: '64MB',
    max_wal_size: '512MB',
    io_method: 'sync',
    max_logical_replication_workers: '0',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] %a ',
  }
  if (!options.durable)
    Object.assign(settings, { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' })
  return [
    '-D',
    options.cluster,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]
}

async function freePort(): Promise<number> {
  const probe = createServer()
  probe.listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}

async function launch(port: number, options: ServerOptions): Promise<ChildProcess> {
  const log = await open(options.logFile, 'a', 0o600)
  try {
    // Detached: a ctrl-c in the terminal must reach node alone, which stops the server last.
    const child = spawn(options.postgres, flags(port, options), {
      ...options.user,
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    })
    await once(child, 'spawn')
    return child
  } finally {
    await log.close()
  }
}

/** Resolves to false when the process ends, or the start is given up, before it accepts connections. */
async function becomesReady(child: ChildProcess, { cluster, signal }: ServerOptions): Promise<boolean> {
  const lockFile = path.join(cluster, 'postmaster.pid')
  while (!hasEnded(child) && !signal?.aborted) {
    // The server keeps its state in the eighth line of its lock file; pg_ctl reads it there too.
    const lines = (await readFile(lockFile, 'utf8').catch(() => '')).split('\n')
    if (lines[0] === String(child.pid) && lines[7]?.trim() === 'ready') return true
    await pause(LOOK_EVERY_MS)
  }
  return false
}

async function lastComplaint(logFile: string, from: number): Promise<string> {
  const written = (await readFile(logFile)).subarray(from).toString('utf8')
  const complaint = written.split('\n').findLast((line) => /\b(FATAL|PANIC|could not|error)\b/.test(line))
  return complaint ?? `see ${logFile}`
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null

const ending = (child: ChildProcess): EndingServer => ({
  pid: child.pid,
  async signal(signal) {
    child.kill(signal)
  },
  async endedWithin(ms) {
    if (hasEnded(child)) return true
    const patience = AbortSignal.timeout(ms)
    await once(child, 'exit', { signal: patience }).catch(() => undefined)
    return hasEnded(child)
  },
})

function running(child: ChildProcess, port: number, log: Log): RunningServer {
  const kill = () => child.kill('SIGINT')
  process.once('exit', kill)
  return {
    port,
    process: child,
    async stop() {
      process.off('exit', kill)
      if (!hasEnded(child)) await endServer(ending(child), log)
    },
  }
}

/** Starts the server. Throws one line with the server's own complaint when it does not come up. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  let complaint = ''
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const written = (await readFile(options.logFile).catch(() => Buffer.alloc(0))).length
    const port = options.port ?? (await freePort())
    options.signal?.throwIfAborted()
    const child = await launch(port, options)
    const server = running(child, port, options.log)
    if (await becomesReady(child, options)) return server
    await server.stop()
    options.signal?.throwIfAborted()
    complaint = await lastComplaint(options.logFile, written)
    // Worth another attempt: a port that somebody took in the meantime, and children of a killed server on their way out.
    if (/shared memory block/i.test(complaint)) await pause(LEFTOVER_CHILDREN_MS)
    else if (!/address already in use|could not bind|TCP\/IP sockets/i.test(complaint)) break
  }
  throw new Error(`PostgreSQL does not start in ${options.cluster}: ${complaint}`)
}
