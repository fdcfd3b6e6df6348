import type { PaymentMethod } from '../database/tables.js'
import { created, ok } from '../http/answer.js'
import { idOf, requireRole, type SignedInCall } from '../http/call.js'
import { orNull, toSeconds } from '../http/dates.js'
import { pageButtons } from '../http/page-buttons.js'
import { longMeta, pageLinks, toPage } from '../http/pages.js'
import { notFound } from '../http/problem.js'
import type { Route } from '../http/route.js'
import { exists, integer, min, numeric, oneOf, required } from '../http/rules.js'
import { validate } from '../http/validate.js'
import { findProducts } from '../product/product.storage.js'
import type { Services } from '../services.js'
import { checkPaymentQuery, listPayments, paymentMethods, toAdminPayment } from './list-payments.js'
import { paymentByUuid } from './payment.storage.js'
import { refundPayment } from './refund-payment.js'
import { startPayment } from './start-payment.js'
import { receiveEvent } from './webhook.js'

const list = async ({ db }: Services, call: SignedInCall) => {
  requireRole(call, 'admin')
  await checkPaymentQuery(db, call.query)
  const page = toPage(call.query, 15)
  const { rows, total } = await listPayments(db, call.query, page)
  const ids = rows.flatMap((row) => row.cart_snapshot.lines.map((line) => line.product_id))
  const products = await findProducts(db, call.locale, ids)
  const url = call.origin + call.path
  const meta = longMeta(url, page, total, rows.length)
  return ok({
    data: rows.map((row) => toAdminPayment(row, products)),
    links: pageLinks(url, page, total),
    meta: { ...meta, links: pageButtons(url, page, total) },
  })
}

const start = async (services: Services, call: SignedInCall) => {
  const cartExists = async (id: string) =>
    (await services.db.selectFrom('carts').select('id').where('id', '=', idOf(id)).executeTakeFirst()) !==
    undefined
  await validate(call.body, {
    cart_id: [required, integer, exists(cartExists)],
    payment_method: [required, oneOf(...paymentMethods)],
  })
  const { uuid, status, transaction_id, client_secret } = await startPayment(services, {
    user: call.user,
    cartId: idOf(String(call.body.cart_id)),
    method:
      paymentMethods.find((method): method is PaymentMethod => method === call.body.payment_method) ??
      'stripe',
    locale: call.locale,
  })
  return created({ data: { uuid, status, transaction_id, client_secret } })
}

const show = async ({ db }: Services, call: SignedInCall) => {
  const payment = await paymentByUuid(db, call.params.uuid ?? '').executeTakeFirst()
  // Nobody but the owner, admins included, learns that it exists.
  if (payment?.user_id !== call.user.id) throw notFound()
  return ok({ status: payment.status, paid_at: orNull(payment.paid_at, toSeconds) })
}

const refund = async (services: Services, call: SignedInCall) => {
  const uuid = call.params.uuid ?? ''
  if (!(await paymentByUuid(services.db, uuid).executeTakeFirst())) throw notFound()
  requireRole(call, 'admin')
  await validate(call.body, { amount: [required, numeric, min(0.01)] })
  const payment = await refundPayment(services, uuid, Number(call.body.amount))
  return ok({
    uuid,
    refunded_amount: payment.refunded_amount,
    status: payment.status,
    refunded_at: orNull(payment.refunded_at, toSeconds),
  })
}

/** Paying: opened here, settled by Stripe's events, given back by admins. */
export const paymentRoutes = (services: Services): Route[] => [
  { method: 'GET', path: '/api/payments', access: 'signed-in', handle: (call) => list(services, call) },
  { method: 'POST', path: '/api/payments', access: 'signed-in', handle: (call) => start(services, call) },
  {
    method: 'POST',
    path: '/api/payments/webhook',
    access: 'public',
    handle: (call) => receiveEvent(services, call),
  },
  {
    method: 'GET',
    path: '/api/payments/{uuid}',
    access: 'signed-in',
    handle: (call) => show(services, call),
  },
  {
    method: 'POST',
    path: '/api/payments/{uuid}/refund',
    access: 'signed-in',
    handle: (call) => refund(services, call),
  },
]
