import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import type { StoredAnswer } from './core/state.js'
import { createAnswerBook } from './idempotency.js'
import { cleanUpAfterEach } from './testing/clean-up.js'
import { refusalOf, startTestDouble } from './testing/test-double.js'

const onClose = cleanUpAfterEach()
const price = { amount: 1999, currency: 'eur' } as const

async function start(options: Parameters<typeof startTestDouble>[0] = {}) {
  const double = await startTestDouble(options)
  onClose(double.close)
  return double
}

describe('an idempotency key', () => {
  it('gives the first answer again to the same request', async () => {
    const { stripe } = await start()
    const first = await stripe.paymentIntents.create(price, { idempotencyKey: 'order-1' })
    await stripe.paymentIntents.confirm(first.id, { payment_method: 'pm_card_visa' })
    const again = await stripe.paymentIntents.create(price, { idempotencyKey: 'order-1' })
    expect({ ...again }).toEqual({ ...first })
    expect(again.lastResponse.headers).toMatchObject({
      'idempotent-replayed': 'true',
      'original-request': first.lastResponse.requestId,
    })
    expect((await stripe.paymentIntents.list()).data).toHaveLength(1)
  })

  it('gives a decline again, without a second attempt', async () => {
    const { stripe } = await start()
    const { id } = await stripe.paymentIntents.create(price)
    const attempt = () =>
      refusalOf(
        stripe.paymentIntents.confirm(
          id,
          { payment_method: 'pm_card_chargeDeclined' },
          { idempotencyKey: 'try-1' },
        ),
      )
    const first = await attempt()
    const again = await attempt()
    expect(again).toMatchObject({ statusCode: 402, charge: first.charge, code: 'card_declined' })
    expect((await stripe.events.list({ type: 'payment_intent.payment_failed' })).data).toHaveLength(1)
  })

  it('is refused for other parameters and for another route', async () => {
    const { stripe } = await start()
    const { id } = await stripe.paymentIntents.create(price, { idempotencyKey: 'order-1' })
    const other = await refusalOf(
      stripe.paymentIntents.create({ ...price, amount: 2000 }, { idempotencyKey: 'order-1' }),
    )
    expect(other).toMatchObject({
      type: 'StripeIdempotencyError',
      statusCode: 400,
      rawType: 'idempotency_error',
    })
    const route = await refusalOf(stripe.paymentIntents.cancel(id, {}, { idempotencyKey: 'order-1' }))
    expect(route.rawType).toBe('idempotency_error')
  })

  it('makes one intent of many parallel requests', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'stripe-double-'))
    onClose(() => rm(dataDir, { recursive: true }))
    const { stripe } = await start({ dataDir })
    // The package repeats a 409 by itself.
    const intents = await Promise.all(
      Array.from({ length: 6 }, () =>
        stripe.paymentIntents.create(price, { idempotencyKey: 'order-1', maxNetworkRetries: 5 }),
      ),
    )
    expect(new Set(intents.map(({ id }) => id)).size).toBe(1)
  })

  it('is free again after 24 hours', async () => {
    let time = Date.now()
    const { stripe } = await start({ now: () => time })
    const first = await stripe.paymentIntents.create(price, { idempotencyKey: 'order-1' })
    time += 24 * 60 * 60 * 1000
    const later = await stripe.paymentIntents.create(price, { idempotencyKey: 'order-1' })
    expect(later.id).not.toBe(first.id)
  })
})

describe('the book of answers', () => {
  it('refuses a key with 409 while its first request is in flight', async () => {
    const book = createAnswerBook({ answers: new Map<string, StoredAnswer>(), now: () => 0 })
    let finish: (answer: { status: number; body: string }) => void = () => {}
    const first = book.once('key', 'same', () => new Promise((resolve) => (finish = resolve)))
    await expect(book.once('key', 'same', async () => ({ status: 200, body: '' }))).rejects.toMatchObject({
      status: 409,
      detail: { code: 'idempotency_key_in_use' },
    })
    finish({ status: 200, body: 'first' })
    expect((await first).body).toBe('first')
  })
})
