import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { eventIds, paymentStream, ticketStream } from '@ticketing/event-log'
import { addPayment } from '../testing/paid-payment.js'
import { settled, storyOf } from '../testing/recorded-story.js'
import type { BackendPayment } from '../testing/ticketing-answers.js'
import { callOf, startWorld, type World } from '../testing/world.js'

const REFUND = `mutation($uuid: ID!, $amount: MoneyInput!, $ticketIds: [ID!]) {
  refundPayment(uuid: $uuid, amount: $amount, ticketIds: $ticketIds) {
    __typename
    ... on RefundedPayment { payment { refundedAmount { amount } } }
    ... on RefundRefused { reason }
  }
}`
const CLIENT_GONE_MS = 1_500

let world: World

/** Of 60 euros. */
function paid(): BackendPayment {
  const transaction_id = `pi_${randomUUID()}`
  world.stripe.open(transaction_id, 6000).status = 'succeeded'
  return addPayment(world, world.users.ada, { amount: 60, transaction_id })
}

async function refund(
  { uuid }: BackendPayment,
  minorUnits: number,
  options: { tickets?: string[]; ms?: number } = {},
) {
  const { tickets = [], ms = 10_000 } = options
  const variables = { uuid, amount: { minorUnits, currency: 'EUR' }, ticketIds: tickets }
  const call = callOf(world.users.admin, { requestId: `r-${minorUnits}`, deadline: Date.now() + ms })
  const { data, errors } = await world.subgraph.execute({ document: REFUND, variables, call })
  const refundPayment = JSON.parse(JSON.stringify(data?.refundPayment ?? null))
  return { refundPayment, failure: errors?.[0]?.extensions }
}

const ends = async ({ uuid }: BackendPayment) =>
  (await storyOf(world, paymentStream(uuid))).filter(({ type }) => type !== 'CommandIntended')
const atStripe = ({ transaction_id }: BackendPayment, amount: number) =>
  world.stripe.refunds.push({ payment_intent: transaction_id ?? '', amount, status: 'succeeded', key: null })
const route = ({ uuid }: BackendPayment) => `POST /api/payments/${uuid}/refund`

beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())
afterEach(() => {
  world.ticketing.state.failing.clear()
  world.ticketing.state.lost.clear()
})

describe('the log of refunds', () => {
  it('tells who gave what back, of what in all, and which tickets it was for', async () => {
    const payment = paid()
    const { uuid } = payment
    const [token, id] = [randomUUID().toUpperCase(), 31]
    world.ticketing.state.tickets.push({ id, status: 'used', token, payment_uuid: uuid })
    await refund(payment, 1000)
    await refund(payment, 5000, { tickets: [String(id)] })
    const money = (minorUnits: string) => ({ minorUnits, currency: 'EUR' })
    const about = { payment: uuid, owner: '1' }
    expect(await ends(payment)).toEqual([
      {
        type: 'PaymentRefunded',
        data: { ...about, amount: money('1000'), total: money('1000'), full: false },
      },
      {
        type: 'PaymentRefunded',
        data: { ...about, amount: money('5000'), total: money('6000'), full: true },
      },
    ])
    const [, , intent, refunded] = await world.eventLog.readStream(paymentStream(uuid))
    expect(intent?.data).toMatchObject({
      command: 'refundPayment',
      arguments: { payment: uuid, amount: '5000', refundedBefore: '1000', tickets: ['31'] },
    })
    expect(refunded).toMatchObject({ id: eventIds.paymentRefunded(uuid, 6000n) })
    expect(refunded?.context).toMatchObject({
      actor: { id: '8', role: 'ADMIN' },
      requestId: 'r-5000',
      causationId: intent?.id,
    })
    const [marking, marked] = await world.eventLog.readStream(ticketStream(token))
    expect(marking?.context).toMatchObject({ causationId: intent?.id, requestId: 'r-5000' })
    expect(marked).toMatchObject({
      type: 'TicketStatusSet',
      data: { ticket: '31', from: 'USED', to: 'REFUNDED' },
      context: { causationId: marking?.id, correlationId: intent?.context.correlationId },
    })
  })

  it('tells why money was not given back', async () => {
    const payment = paid()
    await refund(payment, 7000)
    await refund(payment, 1000, { tickets: ['999'] })
    expect((await ends(payment)).map(({ data }) => data)).toEqual([
      { command: 'refundPayment', reason: 'MORE_THAN_LEFT' },
      { command: 'refundPayment', reason: 'FOREIGN_TICKET' },
    ])
  })

  it('holds nothing of a payment that does not exist', async () => {
    const uuid = randomUUID()
    expect((await refund({ ...paid(), uuid }, 1000)).failure?.code).toBe('NOT_FOUND')
    expect(await storyOf(world, paymentStream(uuid))).toEqual([])
  })
})

