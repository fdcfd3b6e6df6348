// The events of Stripe that were taken and must be worked off, over all instances. All times are the database's.
import type { Database } from '@ticketing/service-kit'
import { CENSUS, CLAIM, FINISH, FORGET, PARK, PARKED, RELEASE, RENEW, RETRY, STORE } from './inbox.sql.js'

/** An event as it arrived. */
export interface ArrivedWebhook {
  /** Stripe's id of the event: the same one arrives more than once. */
  readonly id: string
  readonly type: string
  /** Null: it is found by the intent. */
  readonly payment: string | null
  readonly intentId: string | null
  /** When Stripe made it. */
  readonly createdAt: Date
  /** The bytes that Stripe signed. */
  readonly body: Buffer
}

/** An event that its holder, and nobody else, works on for as long as the claim is renewed. */
export interface ClaimedWebhook extends Omit<ArrivedWebhook, 'payment'> {
  readonly payment: string
  /** Counts the holders: what an earlier one still writes is ignored. */
  readonly claim: number
  /** This one included; since it arrived, or was released. */
  readonly attempts: number
  /** For how long it has been tried. */
  readonly triedForMs: number
  /** A success of the same payment arrived as well, and is not worked off yet. */
  readonly overtaken: boolean
}

export interface InboxCensus {
  readonly waiting: number
  readonly parked: number
  /** 0 when nothing waits. */
  readonly oldestWaitingSeconds: number
}

/** Every method throws SERVICE_UNAVAILABLE while the database cannot be reached. */
export interface Inbox {
  /** Durable when it resolves. `known`: it had arrived before; `foreign`: it is about no payment of ours, and not kept. */
  store(event: ArrivedWebhook): Promise<'stored' | 'known' | 'foreign'>
  /**
   * Takes what is due, the oldest first: of one payment only the first that is not done or parked, and only while
   * nobody works on another one of that payment.
   */
  claim(limit: number, leaseMs: number): Promise<readonly ClaimedWebhook[]>
  /** False: somebody else has it, or it is done. */
  renew(claimed: ClaimedWebhook, leaseMs: number): Promise<boolean>
  finish(claimed: ClaimedWebhook, outcome: string): Promise<void>
  retry(claimed: ClaimedWebhook, next: { readonly afterMs: number; readonly reason: string }): Promise<void>
  /** Until it is released. Later events of the payment go on. */
  park(claimed: ClaimedWebhook, reason: string): Promise<void>
  /** Once for each position of the log; false for one that is not parked, or was released by this already. */
  release(id: string, position: bigint): Promise<boolean>
  /** The ids of parked ones, the oldest first. */
  parked(limit: number): Promise<readonly string[]>
  census(): Promise<InboxCensus>
  /** Deletes what was done more than `olderThanDays` ago; how many there were. */
  forget(olderThanDays: number): Promise<number>
}

// Many at a time would hold up those who store.
const FORGOTTEN_AT_ONCE = 1000

interface ClaimedRow {
  id: string
  type: string
  payment: string
  intent_id: string | null
  created_at: Date
  body: Buffer
  claims: number
  attempts: number
  tried_for_ms: number
  overtaken: boolean
}

const toClaimed = (row: ClaimedRow): ClaimedWebhook => ({
  id: row.id,
  type: row.type,
  payment: row.payment,
  intentId: row.intent_id,
  createdAt: row.created_at,
  body: row.body,
  claim: row.claims,
  attempts: row.attempts,
  triedForMs: row.tried_for_ms,
  overtaken: row.overtaken,
})

export function createInbox(database: Pick<Database, 'query'>): Inbox {
  const changes = async (sql: string, values: unknown[]): Promise<boolean> =>
    (await database.query(sql, values)).length > 0
  return {
    async store({ id, type, payment, intentId, createdAt, body }) {
      const values = [id, type, payment, intentId, createdAt, body]
      const [row] = await database.query<{ ours: boolean; stored: boolean }>(STORE, values)
      if (row?.stored) return 'stored'
      return row?.ours ? 'known' : 'foreign'
    },
    async claim(limit, leaseMs) {
      return (await database.query<ClaimedRow>(CLAIM, [limit, leaseMs])).map(toClaimed)
    },
    renew: ({ id, claim }, leaseMs) => changes(RENEW, [id, claim, leaseMs]),
    async finish({ id, claim }, outcome) {
      await changes(FINISH, [id, claim, outcome])
    },
    async retry({ id, claim }, { afterMs, reason }) {
      await changes(RETRY, [id, claim, afterMs, reason])
    },
    async park({ id, claim }, reason) {
      await changes(PARK, [id, claim, reason])
    },
    release: (id, position) => changes(RELEASE, [id, String(position)]),
    async parked(limit) {
      return (await database.query<{ id: string }>(PARKED, [limit])).map(({ id }) => id)
    },
    async census() {
      const [row] = await database.query<InboxCensus>(CENSUS)
      return row ?? { waiting: 0, parked: 0, oldestWaitingSeconds: 0 }
    },
    async forget(olderThanDays) {
      for (let forgotten = 0; ; ) {
        const { length } = await database.query(FORGET, [olderThanDays, FORGOTTEN_AT_ONCE])
        forgotten += length
        if (length < FORGOTTEN_AT_ONCE) return forgotten
      }
    },
  }
}
