import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { addPayment } from '../testing/paid-payment.js'
import type { BackendUser } from '../testing/ticketing-answers.js'
import { ask, startWorld, type World } from '../testing/world.js'

const LISTS = `query($r: [_Any!]!, $filter: PaymentHistoryFilter, $sort: PaymentHistorySort, $first: Int, $after: String) {
  _entities(representations: $r) { ... on User { id
    payments(filter: $filter, sort: $sort, first: $first, after: $after) {
      totalCount nodes { uuid status amount { amount } method lines { quantity } refundedAmount { amount } user { id } }
    }
    invoices(filter: $filter, sort: $sort, first: $first, after: $after) {
      totalCount nodes { uuid amount { amount } status createdAt fileUrl download { url } } pageInfo { hasNextPage endCursor }
    }
  } }
}`
const PAYMENTS = `query($r: [_Any!]!, $sort: PaymentHistorySort, $first: Int, $after: String) {
  _entities(representations: $r) { ... on User {
    payments(sort: $sort, first: $first, after: $after) {
      totalCount nodes { uuid method lines { quantity } refundedAmount { amount } paidAt invoiceUrl }
      pageInfo { hasNextPage hasPreviousPage endCursor }
    }
  } }
}`

let world: World
let bare: World
const me = (...users: BackendUser[]) => users.map(({ id }) => ({ __typename: 'User', id: String(id) }))
/** What was asked of the REST API, with whose token. */
const asked = (of: World) => of.ticketing.asked.map(({ method, path, token }) => [`${method} ${path}`, token])

beforeAll(async () => {
  ;[world, bare] = await Promise.all([startWorld(), startWorld({ withService: false })])
})
afterAll(() => Promise.all([world.close(), bare.close()]))
afterEach(() => {
  for (const { ticketing } of [world, bare]) {
    ticketing.state.payments.length = 0
    ticketing.asked.length = 0
  }
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
    const all = { method: 'STRIPE', lines: [{ quantity: 3 }], refundedAmount: null, user: { id: '1' } }
    expect(user.payments).toEqual({
      totalCount: 3,
      nodes: [
        { uuid: first?.uuid, status: 'PAID', amount: { amount: '44.97' }, ...all },
        { uuid: second?.uuid, status: 'PAID', amount: { amount: '12.00' }, ...all },
      ],
    })
    expect(user.invoices.pageInfo.hasNextPage).toBe(true)
    const after = user.invoices.pageInfo.endCursor
    const next = await ask(world, ada, LISTS, { r: me(ada), first: 2, after })
    const fileUrl = `http://gateway.test/files/invoices/invoice_${third?.uuid}.pdf`
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
    const payments = await ask(world, ada, PAYMENTS, { r: me(ada) })
    expect(payments.data._entities[0].payments.nodes).toMatchObject([
      { invoiceUrl: null, paidAt: null },
      { invoiceUrl: null, paidAt: null },
    ])
  })

  it('take 1 to 100 rows', async () => {
    const { ada } = world.users
    const { errors } = await ask(world, ada, LISTS, { r: me(ada), first: 101 })
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT'])
  })
})

describe('the full records behind a list', () => {
  it('are read by one call of the service account for a page, whatever its order', async () => {
    const { ada, ben, service } = world.users
    for (let count = 0; count < 40; count += 1) addPayment(world, ada, { amount: 40 - count, refunded: 1 })
    addPayment(world, ben)
    for (const [sort, first] of [
      ['AMOUNT_ASC', 20],
      ['UUID_DESC', 2],
    ] as const) {
      world.ticketing.asked.length = 0
      const { data, errors } = await ask(world, ada, PAYMENTS, { r: me(ada), sort, first })
      expect(errors).toBeUndefined()
      expect(data._entities[0].payments.nodes).toHaveLength(first)
      expect(asked(world).filter(([path]) => path !== 'POST /api/auth/login')).toEqual([
        ['GET /api/invoices', ada.token],
        ['GET /api/payments', service.token],
      ])
      const query = world.ticketing.asked.find(({ path }) => path === '/api/payments')?.query
      expect([query?.get('user_id'), query?.get('per_page')]).toEqual(['1', String(first)])
    }
  })

  it('are read two pages at a time where the window lies across two', async () => {
    const { ada, service } = world.users
    for (let count = 0; count < 9; count += 1) addPayment(world, ada, { amount: count })
    const after = Buffer.from('offset:1').toString('base64url')
    const { data } = await ask(world, ada, PAYMENTS, { r: me(ada), sort: 'AMOUNT_ASC', first: 4, after })
    const { nodes, totalCount } = data._entities[0].payments
    expect(nodes.map(({ method }: { method: string }) => method)).toEqual(Array(4).fill('STRIPE'))
    expect(totalCount).toBe(9)
    const ofService = asked(world).filter(
      ([path, token]) => path === 'GET /api/payments' && token === service.token,
    )
    expect(ofService).toHaveLength(2)
  })

  it('are not read when nobody asks for them', async () => {
    const { ada } = world.users
    addPayment(world, ada)
    const LIGHT = `query($r: [_Any!]!) { _entities(representations: $r) { ... on User {
      payments { nodes { uuid status amount { amount } createdAt invoiceUrl user { id } } } } } }`
    expect((await ask(world, ada, LIGHT, { r: me(ada) })).errors).toBeUndefined()
    expect(asked(world)).toEqual([['GET /api/invoices', ada.token]])
  })

  it('never cross over between two people whose lists are read at once', async () => {
    const { ada, ben } = world.users
    for (let count = 0; count < 6; count += 1) {
      addPayment(world, ada, { amount: 1, lines: [{ product_id: 6, quantity: 1, price: 1, available: 9 }] })
      addPayment(world, ben, { amount: 2, lines: [{ product_id: 6, quantity: 2, price: 1, available: 9 }] })
    }
    const people = [ada, ben, ada, ben, ben, ada]
    const answers = await Promise.all(
      people.map((user) => ask(world, user, LISTS, { r: me(user), first: 4 })),
    )
    answers.forEach(({ data, errors }, index) => {
      const user = people[index]
      expect(errors).toBeUndefined()
      const expected = { user: { id: String(user?.id) }, lines: [{ quantity: user?.id }] }
      expect(data._entities[0].payments.nodes).toMatchObject(Array(4).fill(expected))
    })
    const ofService = world.ticketing.asked.filter(({ path }) => path === '/api/payments')
    expect(new Set(ofService.map(({ query }) => query.get('user_id')))).toEqual(new Set(['1', '2']))
  })

  it('are missed without a service account, field by field', async () => {
    const { ada } = bare.users
    const { uuid } = addPayment(bare, ada)
    const { data, errors } = await ask(bare, ada, LISTS, { r: me(ada) })
    expect(data._entities[0].payments.nodes).toEqual([
      {
        uuid,
        status: 'PAID',
        amount: { amount: '44.97' },
        method: null,
        lines: null,
        refundedAmount: null,
        user: { id: '1' },
      },
    ])
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(Array(3).fill('SERVICE_UNAVAILABLE'))
    expect(data._entities[0].invoices.totalCount).toBe(1)
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
    expect(asked(world)).toEqual([['GET /api/payments', admin.token]])
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
