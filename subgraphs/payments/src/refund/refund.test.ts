import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { ticketStream } from '@ticketing/event-log'
import type { BackendPayment } from '../testing/ticketing-answers.js'
import { type Answer, ask, callOf, startWorld, type World } from '../testing/world.js'

const REFUND = `mutation($uuid: ID!, $amount: MoneyInput!, $ticketIds: [ID!]) {
  refundPayment(uuid: $uuid, amount: $amount, ticketIds: $ticketIds) {
    __typename
    ... on RefundedPayment { payment { uuid status refundedAmount { amount } refundedAt updatedAt } refunded { amount } tickets { id } unmarkedTickets { id } }
    ... on RefundRefused { reason left { amount } refundedAtStripe { amount } }
  }
}`

let world: World

/** A payment of 60 euros, of which Stripe has given back what the backend has. */
function paid(change: Partial<BackendPayment> = {}): BackendPayment {
  const transaction_id = `pi_${randomUUID()}`
  const payment: BackendPayment = {
    uuid: randomUUID(),
    user_id: 1,
    cart_id: 101,
    status: 'paid',
    payment_method: 'stripe',
    amount: 60,
    refunded: null,
    paid_at: '2024-07-01T10:05:00+00:00',
    transaction_id,
    lines: [],
    ...change,
  }
  world.ticketing.state.payments.push(payment)
  world.stripe.open(transaction_id, Math.round(payment.amount * 100)).status = 'succeeded'
  if (payment.refunded !== null) giveBackAtStripe(payment, Math.round(payment.refunded * 100))
  return payment
}
function giveBackAtStripe({ transaction_id }: BackendPayment, amount: number): void {
  const refund = { payment_intent: transaction_id ?? '', amount, status: 'succeeded' as const, key: null }
  world.stripe.refunds.push(refund)
}
const refund = (uuid: string, minorUnits: number, ticketIds?: string[], user = world.users.admin) =>
  ask(world, user, REFUND, { uuid, amount: { minorUnits, currency: 'EUR' }, ticketIds })
