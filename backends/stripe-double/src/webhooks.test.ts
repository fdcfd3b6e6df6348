import { beforeEach, describe, expect, it } from '@jest/globals'
import { cleanUpAfterEach } from './testing/clean-up.js'
import { refusalOf, startTestDouble } from './testing/test-double.js'
import { startWebhookReceiver, type WebhookReceiver } from './testing/webhook-receiver.js'

const onClose = cleanUpAfterEach()
const price = { amount: 1999, currency: 'eur', metadata: { payment_uuid: 'é-1' } } as const

async function receive(statuses: readonly number[] = []) {
  const receiver = await startWebhookReceiver(statuses)
  onClose(receiver.close)
  return receiver
}

async function start(options: Parameters<typeof startTestDouble>[0] = {}) {
  const double = await startTestDouble({ retryDelaysMs: [5, 10], ...options })
  onClose(double.close)
  return double
}

const typesOf = async (receiver: WebhookReceiver, count: number): Promise<string[]> => {
  const types: string[] = []
  while (types.length < count) types.push((await receiver.next()).event.type)
  return types
}

describe('webhooks', () => {
  let receiver: WebhookReceiver

  beforeEach(async () => {
    receiver = await receive()
  })

  it('tell the story of a payment and its refund, signed', async () => {
    const { stripe } = await start({ webhookUrl: receiver.url })
    const { id } = await stripe.paymentIntents.create(price)
    expect(await typesOf(receiver, 1)).toEqual(['payment_intent.created'])
    await refusalOf(stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_chargeDeclined' }))
    expect(await typesOf(receiver, 1)).toEqual(['payment_intent.payment_failed'])
    await stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' }, { idempotencyKey: 'pay-1' })
    const { event } = await receiver.next()
    expect(event).toMatchObject({
      type: 'payment_intent.succeeded',
      object: 'event',
      data: { object: { id, status: 'succeeded', metadata: { payment_uuid: 'é-1' } } },
      request: { idempotency_key: 'pay-1' },
    })
    await stripe.refunds.create({ payment_intent: id, amount: 999 })
    expect((await typesOf(receiver, 2)).sort()).toEqual(['charge.refunded', 'refund.created'])
  })

  it('tell of a cancelation', async () => {
    const { stripe } = await start({ webhookUrl: receiver.url })
    const { id } = await stripe.paymentIntents.create(price)
    await stripe.paymentIntents.cancel(id)
    expect((await typesOf(receiver, 2)).sort()).toEqual(['payment_intent.canceled', 'payment_intent.created'])
  })

  it('wait for a URL that is set later', async () => {
    const double = await start()
    await double.stripe.paymentIntents.create(price)
    double.setWebhookUrl(receiver.url)
    expect(await typesOf(receiver, 1)).toEqual(['payment_intent.created'])
  })

  it('go to a new URL at once, also those that wait for another try', async () => {
    const broken = await receive([500])
    const double = await start({ webhookUrl: broken.url, retryDelaysMs: [3_600_000] })
    await double.stripe.paymentIntents.create(price)
    await broken.next()
    double.setWebhookUrl(receiver.url)
    expect(await typesOf(receiver, 1)).toEqual(['payment_intent.created'])
  })
})

describe('a webhook that is not taken', () => {
  it('comes again, signed anew, until it is answered with 2xx', async () => {
    const receiver = await receive([500, 404, 302])
    let time = Date.now()
    const now = () => {
      time += 1000
      return time
    }
    const { stripe } = await start({ webhookUrl: receiver.url, now })
    await stripe.paymentIntents.create(price)
    const deliveries = [
      await receiver.next(),
      await receiver.next(),
      await receiver.next(),
      await receiver.next(),
    ]
    expect(new Set(deliveries.map(({ event }) => event.id)).size).toBe(1)
    expect(new Set(deliveries.map(({ signature }) => signature)).size).toBe(4)
    await stripe.paymentIntents.create(price)
    expect((await receiver.next()).event.id).not.toBe(deliveries[0]?.event.id)
  })

  it('does not keep the double from closing', async () => {
    const double = await start({ webhookUrl: 'http://127.0.0.1:9/nobody', retryDelaysMs: [3_600_000] })
    await double.stripe.paymentIntents.create(price)
    await double.close()
    await expect(fetch(double.url)).rejects.toThrow()
  })
})

describe('events', () => {
  it('are read one by one, and listed by type', async () => {
    const { stripe } = await start()
    const { id } = await stripe.paymentIntents.create({
      ...price,
      confirm: true,
      payment_method: 'pm_card_visa',
    })
    const all = await stripe.events.list()
    expect(all.data.map(({ type }) => type)).toEqual(['payment_intent.succeeded', 'payment_intent.created'])
    const [succeeded] = (await stripe.events.list({ types: ['payment_intent.succeeded'] })).data
    const event = await stripe.events.retrieve(String(succeeded?.id))
    expect(event).toMatchObject({
      type: 'payment_intent.succeeded',
      data: { object: { id } },
      pending_webhooks: 1,
    })
    expect((await stripe.events.list({ type: 'payment_intent.*' })).data).toHaveLength(2)
    expect((await stripe.events.list({ type: 'charge.refunded' })).data).toHaveLength(0)
  })
})
