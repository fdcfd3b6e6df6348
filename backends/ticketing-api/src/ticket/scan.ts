import type { Database } from '../database/connect.js'
import type { Locale, Ticket } from '../database/tables.js'
import { ok } from '../http/answer.js'
import type { SignedInCall } from '../http/call.js'
import { toMicroseconds } from '../http/dates.js'
import { notFound, Problem } from '../http/problem.js'
import { findProduct } from '../product/product.storage.js'
import type { Services } from '../services.js'

/** Whose ticket it is and for what, in the language of whoever scans. */
const describe = async (db: Database, ticket: Ticket, locale: Locale) => {
  const user = await db
    .selectFrom('users')
    .select(['firstname', 'lastname', 'email'])
    .where('id', '=', ticket.user_id)
    .executeTakeFirstOrThrow()
  const product = await findProduct(db, locale, ticket.product_id)
  const { date = null, time = null, location = null, places = null } = product?.details ?? {}
  const event = { name: product?.name ?? ticket.product_snapshot.product_name, date, time, location }
  return { user, event, places }
}

/** First step: the code in the QR code tells whose ticket it is, and the token for the second step. */
export const lookUp = async ({ db }: Services, call: SignedInCall) => {
  const ticket = await db
    .selectFrom('tickets')
    .selectAll()
    .where('qr_token', '=', call.params.token ?? '')
    .executeTakeFirst()
  if (!ticket) throw notFound()
  const { user, event, places } = await describe(db, ticket, call.locale)
  return ok({ token: ticket.token, status: ticket.status, user, event: { ...event, places } })
}

/** The moment is never told: the existing backend has lost it. */
const alreadyProcessed = async (db: Database, ticket: Ticket, locale: Locale): Promise<Problem> => {
  const { user, event } = await describe(db, ticket, locale)
  const timestamp = 'unknown time'
  return new Problem(409, {
    status: ticket.status,
    timestamp,
    user,
    event,
    code: 'ticket_already_processed',
    message: `This ticket has been ${ticket.status} before, at an ${timestamp}`,
  })
}

/** Second step: marks the ticket used. @throws 404, or 409 when it is no longer there to be used. */
export const admit = ({ guard, now }: Services, call: SignedInCall) =>
  guard.run(async (db) => {
    const byToken = db
      .selectFrom('tickets')
      .selectAll()
      .where('token', '=', call.params.token ?? '')
    const ticket = await guard.lock(byToken).executeTakeFirst()
    if (!ticket) throw notFound()
    if (ticket.status !== 'issued') throw await alreadyProcessed(db, ticket, call.locale)
    await guard.gap()
    const usedAt = now()
    await db
      .updateTable('tickets')
      .set({ status: 'used', used_at: usedAt, updated_at: usedAt })
      .where('id', '=', ticket.id)
      .execute()
    return ok({ status: 'used', used_at: toMicroseconds(usedAt) })
  })
