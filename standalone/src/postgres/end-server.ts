// Ending a PostgreSQL that may not want to: asked during its crash recovery to shut down, PostgreSQL 18 waits for ever.

import type { Log } from '@ticketing/service-kit'

/** A signal, and how long it is given. */
export interface EndingStep {
  readonly signal: 'SIGINT' | 'SIGQUIT' | 'SIGKILL'
  readonly patienceMs: number
}

/**
 * Disconnect everybody and write a checkpoint; leave as after a crash, which PostgreSQL itself gives its own processes
 * 5 s for; be killed. The files bear each of them: the next start recovers.
 */
const STEPS = [
  { signal: 'SIGINT', patienceMs: 5_000 },
  { signal: 'SIGQUIT', patienceMs: 7_000 },
  { signal: 'SIGKILL', patienceMs: 3_000 },
] as const satisfies readonly EndingStep[]

/** The longest that ending a server takes. */
export const END_SERVER_MS = STEPS.reduce((sum, { patienceMs }) => sum + patienceMs, 0)

/** A server process, however it is known. */
export interface EndingServer {
  readonly pid: number | undefined
  /** Must make sure that the process is still the server. */
  signal(signal: EndingStep['signal']): Promise<void>
  /** Whether it ended within this time. */
  endedWithin(ms: number): Promise<boolean>
}

/** Throws one line when even the kill did not end it. */
export async function endServer(server: EndingServer, log: Log): Promise<void> {
  for (const { signal, patienceMs } of STEPS) {
    await server.signal(signal)
    if (await server.endedWithin(patienceMs)) return
    log.warn({ pid: server.pid, signal }, 'the database server does not stop')
  }
  throw new Error(`PostgreSQL (process ${server.pid}) does not stop`)
}
