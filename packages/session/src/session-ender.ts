// The backend refuses a token that a session holds: the session is over, whoever comes to know of it first.
import type { Database, Log } from '@ticketing/service-kit'
import { createSessionStore } from './session-store.js'

/** Told of each token that the backend refuses. Returns at once and never throws; all processes hear of it. */
export type SessionEnder = (backendToken: string) => void

/** For a process without sessions of its own, too. */
export function createSessionEnder(options: {
  readonly database: Database
  readonly now: () => number
  readonly log: Pick<Log, 'info' | 'warn'>
}): SessionEnder {
  const { database, now, log } = options
  const store = createSessionStore(database)
  return (backendToken) => {
    store.endAllWith(backendToken, new Date(now())).then(
      (ended) => {
        for (const sessionId of ended) log.info({ sessionId }, 'session ended: the backend refuses its token')
      },
      (err: unknown) => log.warn({ err }, 'a session whose token the backend refuses could not be ended'),
    )
  }
}
