import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { addPayment } from '../testing/paid-payment.js'
import type { BackendUser } from '../testing/ticketing-answers.js'
import { ask, startWorld, type World } from '../testing/world.js'

const LISTS = `query($r: [_Any!]!, $filter: PaymentHistoryFilter, $sort: PaymentHistorySort, $first: Int, $after: String) {
  _entities(representations: $r) { ... on User { id
    payments(filter: $filter, sort: $sort, first: $first, after: $after) {
      totalCount
      nodes {
        uuid status amount { amount } method lines { quantity } refundedAmount { amount } paidAt invoiceUrl user { id }
      }
    }
    invoices(filter: $filter, sort: $sort, first: $first, after: $after) {
      totalCount nodes { uuid amount { amount } status createdAt fileUrl download { url } } pageInfo { hasNextPage endCursor }
    }
  } }
}`

let world: World
const me = (user: BackendUser) => [{ __typename: 'User', id: String(user.id) }]

beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())
afterEach(() => {
  world.ticketing.state.payments.length = 0
  world.ticketing.asked.length = 0
})

describe('the lists of a user', () => {
  it('hold his payments and invoices, in pages', async () => {
    const { ada, ben } = world.users
    const days = ['2024-07-03', '2024-07-02', '2024-07-01']
    const [first, second, third] = days.map((day, index) =>
      addPayment(world, ada, {
        amount: [44.97, 12, 0.5][index] ?? 0,
        created_at: `${day}T10:00:00+00:00`,
      }),
    )
    addPayment(world, ben)
    const { data, errors } = await ask(world, ada, LISTS, { r: me(ada), first: 2 })
    expect(errors).toBeUndefined()
    const [user] = data._entities
    const all = {
      method: 'STRIPE',
      lines: [{ quantity: 3 }],
      refundedAmount: null,
      paidAt: '2024-07-01T10:05:00.000Z',
      user: { id: '1' },
    }
    const link = (uuid?: string) => `http://gateway.test/files/invoices/invoice_${uuid}.pdf`
    expect(user.payments).toEqual({
      totalCount: 3,
      nodes: [
        {
          uuid: first?.uuid,
          status: 'PAID',
          amount: { amount: '44.97' },
          invoiceUrl: link(first?.uuid),
          ...all,
        },
        {
          uuid: second?.uuid,
          status: 'PAID',
          amount: { amount: '12.00' },
          invoiceUrl: link(second?.uuid),
          ...all,
        },
      ],
    })
    expect(user.invoices.pageInfo.hasNextPage).toBe(true)
    const after = user.invoices.pageInfo.endCursor
    const next = await ask(world, ada, LISTS, { r: me(ada), first: 2, after })
    const fileUrl = link(third?.uuid)
    expect(next.data._entities[0].invoices.nodes).toEqual([
      {
        uuid: third?.uuid,
        amount: { amount: '0.50' },
        status: 'PAID',
        createdAt: '2024-07-01T10:00:00.000Z',
        fileUrl,
        download: { url: expect.stringContaining(`${fileUrl}?link=`) },
      },
    ])
  })

  it('take filters and an order', async () => {
    const { ada } = world.users
    const [small, large, failed] = [
      addPayment(world, ada, { amount: 5, created_at: '2024-07-02T23:59:59+00:00' }),
      addPayment(world, ada, { amount: 50, created_at: '2024-07-01T00:00:00+00:00' }),
      addPayment(world, ada, { amount: 20, status: 'failed', created_at: '2024-07-05T00:00:00+00:00' }),
    ]
    const uuids = async (variables: object) => {
      const { data } = await ask(world, ada, LISTS, { r: me(ada), ...variables })
      const { payments, invoices } = data._entities[0]
      const listed = invoices.nodes.map(({ uuid }: { uuid: string }) => uuid)
      expect(payments.nodes.map(({ uuid }: { uuid: string }) => uuid)).toEqual(listed)
      expect(payments.totalCount).toBe(listed.length)
      return listed
    }
    expect(await uuids({})).toEqual([failed?.uuid, small?.uuid, large?.uuid])
    expect(await uuids({ sort: 'AMOUNT_DESC' })).toEqual([large?.uuid, failed?.uuid, small?.uuid])
    expect(await uuids({ filter: { status: 'FAILED' } })).toEqual([failed?.uuid])
    const created = { from: '2024-07-01', to: '2024-07-02' }
    expect(await uuids({ filter: { created } })).toEqual([small?.uuid, large?.uuid])
    expect(await uuids({ filter: { status: 'REFUNDED', created } })).toEqual([])
  })

  it('refuse days that are none before anything is asked', async () => {
    const { ada } = world.users
    for (const created of [{ from: 'yesterday' }, { from: '2024-07-02', to: '2024-07-01' }]) {
      const { data, errors } = await ask(world, ada, LISTS, { r: me(ada), filter: { created } })
      expect(data._entities).toEqual([{ id: '1', payments: null, invoices: null }])
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT'])
    }
    expect(world.ticketing.asked).toEqual([])
  })

  it('have no file for what is not paid', async () => {
    const { ada } = world.users
    for (const status of ['pending', 'failed'] as const) addPayment(world, ada, { status, paid_at: null })
    const { data } = await ask(world, ada, LISTS, { r: me(ada) })
    expect(data._entities[0].invoices.nodes).toMatchObject([
      { fileUrl: null, download: null },
      { fileUrl: null, download: null },
    ])
    expect(data._entities[0].payments.nodes).toMatchObject([
      { invoiceUrl: null, paidAt: null },
      { invoiceUrl: null, paidAt: null },
    ])
  })

  it('are read once, however deep and however often they are asked for', async () => {
    const { ada, ben, admin, service } = world.users
    for (const user of [ada, ada, ada, ben]) addPayment(world, user)
    const INNER = 'nodes { uuid lines { name } user { id payments(first: 2) { nodes { lines { name } } } } }'
    const NESTED = `query($r: [_Any!]!) { _entities(representations: $r) { ... on User {
      payments(first: 2) { nodes { user { payments(first: 2) { nodes { user { payments(first: 2) { ${INNER} } } } } } } }
      invoices(first: 2) { totalCount }
    } } }`
    const callsOf = async (user: BackendUser) => {
      world.ticketing.asked.length = 0
      const { errors } = await ask(world, user, NESTED, { r: [...me(ada), ...me(ada)] })
      expect(errors).toBeUndefined()
      const asked = world.ticketing.asked.map(({ method, path, token }) => [`${method} ${path}`, token])
      return asked.filter(([path]) => path !== 'POST /api/auth/login')
    }
    expect(await callsOf(ada)).toEqual([
      ['GET /api/invoices', ada.token],
      ['GET /api/payments', service.token],
    ])
    expect(await callsOf(admin)).toEqual([['GET /api/payments', admin.token]])
  })

  it('take 1 to 100 rows', async () => {
    const { ada } = world.users
    const { errors } = await ask(world, ada, LISTS, { r: me(ada), first: 101 })
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT'])
  })
})

