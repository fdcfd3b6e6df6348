import { beforeEach, describe, expect, it } from '@jest/globals'
import type Stripe from 'stripe'
import { cleanUpAfterEach } from './testing/clean-up.js'
import { refusalOf, startTestDouble } from './testing/test-double.js'

const onClose = cleanUpAfterEach()
let stripe: Stripe

beforeEach(async () => {
  const double = await startTestDouble()
  onClose(double.close)
  stripe = double.stripe
})

const price = { amount: 1999, currency: 'eur' } as const

describe('creating a payment intent', () => {
  it('gives an intent that waits for a payment method', async () => {
    const intent = await stripe.paymentIntents.create({
      ...price,
      metadata: { payment_uuid: '0b9c', 'odd [key]': 'é & ü' },
      automatic_payment_methods: { enabled: true },
      expand: ['latest_charge'],
    })
    expect(intent.id).toMatch(/^pi_[A-Za-z0-9]{24}$/)
    expect(intent.client_secret).toMatch(new RegExp(`^${intent.id}_secret_[A-Za-z0-9]+$`))
    expect(intent).toMatchObject({
      object: 'payment_intent',
      status: 'requires_payment_method',
      amount: 1999,
      amount_received: 0,
      currency: 'eur',
      livemode: false,
      metadata: { payment_uuid: '0b9c', 'odd [key]': 'é & ü' },
    })
    expect(intent.lastResponse.requestId).toMatch(/^req_/)
  })

  it('is read back as it was answered', async () => {
    const created = await stripe.paymentIntents.create(price)
    expect({ ...(await stripe.paymentIntents.retrieve(created.id)) }).toEqual({ ...created })
  })

  it.each([
    ['no amount', { currency: 'eur' }, 'parameter_missing', 'amount'],
    ['no currency', { amount: 500 }, 'parameter_missing', 'currency'],
    ['a fraction', { amount: 19.99, currency: 'eur' }, 'parameter_invalid_integer', 'amount'],
    ['a negative amount', { amount: -5, currency: 'eur' }, 'parameter_invalid_integer', 'amount'],
    ['less than the minimum', { amount: 49, currency: 'eur' }, 'amount_too_small', 'amount'],
    ['more than the maximum', { amount: 100_000_000, currency: 'eur' }, 'amount_too_large', 'amount'],
    ['an unknown currency', { amount: 500, currency: 'xxx' }, undefined, 'currency'],
    ['a third decimal', { amount: 5001, currency: 'kwd' }, undefined, 'amount'],
    ['an unknown parameter', { ...price, ammount: 5 }, 'parameter_unknown', 'ammount'],
    ['an overlong metadata value', { ...price, metadata: { a: 'x'.repeat(501) } }, undefined, 'metadata[a]'],
  ])('refuses %s', async (_case, params, code, param) => {
    // @ts-expect-error: the package's types forbid some of these, its runtime does not
    const error = await refusalOf(stripe.paymentIntents.create(params))
    expect(error).toMatchObject({ statusCode: 400, rawType: 'invalid_request_error', param, code })
  })

  it('charges at once when confirm is set', async () => {
    const intent = await stripe.paymentIntents.create({
      ...price,
      confirm: true,
      payment_method: 'pm_card_visa',
    })
    expect(intent.status).toBe('succeeded')
  })
})

describe('changing a payment intent', () => {
  it('takes a new amount before the confirmation, and merges metadata', async () => {
    const { id } = await stripe.paymentIntents.create({ ...price, metadata: { kept: '1', gone: '2' } })
    const updated = await stripe.paymentIntents.update(id, {
      amount: 2500,
      metadata: { gone: '', added: '3' },
    })
    expect(updated).toMatchObject({ amount: 2500, metadata: { kept: '1', added: '3' } })
    expect(updated.metadata).not.toHaveProperty('gone')
  })

  it('keeps the amount of what was paid, but takes notes', async () => {
    const { id } = await stripe.paymentIntents.create({
      ...price,
      confirm: true,
      payment_method: 'pm_card_visa',
    })
    expect(await refusalOf(stripe.paymentIntents.update(id, { amount: 2500 }))).toMatchObject({
      statusCode: 400,
      code: 'payment_intent_unexpected_state',
      payment_intent: { id, status: 'succeeded' },
    })
    expect(await stripe.paymentIntents.update(id, { description: 'Final' })).toMatchObject({
      description: 'Final',
      amount: 1999,
    })
  })

  it('refuses an intent that does not exist', async () => {
    const error = await refusalOf(stripe.paymentIntents.update('pi_absent', { amount: 100 }))
    expect(error).toMatchObject({ statusCode: 404, code: 'resource_missing', param: 'intent' })
  })
})

describe('canceling a payment intent', () => {
  it('ends it, once', async () => {
    const { id } = await stripe.paymentIntents.create(price)
    const canceled = await stripe.paymentIntents.cancel(id, { cancellation_reason: 'abandoned' })
    expect(canceled).toMatchObject({ status: 'canceled', cancellation_reason: 'abandoned' })
    expect(canceled.canceled_at).toEqual(expect.any(Number))
    const again = await refusalOf(stripe.paymentIntents.cancel(id))
    expect(again.code).toBe('payment_intent_unexpected_state')
    const confirmed = await refusalOf(stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' }))
    expect(confirmed.code).toBe('payment_intent_unexpected_state')
  })
})

describe('listing payment intents', () => {
  it('pages through all of them, newest first', async () => {
    const created: string[] = []
    for (let index = 0; index < 5; index += 1) created.push((await stripe.paymentIntents.create(price)).id)
    const first = await stripe.paymentIntents.list({ limit: 2 })
    expect(first).toMatchObject({ object: 'list', has_more: true, url: '/v1/payment_intents' })
    const seen: string[] = []
    for await (const intent of stripe.paymentIntents.list({ limit: 2 })) seen.push(intent.id)
    expect(seen).toEqual(created.reverse())
    const backwards = await stripe.paymentIntents.list({ limit: 1, ending_before: String(created[2]) })
    expect(backwards.data.map(({ id }) => id)).toEqual([created[1]])
  })

  it('leaves out what was created outside the asked times', async () => {
    const { created } = await stripe.paymentIntents.create(price)
    expect((await stripe.paymentIntents.list({ created: { gt: created + 60 } })).data).toHaveLength(0)
    expect((await stripe.paymentIntents.list({ created: { gte: created } })).data).toHaveLength(1)
  })
})
