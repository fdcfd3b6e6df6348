// What became of a payment that somebody was about to start: one that was opened for that user meanwhile is it.
import { isInTimeOf, NOT_DONE, type Settle, unknown } from '@ticketing/event-log'
import { z } from 'zod'
import { NEWEST_FIRST } from '../backend/list-query.js'
import type { PaymentRecord } from '../backend/payment-record.parser.js'
import { listPaymentRecords } from '../backend/payment-records.js'
import type { SettlingParts } from '../parts.js'
import { paymentStarted } from '../payment-events.js'
import { CLOCKS_DIFFER_MS, settlingAsService } from '../settling/settling.js'

const shape = z.object({ user: z.int(), cart: z.int(), method: z.string() })

/** What `startPayment` says of itself: whose cart, its number, and how it is to be paid. */
export type StartArguments = Readonly<z.infer<typeof shape>>

export const startSettler = (parts: SettlingParts): Settle =>
  settlingAsService(parts, shape, async ({ user, cart, method }, { intent, ask }) => {
    const query = { ...NEWEST_FIRST, user_id: user }
    const { rows } = await listPaymentRecords(ask, query, { page: 1, perPage: 20 })
    const [first, ...others] = rows
      // Without an intent at Stripe it is a try that the backend gave up.
      .filter((row) => row.method === method && row.transactionId !== null)
      .filter(({ createdAt }) => isInTimeOf(intent, createdAt, CLOCKS_DIFFER_MS))
      .map(({ uuid, amount, createdAt: at }) =>
        paymentStarted({ uuid, userId: user, cartId: cart, method, amount, at }),
      )
    if (first !== undefined) return { kind: 'done', events: [first, ...others] }
    return (await wasPaid(parts, cart, rows)) ? unknown('The cart may have been emptied.') : NOT_DONE
  })

/** Starting a payment for a cart that was paid before empties it. */
async function wasPaid(
  { started }: SettlingParts,
  cart: number,
  rows: readonly PaymentRecord[],
): Promise<boolean> {
  const paid = new Set(rows.filter(({ status }) => status === 'PAID').map(({ uuid }) => uuid))
  return (await started.findUnsettled(cart)).some(({ uuid }) => paid.has(uuid))
}
