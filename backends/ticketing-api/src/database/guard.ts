import type { SelectQueryBuilder, Transaction } from 'kysely'
import type { Database } from './connect.js'
import type { Tables } from './tables.js'

/**
 * Read, decide, write: in one transaction with the read rows locked, or, when races are asked for,
 * in separate statements with a gap between the reading and the writing.
 */
export interface Guard {
  run<T>(work: (db: Database | Transaction<Tables>) => Promise<T>): Promise<T>
  /** Locks the rows of a read until the end of `run`. */
  lock<T extends keyof Tables, O>(query: SelectQueryBuilder<Tables, T, O>): SelectQueryBuilder<Tables, T, O>
  /** Stands between reading and writing; takes no time unless races are asked for. */
  gap(): Promise<void>
}

/** Long enough for six parallel calls to have read before the first of them writes. */
const raceWindowMs = 40

export const createLockingGuard = (db: Database): Guard => ({
  run: (work) => db.transaction().execute(work),
  lock: (query) => query.forUpdate(),
  gap: async () => {},
})

export const createRacingGuard = (db: Database, pause: (ms: number) => Promise<void>): Guard => ({
  run: (work) => work(db),
  lock: (query) => query,
  gap: () => pause(raceWindowMs),
})