describe('a refund that the backend answered with a failure', () => {
  it('is told to have been made, where it was', async () => {
    const payment = paid()
    world.ticketing.state.lost.set(route(payment), 500)
    expect((await refund(payment, 1000)).refundPayment).toMatchObject({
      payment: { refundedAmount: { amount: '10.00' } },
    })
    expect((await ends(payment)).map(({ type }) => type)).toEqual(['PaymentRefunded'])
  })

  it('is told not to have been made, where it was not, and does not hold the next one up', async () => {
    const payment = paid()
    world.ticketing.state.failing.set(route(payment), 502)
    const { failure } = await refund(payment, 1000)
    expect(failure).toMatchObject({ code: 'BACKEND_UNAVAILABLE', retryable: true })
    expect(failure).not.toHaveProperty('outcomeUnknown')
    world.ticketing.state.failing.clear()
    expect((await refund(payment, 2000)).refundPayment.__typename).toBe('RefundedPayment')
    expect((await ends(payment)).map(({ type }) => type)).toEqual(['CommandRefused', 'PaymentRefunded'])
  })
})

describe('a refund whose call timed out', () => {
  it('is settled at once, where it was made', async () => {
    const payment = paid()
    world.ticketing.state.lost.set(route(payment), 0)
    const { failure } = await refund(payment, 1000, { ms: CLIENT_GONE_MS })
    expect(failure).toMatchObject({ code: 'BACKEND_TIMEOUT', outcomeUnknown: true })
    const last = await settled(world, paymentStream(payment.uuid))
    expect(last).toMatchObject({
      type: 'PaymentRefunded',
      data: { total: { minorUnits: '1000' } },
      context: { actor: { id: 'settler', role: 'SYSTEM' }, observedAt: expect.any(Date) },
    })
  })

  it('is settled once nobody can be at work on it, where it was not, and the next one goes on', async () => {
    const payment = paid()
    world.ticketing.state.failing.set(route(payment), 0)
    await refund(payment, 1000, { ms: CLIENT_GONE_MS })
    world.ticketing.state.failing.clear()
    expect((await refund(payment, 2000, { ms: 25_000 })).refundPayment.__typename).toBe('RefundedPayment')
    expect((await ends(payment)).map(({ type }) => type)).toEqual(['CommandRefused', 'PaymentRefunded'])
    expect(payment.refunded).toBe(20)
  })

  it('is UNKNOWN where Stripe gave back and the backend forgot, and no other is made after it', async () => {
    const payment = paid()
    world.ticketing.state.failing.set(route(payment), 0)
    await refund(payment, 1000, { ms: CLIENT_GONE_MS })
    atStripe(payment, 1000)
    world.ticketing.state.failing.clear()
    expect(await settled(world, paymentStream(payment.uuid))).toMatchObject({
      type: 'CommandOutcomeUnknown',
      data: { command: 'refundPayment' },
    })
    expect((await refund(payment, 1000)).refundPayment).toMatchObject({ reason: 'UNKNOWN_REFUND' })
  })
})
