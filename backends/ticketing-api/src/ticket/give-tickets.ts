import type { Locale } from '../database/tables.js'
import { noContent } from '../http/answer.js'
import { idOf, type SignedInCall } from '../http/call.js'
import { exists, integer, min, nullable, oneOf, required } from '../http/rules.js'
import { validate } from '../http/validate.js'
import { userExists } from '../payment/list-payments.js'
import { insertPayment } from '../payment/payment.storage.js'
import { toFreeLine } from '../payment/snapshot.js'
import { findProduct } from '../product/product.storage.js'
import type { Services } from '../services.js'
import { issueTickets } from './issue-tickets.js'
import { productExists } from './list-all-tickets.js'
import { mailTickets } from './mail-tickets.js'

const locales: readonly Locale[] = ['en', 'fr', 'de']

/** Tickets for nothing: a paid payment of 0.00 with its tickets. Stock is not asked for, and may go below zero. */
export const giveTickets = async (services: Services, call: SignedInCall) => {
  const { db } = services
  await validate(call.body, {
    user_id: [required, integer, exists((id) => userExists(db, id))],
    product_id: [required, integer, exists((id) => productExists(db, id))],
    quantity: [required, integer, min(1)],
    locale: [nullable, oneOf(...locales)],
  })
  const locale = locales.find((known) => known === call.body.locale) ?? call.locale
  const product = await findProduct(db, locale, idOf(String(call.body.product_id)))
  if (!product) return noContent
  const tickets = await db.transaction().execute(async (transaction) => {
    const payment = await insertPayment(transaction, services, {
      userId: idOf(String(call.body.user_id)),
      cartId: null,
      snapshot: { locale, lines: [toFreeLine(product, Number(call.body.quantity))] },
      amount: 0,
      method: 'free',
      status: 'paid',
    })
    return issueTickets(services, transaction, payment)
  })
  await mailTickets(services, tickets)
  return noContent
}
