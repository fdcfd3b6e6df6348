// How far comparing with the backend has come, kept so that it goes on where it was cut off.
import type { Database } from '@ticketing/service-kit'

/** A pass over the lists of the backend. */
export interface Pass {
  readonly startedAt: Date
  /** What changed from here on is looked at; null: everything, as the baseline. */
  readonly since: Date | null
  /** How many of its scans are done, and how many pages of the next one. */
  readonly scan: number
  readonly pages: number
  /** The earliest change that was left for the next pass; null: none was. */
  readonly leftFrom: Date | null
}

export interface ProgressStore {
  /** The pass that was cut off, or a new one. */
  begin(now: Date): Promise<Pass>
  advance(pass: Pass): Promise<void>
  /** `since`: where the next one begins; `at`: now. */
  finish(since: Date, at: Date): Promise<void>
  /** When the last pass was finished, by whatever process; null: none ever was. */
  finishedAt(): Promise<Date | null>
}

interface Row {
  readonly since: Date | null
  readonly started_at: Date | null
  readonly scan: number
  readonly pages: number
  readonly left_from: Date | null
}

export function createProgressStore(database: Pick<Database, 'query'>): ProgressStore {
  return {
    async begin(now) {
      const [row] = await database.query<Row>(
        `UPDATE audit.reconciliation SET started_at = coalesce(started_at, $1)
         RETURNING since, started_at, scan, pages, left_from`,
        [now],
      )
      if (row === undefined) throw new Error('the schema audit has lost its row')
      const { since, started_at, scan, pages, left_from } = row
      return { since, startedAt: started_at ?? now, scan, pages, leftFrom: left_from }
    },
    async advance({ scan, pages, leftFrom }) {
      await database.query('UPDATE audit.reconciliation SET scan = $1, pages = $2, left_from = $3', [
        scan,
        pages,
        leftFrom,
      ])
    },
    async finish(since, at) {
      await database.query(
        `UPDATE audit.reconciliation
         SET since = $1, finished_at = $2, started_at = NULL, scan = 0, pages = 0, left_from = NULL`,
        [since, at],
      )
    },
    async finishedAt() {
      const [row] = await database.query<{ finished_at: Date | null }>(
        'SELECT finished_at FROM audit.reconciliation',
      )
      return row?.finished_at ?? null
    },
  }
}
