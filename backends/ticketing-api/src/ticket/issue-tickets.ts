import { sql } from 'kysely'
import type { Database } from '../database/connect.js'
import type { NewTicket, Payment, SnapshotLine, Ticket } from '../database/tables.js'
import type { Services } from '../services.js'

const lowerStock = async (db: Database, lines: readonly SnapshotLine[]): Promise<void> => {
  // Always in the same order, so that two payments cannot wait for each other.
  const ordered = [...lines].sort((a, b) => a.product_id - b.product_id)
  for (const { product_id, quantity } of ordered)
    await db
      .updateTable('products')
      .set({ stock_quantity: sql`stock_quantity - ${quantity}` })
      .where('id', '=', product_id)
      .execute()
}

const toTickets = ({ uuid, now }: Services, payment: Payment): NewTicket[] =>
  payment.cart_snapshot.lines.flatMap((line) =>
    Array.from({ length: line.quantity }, () => ({
      token: uuid(),
      qr_token: uuid(),
      payment_id: payment.id,
      user_id: payment.user_id,
      product_id: line.product_id,
      product_snapshot: JSON.stringify(line),
      status: 'issued' as const,
      created_at: now(),
      updated_at: now(),
    })),
  )

/** Makes one ticket a unit and takes the units out of stock, unless the payment has tickets already. */
export const issueTickets = async (services: Services, db: Database, payment: Payment): Promise<Ticket[]> => {
  const made = await db.selectFrom('tickets').select('id').where('payment_id', '=', payment.id).execute()
  if (made.length > 0) return []
  await services.guard.gap()
  await lowerStock(db, payment.cart_snapshot.lines)
  const fresh = toTickets(services, payment)
  return fresh.length === 0 ? [] : db.insertInto('tickets').values(fresh).returningAll().execute()
}