/** Each of a number of its own: what is recorded of a ticket has an id that follows from it. */
function addTickets(payment_uuid: string, ids: readonly number[]): void {
  for (const id of ids) {
    world.ticketing.state.tickets.push({
      id,
      status: 'issued',
      token: `T${id}-${payment_uuid}`,
      payment_uuid,
    })
  }
}
const marks = () => world.ticketing.log().filter((line) => line.startsWith('PUT'))
/** Somebody else's command, such as a scan. */
function atWorkOn(stream: string, deadline: number, work: () => Promise<void>): Promise<void> {
  const asker = {
    actor: { id: '3', role: 'EMPLOYEE' as const },
    client: null,
    requestId: null,
    traceparent: null,
  }
  return world.commands.run({ stream, name: 'admitTicket', arguments: {}, asker, deadline }, async () => {
    await work()
    return { value: undefined, nothing: 'It was not let in.' }
  })
}
/** Looks again until it holds. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve))
}
const refundsSent = () => world.ticketing.asked.filter(({ path }) => path.endsWith('/refund'))

beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())
afterEach(() => {
  const { payments, tickets, failing } = world.ticketing.state
  payments.length = 0
  tickets.length = 0
  failing.clear()
  world.ticketing.asked.length = 0
})

describe('refundPayment', () => {
  it('gives a part back, exactly, and shows the payment as it is afterwards', async () => {
    const { uuid } = paid()
    const { data, errors } = await refund(uuid, 1010)
    expect(errors).toBeUndefined()
    expect(data.refundPayment).toEqual({
      __typename: 'RefundedPayment',
      payment: {
        uuid,
        status: 'PAID',
        refundedAmount: { amount: '10.10' },
        refundedAt: '2024-07-02T10:00:00.000Z',
        updatedAt: '2024-07-02T10:00:00.000Z',
      },
      refunded: { amount: '10.10' },
      tickets: [],
      unmarkedTickets: [],
    })
    expect(refundsSent().map(({ text }) => text)).toEqual(['{"amount":10.1}'])
  })

  it('gives the rest back', async () => {
    const { uuid } = paid({ refunded: 20 })
    expect((await refund(uuid, 4000)).data.refundPayment.payment).toMatchObject({ status: 'REFUNDED' })
  })

  it('marks the named tickets, but none that is refunded or cancelled already', async () => {
    const { uuid } = paid()
    for (const [id, status] of [
      [1, 'issued'],
      [2, 'used'],
      [3, 'refunded'],
      [4, 'cancelled'],
      [5, 'issued'],
    ] as const) {
      world.ticketing.state.tickets.push({ id, status, token: `T${id}-${uuid}`, payment_uuid: uuid })
    }
    const { data } = await refund(uuid, 3000, ['1', '2', '3', '4', '1'])
    expect(data.refundPayment.tickets).toEqual([{ id: '1' }, { id: '2' }])
    expect(marks()).toEqual(['PUT /api/tickets/admin/1/status', 'PUT /api/tickets/admin/2/status'])
  })

  it('names the tickets that could not be marked: the money is back all the same', async () => {
    const { uuid } = paid()
    world.ticketing.state.tickets.push({ id: 1, status: 'issued', token: `T1-${uuid}`, payment_uuid: uuid })
    world.ticketing.state.failing.set('PUT /api/tickets/admin/1/status', 500)
    const { data, errors } = await refund(uuid, 3000, ['1'])
    expect(errors).toBeUndefined()
    expect(data.refundPayment).toMatchObject({ tickets: [], unmarkedTickets: [{ id: '1' }] })
  })

  it('marks a ticket once, however many refunds name it', async () => {
    const payment = paid()
    addTickets(payment.uuid, [11, 12])
    const answers: Answer[] = []
    for (let times = 0; times < 5; times += 1) {
      answers.push(await refund(payment.uuid, 1000, ['11', '12']))
    }
    const outcomes = answers.map(({ data }) => data.refundPayment)
    expect(outcomes.map(({ __typename }) => __typename)).toEqual(Array(5).fill('RefundedPayment'))
    expect(outcomes.flatMap(({ unmarkedTickets }) => unmarkedTickets)).toEqual([])
    const named = outcomes.flatMap(({ tickets }) => tickets.map(({ id }: { id: string }) => id))
    expect(named.sort()).toEqual(['11', '12'])
    expect(marks().sort()).toEqual(['PUT /api/tickets/admin/11/status', 'PUT /api/tickets/admin/12/status'])
    expect(payment.refunded).toBe(50)
  })

  it('does not mark a ticket that somebody cancels while the refund waits for it', async () => {
    const { uuid } = paid()
    addTickets(uuid, [21])
    let answer: Promise<Answer> | undefined
    await atWorkOn(ticketStream(`t21-${uuid}`), Date.now() + 10_000, async () => {
      answer = refund(uuid, 1000, ['21'])
      await until(() => refundsSent().length === 1)
      for (const ticket of world.ticketing.state.tickets) ticket.status = 'cancelled'
    })
    expect((await answer)?.data.refundPayment).toMatchObject({ tickets: [], unmarkedTickets: [] })
    expect(marks()).toEqual([])
  })

  it('marks the tickets of a slow refund too, after the request has run out of time', async () => {
    const { uuid } = paid()
    addTickets(uuid, [31, 32])
    const deadline = Date.now() + 1500
    let answer: ReturnType<World['subgraph']['execute']> | undefined
    await atWorkOn(ticketStream(`t31-${uuid}`), deadline + 5000, async () => {
      answer = world.subgraph.execute({
        document: REFUND,
        variables: { uuid, amount: { minorUnits: 1000, currency: 'EUR' }, ticketIds: ['31', '32'] },
        call: callOf(world.users.admin, { deadline }),
      })
      await until(() => refundsSent().length === 1 && Date.now() > deadline + 100)
    })
    expect((await answer)?.data).toMatchObject({
      refundPayment: { tickets: [{ id: '31' }, { id: '32' }], unmarkedTickets: [] },
    })
  })

  it('does not stand in its own way when there are more refunds than connections', async () => {
    const payments = Array.from({ length: 15 }, () => paid())
    payments.forEach(({ uuid }, index) => {
      addTickets(uuid, [index + 41])
    })
    const answers = await Promise.all(
      payments.map(({ uuid }, index) => refund(uuid, 1000, [String(index + 41)])),
    )
    expect(answers.map(({ data }) => data.refundPayment.tickets.length)).toEqual(Array(15).fill(1))
  })

  it('refuses a ticket of another payment before any money moves', async () => {
    const { uuid } = paid()
    const other = paid()
    world.ticketing.state.tickets.push({ id: 7, status: 'issued', token: 'T7', payment_uuid: other.uuid })
    const { data } = await refund(uuid, 1000, ['7'])
    expect(data.refundPayment).toEqual({
      __typename: 'RefundRefused',
      reason: 'FOREIGN_TICKET',
      left: { amount: '60.00' },
      refundedAtStripe: null,
    })
    expect(refundsSent()).toEqual([])
  })

  it.each([
    ['MORE_THAN_LEFT', { refunded: 55 }, '5.00'],
    ['NOTHING_LEFT', { status: 'refunded', refunded: 60 }, '0.00'],
    ['NOT_PAID', { status: 'pending', paid_at: null }, '60.00'],
    ['FREE', { payment_method: 'free', amount: 0, paid_at: null }, '0.00'],
  ] as const)('refuses with %s', async (reason, change, left) => {
    const { uuid } = paid(change)
    const { data } = await refund(uuid, 600)
    expect(data.refundPayment).toEqual({
      __typename: 'RefundRefused',
      reason,
      left: { amount: left },
      refundedAtStripe: null,
    })
    expect(refundsSent()).toEqual([])
  })

  it('makes one of those that were decided on the same state of the payment', async () => {
    const payment = paid()
    const answers = await Promise.all(Array.from({ length: 5 }, () => refund(payment.uuid, 500)))
    const made = answers.filter(({ data }) => data?.refundPayment?.__typename === 'RefundedPayment')
    const codes = answers.flatMap(({ errors }) => errors ?? []).map(({ extensions }) => extensions.code)
    // One that came to look only after another had been made is a refund of its own.
    expect(codes).toEqual(Array(5 - made.length).fill('CONFLICT'))
    expect(codes).not.toEqual([])
    expect(payment.refunded).toBe(5 * made.length)
    expect((await refund(payment.uuid, 500)).data.refundPayment.__typename).toBe('RefundedPayment')
  })

  it('takes euros above zero only', async () => {
    const { uuid } = paid()
    const codes = [
      await refund(uuid, 0),
      await refund(uuid, -5),
      await ask(world, world.users.admin, REFUND, { uuid, amount: { minorUnits: 500, currency: 'JPY' } }),
    ].map(({ errors }) => errors?.[0]?.extensions.code)
    expect(codes).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT', 'BAD_USER_INPUT'])
    expect(world.ticketing.asked).toEqual([])
  })

  it('does not know a payment that does not exist', async () => {
    for (const uuid of [randomUUID(), 'nope', '']) {
      expect((await refund(uuid, 100)).errors?.[0]?.extensions.code).toBe('NOT_FOUND')
    }
  })

  it('is for admins', async () => {
    const { uuid } = paid()
    expect((await refund(uuid, 100, [], world.users.ada)).errors?.[0]?.extensions.code).toBe('FORBIDDEN')
    expect(world.ticketing.asked).toEqual([])
  })

  it('is sent once, and says that nobody knows when no answer comes in time', async () => {
    const { uuid } = paid()
    world.ticketing.state.failing.set(`POST /api/payments/${uuid}/refund`, 0)
    const result = await world.subgraph.execute({
      document: REFUND,
      variables: { uuid, amount: { minorUnits: 100, currency: 'EUR' } },
      call: callOf(world.users.admin, { deadline: Date.now() + 400 }),
    })
    expect(result.errors?.[0]?.message).toMatch(/Nobody knows yet whether this refund was made/)
    expect(result.errors?.[0]?.extensions).toMatchObject({
      code: 'BACKEND_TIMEOUT',
      retryable: false,
      outcomeUnknown: true,
    })
    expect(refundsSent()).toHaveLength(1)
  })
})
