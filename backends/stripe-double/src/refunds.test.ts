import { beforeEach, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type Stripe from 'stripe'
import { StripeFault } from './core/fault.js'
import type { Rule, RuleRequest } from './core/request.js'
import { createStore } from './core/state.js'
import { createIntent } from './rules/create-intent.js'
import { createRefund } from './rules/create-refund.js'
import { cleanUpAfterEach } from './testing/clean-up.js'
import { refusalOf, startTestDouble } from './testing/test-double.js'

describe('refunding over HTTP', () => {
  const onClose = cleanUpAfterEach()
  let stripe: Stripe

  beforeEach(async () => {
    const double = await startTestDouble()
    onClose(double.close)
    stripe = double.stripe
  })

  const pay = (amount: number) =>
    stripe.paymentIntents.create({ amount, currency: 'eur', confirm: true, payment_method: 'pm_card_visa' })

  it('gives back all that is left when no amount is named', async () => {
    const { id, latest_charge } = await pay(5000)
    const part = await stripe.refunds.create({
      payment_intent: id,
      amount: 1500,
      reason: 'requested_by_customer',
    })
    expect(part).toMatchObject({ object: 'refund', amount: 1500, status: 'succeeded', payment_intent: id })
    expect(part.id).toMatch(/^re_[A-Za-z0-9]{24}$/)
    const rest = await stripe.refunds.create({ charge: String(latest_charge), metadata: { why: 'rain' } })
    expect(rest).toMatchObject({ amount: 3500, metadata: { why: 'rain' } })
    const charge = await stripe.charges.retrieve(String(latest_charge))
    expect(charge).toMatchObject({ amount_refunded: 5000, refunded: true })
    const more = await refusalOf(stripe.refunds.create({ payment_intent: id }))
    expect(more).toMatchObject({ statusCode: 400, code: 'charge_already_refunded' })
  })

  it('refuses more than what is left', async () => {
    const { id } = await pay(5000)
    await stripe.refunds.create({ payment_intent: id, amount: 4000 })
    const error = await refusalOf(stripe.refunds.create({ payment_intent: id, amount: 1001 }))
    expect(error).toMatchObject({ statusCode: 400, param: 'amount', rawType: 'invalid_request_error' })
  })

  it('refuses an intent that was not paid, one that is absent, and none', async () => {
    const { id } = await stripe.paymentIntents.create({ amount: 5000, currency: 'eur' })
    await refusalOf(stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_chargeDeclined' }))
    const unpaid = await refusalOf(stripe.refunds.create({ payment_intent: id }))
    expect(unpaid).toMatchObject({ statusCode: 400, code: 'payment_intent_unexpected_state' })
    const absent = await refusalOf(stripe.refunds.create({ payment_intent: 'pi_absent' }))
    expect(absent).toMatchObject({ statusCode: 404, code: 'resource_missing' })
    expect(await refusalOf(stripe.refunds.create({}))).toMatchObject({ code: 'parameter_missing' })
  })

  it('is read one by one, and listed by intent', async () => {
    const [first, second] = [await pay(5000), await pay(6000)]
    const refund = await stripe.refunds.create({ payment_intent: first.id, amount: 100 })
    await stripe.refunds.create({ payment_intent: second.id })
    expect({ ...(await stripe.refunds.retrieve(refund.id)) }).toEqual({ ...refund })
    const listed = await stripe.refunds.list({ payment_intent: first.id })
    expect(listed.data.map(({ id }) => id)).toEqual([refund.id])
  })
})

describe('the law of refunds', () => {
  it('takes a refund exactly when it fits into what is left', () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 4000 }), { maxLength: 12 })
    fc.assert(
      fc.property(fc.integer({ min: 50, max: 9000 }), amounts, (paid, refunds) => {
        const { run, chargeId } = payPurely(paid)
        let left = paid
        for (const amount of refunds) {
          const fits = amount <= left
          expect(run(createRefund, { charge: chargeId, amount: String(amount) })).toBe(fits)
          if (fits) left -= amount
        }
      }),
    )
  })
})

/** A paid charge in a bare store; `run` tells whether a rule took the parameters. */
function payPurely(amount: number) {
  const store = createStore()
  let ids = 0
  const request = (params: Record<string, string>): RuleRequest => ({
    state: store.state,
    params,
    id: '',
    caller: 'server',
    now: 1,
    requestId: 'req_1',
    idempotencyKey: null,
    newToken: () => String(++ids),
  })
  const run = (rule: Rule, params: Record<string, string>): boolean => {
    try {
      store.apply(rule(request(params)).changes)
      return true
    } catch (error) {
      if (error instanceof StripeFault) return false
      throw error
    }
  }
  run(createIntent, {
    amount: String(amount),
    currency: 'eur',
    confirm: 'true',
    payment_method: 'pm_card_visa',
  })
  return { run, chargeId: [...store.state.charges.keys()][0] ?? '' }
}
