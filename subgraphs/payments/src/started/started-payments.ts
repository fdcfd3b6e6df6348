// The payments that were started through this platform, in PostgreSQL.
import type { Database } from '@ticketing/service-kit'
import type { PaymentMethod } from '../backend/words.js'
import type { TokenSeal } from './token-seal.js'

/** What is remembered of a payment that was started here. */
export interface StartedPaymentRow {
  readonly uuid: string
  readonly userId: number
  readonly cartId: number
  /** Stripe's payment intent. */
  readonly intentId: string
  /** The cart's lines at the start; compare with `fingerprintOf`. */
  readonly fingerprint: string
  /** How the payer asked to pay; null when it was not kept yet. */
  readonly method: PaymentMethod | null
  /** The payer's backend token; null when it cannot be opened any more. */
  readonly backendToken: string | null
  /** A newer payment took its place. */
  readonly superseded: boolean
  /** The cart was emptied, or found changed and kept: nothing is left to do. */
  readonly cartSettled: boolean
}

/** What is known at the start. */
export interface NewStartedPayment {
  readonly uuid: string
  readonly userId: number
  readonly cartId: number
  readonly intentId: string
  readonly fingerprint: string
  readonly method: PaymentMethod
  readonly backendToken: string
  /** Euro cents. */
  readonly minorUnits: bigint
}

export interface StartedPayments {
  find(uuid: string): Promise<StartedPaymentRow | null>
  findByIntent(intentId: string): Promise<StartedPaymentRow | null>
  /** Keeps a payment; a known one keeps its lines and method, and gets the fresher token. */
  save(payment: NewStartedPayment): Promise<void>
  /** Payments for a cart that none took the place of, and after which it was neither emptied nor kept: the latest few. */
  findUnsettled(cartId: number): Promise<readonly StartedPaymentRow[]>
  supersede(uuid: string): Promise<void>
  /** Takes `supersede` back: the payment was made after all. */
  reinstate(uuid: string): Promise<void>
  settleCart(uuid: string, outcome: 'emptied' | 'kept'): Promise<void>
}

interface Row {
  uuid: string
  user_id: string
  cart_id: string
  intent_id: string
  lines_fingerprint: string
  method: PaymentMethod | null
  sealed_token: string
  superseded_at: Date | null
  cart_emptied_at: Date | null
  cart_kept_at: Date | null
}

const toRow = (row: Row, seal: TokenSeal): StartedPaymentRow => ({
  uuid: row.uuid,
  userId: Number(row.user_id),
  cartId: Number(row.cart_id),
  intentId: row.intent_id,
  fingerprint: row.lines_fingerprint,
  method: row.method,
  backendToken: seal.open(row.sealed_token, row.uuid),
  superseded: row.superseded_at !== null,
  cartSettled: row.cart_emptied_at !== null || row.cart_kept_at !== null,
})

export function createStartedPayments(options: {
  database: Pick<Database, 'query'>
  seal: TokenSeal
  now: () => number
}): StartedPayments {
  const { database, seal, now } = options
  const findBy = async (column: 'uuid' | 'intent_id', value: string) => {
    const sql = `SELECT * FROM payments.started_payments WHERE ${column} = $1`
    const [row] = await database.query<Row>(sql, [value])
    return row ? toRow(row, seal) : null
  }
  const stamp = async (column: 'superseded_at' | 'cart_emptied_at' | 'cart_kept_at', uuid: string) => {
    const sql = `UPDATE payments.started_payments SET ${column} = $2 WHERE uuid = $1 AND ${column} IS NULL`
    await database.query(sql, [uuid, new Date(now())])
  }
  return {
    find: (uuid) => findBy('uuid', uuid),
    findByIntent: (intentId) => findBy('intent_id', intentId),
    async save(payment) {
      await database.query(
        `INSERT INTO payments.started_payments
           (uuid, user_id, cart_id, intent_id, lines_fingerprint, method, sealed_token, amount_minor_units, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         ON CONFLICT (uuid) DO UPDATE SET sealed_token = excluded.sealed_token`,
        [
          payment.uuid,
          payment.userId,
          payment.cartId,
          payment.intentId,
          payment.fingerprint,
          payment.method,
          seal.seal(payment.backendToken, payment.uuid),
          payment.minorUnits,
          new Date(now()),
        ],
      )
    },
    async findUnsettled(cartId) {
      const rows = await database.query<Row>(
        `SELECT * FROM payments.started_payments
         WHERE cart_id = $1
           AND superseded_at IS NULL AND cart_emptied_at IS NULL AND cart_kept_at IS NULL
         ORDER BY created_at DESC LIMIT 5`,
        [cartId],
      )
      return rows.map((row) => toRow(row, seal))
    },
    supersede: (uuid) => stamp('superseded_at', uuid),
    async reinstate(uuid) {
      await database.query('UPDATE payments.started_payments SET superseded_at = NULL WHERE uuid = $1', [
        uuid,
      ])
    },
    settleCart: (uuid, outcome) => stamp(outcome === 'emptied' ? 'cart_emptied_at' : 'cart_kept_at', uuid),
  }
}