describe('the lists of somebody else', () => {
  it('are refused without a call', async () => {
    const { ada, ben } = world.users
    addPayment(world, ada)
    const { data, errors } = await ask(world, ben, LISTS, { r: me(ada) })
    expect(data._entities).toEqual([{ id: '1', payments: null, invoices: null }])
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN', 'FORBIDDEN'])
    const guest = await ask(world, null, LISTS, { r: me(ada) })
    expect(guest.errors?.map(({ extensions }) => extensions.code)).toEqual([
      'UNAUTHENTICATED',
      'UNAUTHENTICATED',
    ])
    expect(world.ticketing.asked).toEqual([])
  })

  it('are shown to an admin, with one call and his own token', async () => {
    const { ada, ben, admin } = world.users
    const { uuid } = addPayment(world, ada, { refunded: 4 })
    addPayment(world, ben)
    const { data, errors } = await ask(world, admin, LISTS, { r: me(ada) })
    expect(errors).toBeUndefined()
    const [user] = data._entities
    expect(user.payments).toMatchObject({
      totalCount: 1,
      nodes: [{ uuid, refundedAmount: { amount: '4.00' }, lines: [{ quantity: 3 }] }],
    })
    expect(user.invoices.nodes).toMatchObject([
      { uuid, fileUrl: `http://gateway.test/files/invoices/invoice_${uuid}.pdf` },
    ])
    // Both lists are one and the same call.
    const calls = world.ticketing.asked.map(({ method, path, token }) => [method, path, token])
    expect(calls).toEqual([['GET', '/api/payments', admin.token]])
  })

  it('are empty for a user who does not exist', async () => {
    const { data, errors } = await ask(world, world.users.admin, LISTS, {
      r: [
        { __typename: 'User', id: '999' },
        { __typename: 'User', id: 'nobody' },
      ],
    })
    expect(errors).toBeUndefined()
    expect(data._entities).toMatchObject([{ payments: { totalCount: 0 }, invoices: { totalCount: 0 } }, null])
  })
})
