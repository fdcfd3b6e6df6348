import { beforeEach, describe, expect, it } from '@jest/globals'
import type Stripe from 'stripe'
import { cleanUpAfterEach } from './testing/clean-up.js'
import { refusalOf, startTestDouble } from './testing/test-double.js'

const onClose = cleanUpAfterEach()
let stripe: Stripe
let url: string

beforeEach(async () => {
  const double = await startTestDouble()
  onClose(double.close)
  stripe = double.stripe
  url = double.url
})

const createIntent = () =>
  stripe.paymentIntents.create({ amount: 5000, currency: 'eur', metadata: { order: 'secret note' } })

describe('confirming with a secret key', () => {
  it.each(['pm_card_visa', 'pm_card_mastercard', 'pm_card_amex', 'pm_card_fr'])(
    'is paid by %s',
    async (card) => {
      const { id } = await createIntent()
      const paid = await stripe.paymentIntents.confirm(id, { payment_method: card })
      expect(paid).toMatchObject({ status: 'succeeded', amount_received: 5000, last_payment_error: null })
      const charge = await stripe.charges.retrieve(String(paid.latest_charge))
      expect(charge).toMatchObject({
        paid: true,
        amount: 5000,
        payment_intent: id,
        payment_method: paid.payment_method,
      })
    },
  )

  it.each([
    ['pm_card_chargeDeclined', 'card_declined', 'generic_decline'],
    ['pm_card_visa_chargeDeclined', 'card_declined', 'generic_decline'],
    ['pm_card_chargeDeclinedInsufficientFunds', 'card_declined', 'insufficient_funds'],
    ['pm_card_visa_chargeDeclinedLostCard', 'card_declined', 'lost_card'],
    ['pm_card_chargeDeclinedExpiredCard', 'expired_card', ''],
    ['pm_card_chargeDeclinedIncorrectCvc', 'incorrect_cvc', ''],
    ['pm_card_chargeDeclinedProcessingError', 'processing_error', ''],
  ])('is declined by %s, and may be tried again', async (card, code, declineCode) => {
    const { id } = await createIntent()
    const error = await refusalOf(stripe.paymentIntents.confirm(id, { payment_method: card }))
    expect(error).toMatchObject({ type: 'StripeCardError', statusCode: 402, code, decline_code: declineCode })
    expect(error.payment_intent).toMatchObject({ id, status: 'requires_payment_method' })

    const declined = await stripe.paymentIntents.retrieve(id)
    expect(declined).toMatchObject({
      status: 'requires_payment_method',
      payment_method: null,
      amount_received: 0,
      last_payment_error: { type: 'card_error', code, charge: declined.latest_charge },
    })
    const paid = await stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' })
    expect(paid).toMatchObject({ status: 'succeeded', last_payment_error: null })
  })

  it('uses the card that was put on the intent before', async () => {
    const { id } = await createIntent()
    const updated = await stripe.paymentIntents.update(id, { payment_method: 'pm_card_mastercard' })
    expect(updated.status).toBe('requires_confirmation')
    const paid = await stripe.paymentIntents.confirm(id)
    expect(paid).toMatchObject({ status: 'succeeded', payment_method: updated.payment_method })
  })

  it('takes a test token for a card', async () => {
    const { id } = await createIntent()
    const paid = await stripe.paymentIntents.confirm(id, {
      payment_method_data: { type: 'card', card: { token: 'tok_visa' } },
    } as Stripe.PaymentIntentConfirmParams)
    expect(paid.status).toBe('succeeded')
  })

  it('refuses an unknown card, a missing card and a second payment', async () => {
    const { id } = await createIntent()
    const unknown = await refusalOf(
      stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_constructor' }),
    )
    expect(unknown).toMatchObject({ statusCode: 404, code: 'resource_missing', param: 'payment_method' })
    const missing = await refusalOf(stripe.paymentIntents.confirm(id))
    expect(missing).toMatchObject({ statusCode: 400, code: 'payment_intent_unexpected_state' })
    await stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' })
    const second = await refusalOf(stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' }))
    expect(second).toMatchObject({ statusCode: 400, code: 'payment_intent_unexpected_state' })
  })
})

describe('confirming as a browser does', () => {
  const confirm = (id: string, form: Record<string, string>) =>
    fetch(`${url}/v1/payment_intents/${id}/confirm`, { method: 'POST', body: new URLSearchParams(form) })

  it('needs a publishable key and the client secret, and shows none of the notes of the seller', async () => {
    const { id, client_secret } = await createIntent()
    const response = await confirm(id, {
      key: 'pk_test_browser',
      client_secret: String(client_secret),
      payment_method: 'pm_card_visa',
    })
    expect(response.status).toBe(200)
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    const body = await response.json()
    expect(body).toMatchObject({ id, status: 'succeeded', amount: 5000 })
    expect(body).not.toHaveProperty('metadata')
    expect(JSON.stringify(body)).not.toContain('secret note')
  })

  it('shows no notes in a decline either', async () => {
    const { id, client_secret } = await createIntent()
    const response = await confirm(id, {
      key: 'pk_test_browser',
      client_secret: String(client_secret),
      payment_method: 'pm_card_chargeDeclined',
    })
    expect(response.status).toBe(402)
    expect(await response.text()).not.toContain('secret note')
  })

  it('refuses a foreign client secret, and none at all', async () => {
    const [mine, other] = [await createIntent(), await createIntent()]
    const key = 'pk_test_browser'
    const foreign = await confirm(mine.id, {
      key,
      client_secret: String(other.client_secret),
      payment_method: 'pm_card_visa',
    })
    const none = await confirm(mine.id, { key, payment_method: 'pm_card_visa' })
    expect([foreign.status, none.status]).toEqual([400, 400])
    expect((await stripe.paymentIntents.retrieve(mine.id)).status).toBe('requires_payment_method')
  })

  it('opens nothing else to a publishable key', async () => {
    const { id } = await createIntent()
    for (const path of ['/v1/payment_intents', '/v1/events', '/v1/refunds']) {
      const response = await fetch(`${url}${path}`, { headers: { authorization: 'Bearer pk_test_browser' } })
      expect(response.status).toBe(401)
      expect(await response.json()).toMatchObject({ error: { code: 'secret_key_required' } })
    }
    const bare = await fetch(`${url}/v1/payment_intents/${id}?key=pk_test_browser`)
    expect(bare.status).toBe(400)
  })
})
