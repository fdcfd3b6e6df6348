import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { paymentStream } from '@ticketing/event-log'
import { typesOf } from '../testing/recorded-story.js'
import { callOf, startWorld, type World } from '../testing/world.js'

const START = `mutation($input: StartPaymentInput!) { startPayment(input: $input) {
  ... on StartedPayment { payment { uuid } }
} }`
const REFUND = `mutation($uuid: ID!, $amount: MoneyInput!) {
  refundPayment(uuid: $uuid, amount: $amount) { __typename }
}`

let world: World
const rooms = () => [world, ...world.others]

/** The same six times, over both rooms in turn. */
function sixTimes(document: string, variables: Record<string, unknown>, user = world.users.ada) {
  return Promise.all(
    Array.from({ length: 6 }, async (_, index) => {
      const room = rooms()[index % 2]
      const call = callOf(user, { requestId: `r-${index}` })
      const result = await room?.subgraph.execute({ document, variables, call })
      return JSON.parse(JSON.stringify(result))
    }),
  )
}

beforeAll(async () => {
  world = await startWorld({ rooms: 2 })
})
afterAll(() => world.close())

describe('two processes over one backend that races', () => {
  it('open one payment and one intent at Stripe for six parallel calls', async () => {
    const { ada } = world.users
    world.ticketing.state.racy = true
    ada.cart.lines = [{ product_id: 5, quantity: 2, price: 20, available: 50 }]
    const answers = await sixTimes(START, { input: { cartId: String(ada.cart.id) } })
    const uuids = new Set(answers.map(({ data }) => data.startPayment.payment.uuid))
    expect(uuids.size).toBe(1)
    expect(world.ticketing.state.payments).toHaveLength(1)
    expect(world.stripe.intents.size).toBe(1)
    expect(await typesOf(world, paymentStream([...uuids].join()))).toEqual(['PaymentStarted'])
  })

  it('give back no more than there is', async () => {
    const payment = world.ticketing.state.payments[0]
    const intent = world.stripe.intents.get(payment?.transaction_id ?? '')
    if (!payment || !intent) throw new Error('no payment was started')
    Object.assign(payment, { status: 'paid', paid_at: '2024-07-01T10:05:00+00:00' })
    intent.status = 'succeeded'
    const variables = { uuid: payment.uuid, amount: { minorUnits: 1500, currency: 'EUR' } }
    const answers = await sixTimes(REFUND, variables, world.users.admin)
    const made = answers.filter(({ data }) => data?.refundPayment?.__typename === 'RefundedPayment').length
    expect([1, 2]).toContain(made)
    expect(payment.refunded).toBe(15 * made)
    const ends = (await typesOf(world, paymentStream(payment.uuid))).filter(
      (type) => type !== 'CommandIntended',
    )
    expect(ends.slice(1).sort()).toEqual([
      ...Array(6 - made).fill('CommandRefused'),
      ...Array(made).fill('PaymentRefunded'),
    ])
  })
})
