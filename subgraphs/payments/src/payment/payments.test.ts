import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { addPayment } from '../testing/paid-payment.js'
import { ask, startWorld, type World } from '../testing/world.js'

const PAYMENTS = `query($filter: PaymentFilter, $sort: PaymentSort, $first: Int, $after: String) {
  payments(filter: $filter, sort: $sort, first: $first, after: $after) {
    totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    nodes {
      uuid status method amount { amount } createdAt updatedAt paidAt refundedAt refundedAmount { amount }
      lines { name quantity lineTotal { amount } } transactionId invoiceUrl invoiceDownload { url } user { id }
    }
  }
}`

let world: World
const list = async (variables: Record<string, unknown> = {}, user = world.users.admin) =>
  ask(world, user, PAYMENTS, variables)
const uuidsOf = async (variables: Record<string, unknown>) =>
  (await list(variables)).data.payments.nodes.map(({ uuid }: { uuid: string }) => uuid)
const eur = (minorUnits: number) => ({ minorUnits, currency: 'EUR' })
const cursor = (offset: number) => Buffer.from(`offset:${offset}`).toString('base64url')

beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())
afterEach(() => {
  world.ticketing.state.payments.length = 0
  world.ticketing.asked.length = 0
})

describe('payments', () => {
  it('shows each payment in full with one call', async () => {
    const { ada, admin } = world.users
    const payment = addPayment(world, ada, { refunded: 10, refunded_at: '2024-07-02T10:00:00+00:00' })
    addPayment(world, world.users.ben, { created_at: '2024-06-01T10:00:00+00:00' })
    const { data, errors } = await list()
    expect(errors).toBeUndefined()
    const { uuid } = payment
    expect(data.payments.nodes[0]).toEqual({
      uuid,
      status: 'PAID',
      method: 'STRIPE',
      amount: { amount: '44.97' },
      createdAt: '2024-07-01T10:00:00.000Z',
      updatedAt: '2024-07-01T10:06:00.000Z',
      paidAt: '2024-07-01T10:05:00.000Z',
      refundedAt: '2024-07-02T10:00:00.000Z',
      refundedAmount: { amount: '10.00' },
      lines: [{ name: 'Event 6', quantity: 3, lineTotal: { amount: '44.97' } }],
      transactionId: payment.transaction_id,
      invoiceUrl: `http://gateway.test/files/invoices/invoice_${uuid}.pdf`,
      invoiceDownload: { url: expect.stringContaining(`/files/invoices/invoice_${uuid}.pdf?link=`) },
      user: { id: '1' },
    })
    expect(world.ticketing.asked.map(({ method, path, token }) => [method, path, token])).toEqual([
      ['GET', '/api/payments', admin.token],
    ])
  })

  it('finds by state, method, user, day, amount and words', async () => {
    const { ada, ben } = world.users
    const paypal = addPayment(world, ada, {
      payment_method: 'paypal',
      amount: 10,
      created_at: '2024-07-01T00:00:00+00:00',
    })
    const failed = addPayment(world, ben, {
      status: 'failed',
      amount: 20.5,
      created_at: '2024-07-02T23:59:59+00:00',
    })
    const free = addPayment(world, ben, {
      payment_method: 'free',
      amount: 0,
      paid_at: null,
      created_at: '2024-07-03T00:00:00+00:00',
    })
    const all = [free.uuid, failed.uuid, paypal.uuid]
    expect(await uuidsOf({})).toEqual(all)
    expect(await uuidsOf({ filter: {} })).toEqual(all)
    expect(await uuidsOf({ filter: { search: '' } })).toEqual(all)
    expect(await uuidsOf({ filter: { status: 'FAILED' } })).toEqual([failed.uuid])
    expect(await uuidsOf({ filter: { method: 'PAYPAL' } })).toEqual([paypal.uuid])
    expect(await uuidsOf({ filter: { userId: '2' } })).toEqual([free.uuid, failed.uuid])
    expect(await uuidsOf({ filter: { userId: '2', status: 'PAID' } })).toEqual([free.uuid])
    expect(await uuidsOf({ filter: { created: { from: '2024-07-02', to: '2024-07-02' } } })).toEqual([
      failed.uuid,
    ])
    expect(await uuidsOf({ filter: { amount: { from: eur(1000), to: eur(2050) } } })).toEqual([
      failed.uuid,
      paypal.uuid,
    ])
    expect(await uuidsOf({ filter: { amount: { to: eur(0) } } })).toEqual([free.uuid])
    expect(await uuidsOf({ filter: { search: failed.uuid } })).toEqual([failed.uuid])
  })

  it('sends a query in the backend’s words, amounts exact', async () => {
    await list({
      filter: {
        search: 'ada@example.test',
        status: 'REFUNDED',
        method: 'STRIPE',
        userId: '1',
        created: { from: '2024-07-01', to: '2024-07-31' },
        amount: { from: eur(1999), to: eur(9_007_199_254_740_991) },
      },
      sort: 'REFUNDED_AT_ASC',
      first: 7,
    })
    expect(Object.fromEntries(world.ticketing.asked[0]?.query ?? [])).toEqual({
      q: 'ada@example.test',
      status: 'refunded',
      payment_method: 'stripe',
      user_id: '1',
      date_from: '2024-07-01',
      date_to: '2024-07-31',
      amount_min: '19.99',
      amount_max: '90071992547409.91',
      sort_by: 'refunded_at',
      sort_order: 'asc',
      page: '1',
      per_page: '7',
    })
  })

  it('is empty for a user who does not exist, and for what cannot be one', async () => {
    addPayment(world, world.users.ada)
    for (const userId of ['999', '0', '1abc', '-1', '']) {
      const { data, errors } = await list({ filter: { userId } })
      expect(errors).toBeUndefined()
      expect(data.payments).toMatchObject({ totalCount: 0, nodes: [] })
    }
  })

  it('goes through pages by any step, and counts right beyond the last', async () => {
    const made = Array.from({ length: 7 }, (_, amount) => addPayment(world, world.users.ada, { amount }))
    const seen: string[] = []
    for (let after: string | null = null; ; ) {
      const { data } = await list({ sort: 'AMOUNT_ASC', first: 3, after })
      seen.push(...data.payments.nodes.map(({ uuid }: { uuid: string }) => uuid))
      expect(data.payments.totalCount).toBe(7)
      after = data.payments.pageInfo.endCursor
      if (!data.payments.pageInfo.hasNextPage) break
    }
    expect(seen).toEqual(made.map(({ uuid }) => uuid))
    const across = await uuidsOf({ sort: 'AMOUNT_ASC', first: 4, after: cursor(1) })
    expect(across).toEqual(made.slice(2, 6).map(({ uuid }) => uuid))
    for (const offset of [6, 7, 50]) {
      const { data } = await list({ first: 3, after: cursor(offset) })
      expect(data.payments).toEqual({
        totalCount: 7,
        nodes: [],
        pageInfo: { hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null },
      })
    }
  })

  it.each([
    ['a day that is none', { created: { from: '2024-02-30' } }],
    ['days in the wrong order', { created: { from: '2024-07-02', to: '2024-07-01' } }],
    ['amounts in the wrong order', { amount: { from: eur(2), to: eur(1) } }],
    ['a negative amount', { amount: { from: eur(-1) } }],
    ['another currency', { amount: { to: { minorUnits: 1, currency: 'JPY' } } }],
    ['a search that is too long', { search: 'x'.repeat(256) }],
  ])('refuses %s without a call', async (_what, filter) => {
    const { data, errors } = await list({ filter })
    expect(data).toEqual({ payments: null })
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT'])
    expect(world.ticketing.asked).toEqual([])
  })

  it('is for admins', async () => {
    const { ada } = world.users
    expect((await list({}, ada)).errors?.[0]?.extensions.code).toBe('FORBIDDEN')
    const guest = await ask(world, null, PAYMENTS)
    expect(guest.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
    expect(world.ticketing.asked).toEqual([])
  })
})
