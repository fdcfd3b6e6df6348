import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { addPayment } from '../testing/paid-payment.js'
import { ask, startWorld, type World } from '../testing/world.js'

const REFUND = `mutation($uuid: ID!, $amount: MoneyInput!) {
  refundPayment(uuid: $uuid, amount: $amount) {
    __typename
    ... on RefundedPayment { refunded { amount } payment { refundedAmount { amount } } }
    ... on RefundRefused { reason left { amount } refundedAtStripe { amount } }
  }
}`

let world: World

/** Paid, and charged to the cent unless said otherwise. */
function paid(euros: number, charged = Math.round(euros * 100)) {
  const transaction_id = `pi_${randomUUID()}`
  world.stripe.open(transaction_id, charged).status = 'succeeded'
  return addPayment(world, world.users.ada, { amount: euros, transaction_id })
}
const refund = async (uuid: string, minorUnits: number) => {
  const variables = { uuid, amount: { minorUnits, currency: 'EUR' } }
  const { data, errors } = await ask(world, world.users.admin, REFUND, variables)
  expect(errors).toBeUndefined()
  return data.refundPayment
}
const atStripe = (payment: { transaction_id: string | null }) =>
  world.stripe.refunds.filter(({ payment_intent }) => payment_intent === payment.transaction_id)
const backendRefunds = () => world.ticketing.asked.filter(({ path }) => path.endsWith('/refund'))

beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())
afterEach(() => {
  world.ticketing.state.payments.length = 0
  world.ticketing.asked.length = 0
  world.stripe.refunds.length = 0
  world.stripe.fail.status = null
})

describe('a refund of which the backend cuts a cent off', () => {
  it('gives the cent back at Stripe, with a key of the payment and its total', async () => {
    const payment = paid(19.99)
    expect(await refund(payment.uuid, 1999)).toMatchObject({
      __typename: 'RefundedPayment',
      refunded: { amount: '19.99' },
    })
    expect(atStripe(payment).map(({ amount, key }) => [amount, key])).toEqual([
      [1998, null],
      [1, `missing-cent-${payment.uuid}-1999`],
    ])
  })

  it('gives it back for each part, and none where none was cut off', async () => {
    const payment = paid(59.97)
    for (const part of [1999, 2000, 1998]) await refund(payment.uuid, part)
    expect(atStripe(payment).map(({ amount }) => amount)).toEqual([1998, 1, 2000, 1998])
  })

  it('gives no cent back that was never charged', async () => {
    const payment = paid(19.99, 1998)
    await refund(payment.uuid, 1999)
    expect(atStripe(payment).map(({ amount }) => amount)).toEqual([1998])
  })

  it('touches nothing when more than a cent is missing', async () => {
    const payment = paid(60)
    payment.refunded = 10
    await refund(payment.uuid, 1000)
    expect(atStripe(payment).map(({ amount }) => amount)).toEqual([1000])
  })
})

describe('a refund that the backend forgot', () => {
  it('keeps money from being given back again, and is told', async () => {
    const payment = paid(60)
    payment.refunded = 10
    for (const [amount, status] of [
      [1000, 'succeeded'],
      [2500, 'succeeded'],
      // Never reached the bank.
      [700, 'failed'],
    ] as const) {
      world.stripe.refunds.push({ payment_intent: payment.transaction_id ?? '', amount, status, key: null })
    }
    expect(await refund(payment.uuid, 1000)).toEqual({
      __typename: 'RefundRefused',
      reason: 'UNKNOWN_REFUND',
      left: { amount: '25.00' },
      refundedAtStripe: { amount: '35.00' },
    })
    expect(backendRefunds()).toEqual([])
  })

  it('is looked for: nothing is given back while Stripe does not answer', async () => {
    const payment = paid(60)
    world.stripe.fail.status = 500
    const variables = { uuid: payment.uuid, amount: { minorUnits: 100, currency: 'EUR' } }
    const { errors } = await ask(world, world.users.admin, REFUND, variables)
    expect(errors?.[0]?.extensions.code).toBe('SERVICE_UNAVAILABLE')
    expect(backendRefunds()).toEqual([])
  })
})
