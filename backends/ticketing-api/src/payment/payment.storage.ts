import type { Database } from '../database/connect.js'
import type { CartSnapshot, NewPayment, Payment } from '../database/tables.js'
import type { Dependencies } from '../services.js'

/** What differs between payments at their start. */
interface Start {
  readonly userId: number
  readonly cartId: number | null
  readonly snapshot: CartSnapshot
  readonly amount: number
  readonly method: NewPayment['payment_method']
  readonly status: NewPayment['status']
}

export const insertPayment = (db: Database, { uuid, now }: Dependencies, start: Start): Promise<Payment> => {
  const id = uuid()
  // The invoice of a paid order is named after it; the one of free tickets has a name of its own.
  const invoice = start.method === 'free' && start.status === 'paid' ? uuid() : id
  return db
    .insertInto('payments')
    .values({
      uuid: id,
      user_id: start.userId,
      cart_id: start.cartId,
      cart_snapshot: JSON.stringify(start.snapshot),
      amount: start.amount.toFixed(2),
      payment_method: start.method,
      status: start.status,
      invoice_link: `invoice_${invoice}.pdf`,
      created_at: now(),
      updated_at: now(),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

export const paymentByUuid = (db: Database, uuid: string) =>
  db.selectFrom('payments').selectAll().where('uuid', '=', uuid)
