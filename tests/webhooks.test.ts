// Stripe says the same more than once, to both gateways at the same time, over a backend that nothing keeps apart.
import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import {
  BrowseDocument,
  PayDocument,
  SetItemDocument,
  ShowCartDocument,
  ShowPaymentDocument,
} from './generated/graphql.js'
import { until } from './journey/pay.js'
import { type Person, signIn } from './journey/people.js'
import { type Platform, startPlatform } from './journey/platform.js'

const SECRET = 'whsec_that_the_test_knows'

let platform: Platform
let buyer: Person

beforeAll(async () => {
  platform = await startPlatform('in one process', { env: { STRIPE_WEBHOOK_SECRET: SECRET } })
  buyer = await signIn(platform.url, 'other@example.test')
})
afterAll(() => platform.close())

async function startedPayment(quantity: number) {
  const { products } = await buyer.ask(BrowseDocument)
  const productId = products?.nodes.find(({ stock }) => (stock ?? 0) > 10)?.id ?? ''
  await buyer.ask(SetItemDocument, { productId, quantity })
  const { cart } = await buyer.ask(ShowCartDocument)
  const { startPayment } = await buyer.ask(PayDocument, { cartId: cart?.id ?? '' })
  if (startPayment?.__typename !== 'StartedPayment') throw new Error(`got ${startPayment?.__typename}`)
  const intent = startPayment.clientSecret.split('_secret_')[0] ?? ''
  return { uuid: startPayment.payment.uuid, intent }
}

function send(gateway: string, event: { id: string; uuid: string; intent: string }): Promise<Response> {
  const seconds = Math.floor(Date.now() / 1000)
  const object = { id: event.intent, object: 'payment_intent', metadata: { payment_uuid: event.uuid } }
  const type = 'payment_intent.succeeded'
  const body = JSON.stringify({ id: event.id, object: 'event', created: seconds, type, data: { object } })
  const digest = createHmac('sha256', SECRET).update(`${seconds}.${body}`).digest('hex')
  const headers = { 'content-type': 'application/json', 'stripe-signature': `t=${seconds},v1=${digest}` }
  return fetch(`${gateway}/webhooks/stripe`, { method: 'POST', body, headers })
}

/** How many events the gateways together are done with. */
async function doneWith(gateways: readonly string[]): Promise<number> {
  const texts = await Promise.all(gateways.map(async (url) => (await fetch(`${url}/metrics`)).text()))
  const counts = texts
    .join('\n')
    .matchAll(/^payments_webhook_attempts_total\{outcome="(?:passed_on|already_paid)"\} (\d+)$/gm)
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0)
}

describe('events of Stripe that arrive again and again', () => {
  it('make exactly one set of tickets', async () => {
    const payment = await startedPayment(3)
    const gateways = [platform.url, platform.secondUrl]
    const ids = ['evt_first', 'evt_second', 'evt_first', 'evt_second']
    const answers = await Promise.all(
      gateways.flatMap((gateway) => ids.map((id) => send(gateway, { id, ...payment }))),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200))
    await until(
      () => doneWith(gateways),
      (count) => count >= 2,
    )
    const { payment: paid } = await buyer.ask(ShowPaymentDocument, { uuid: payment.uuid })
    expect(paid).toMatchObject({ status: 'PAID', tickets: [{}, {}, {}] })
    expect(await doneWith(gateways)).toBe(2)
  })
})
