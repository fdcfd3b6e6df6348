import { sql } from 'kysely'
import type { TicketStatus } from '../database/tables.js'
import { noContent } from '../http/answer.js'
import type { SignedInCall } from '../http/call.js'
import { internalError, notFound } from '../http/problem.js'
import { oneOf, required } from '../http/rules.js'
import { validate } from '../http/validate.js'
import type { Services } from '../services.js'
import { ticketStatuses } from './list-own-tickets.js'

const stampOf = (status: TicketStatus, now: Date) => {
  if (status === 'used') return { used_at: now }
  if (status === 'refunded') return { refunded_at: now }
  return status === 'cancelled' ? { cancelled_at: now } : {}
}

/**
 * Any status to any status. Refunding or cancelling puts a unit back into stock each time, also when
 * repeated, and nothing takes it out again; old times stay. Clients know it.
 */
export const changeStatus = async ({ guard, now }: Services, call: SignedInCall) => {
  await validate(call.body, { status: [required, oneOf(...ticketStatuses)] })
  const id = call.params.id ?? ''
  if (!/^\d{1,9}$/.test(id)) throw internalError()
  const status = ticketStatuses.find((known) => known === call.body.status) ?? 'issued'
  await guard.run(async (db) => {
    const ticket = await db
      .updateTable('tickets')
      .set({ status, ...stampOf(status, now()), updated_at: now() })
      .where('id', '=', Number(id))
      .returning('product_id')
      .executeTakeFirst()
    if (!ticket) throw notFound()
    if (status !== 'refunded' && status !== 'cancelled') return
    await db
      .updateTable('products')
      .set({ stock_quantity: sql`stock_quantity + 1` })
      .where('id', '=', ticket.product_id)
      .execute()
  })
  return noContent
}
