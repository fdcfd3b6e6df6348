import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import type { BackendPayment, BackendUser } from '../testing/ticketing-answers.js'
import { ask, startWorld, type World } from '../testing/world.js'

const PAYMENT = `query($uuid: ID!) { payment(uuid: $uuid) {
  uuid status method amount { minorUnits currency } paidAt refundedAmount { amount }
  lines { product { id } name quantity unitPrice { amount } lineTotal { amount } places }
  invoiceUrl user { id }
} }`
const LISTS = `query($r: [_Any!]!, $first: Int, $after: String) { _entities(representations: $r) { ... on User { id
  payments(first: $first, after: $after) { totalCount nodes { uuid status amount { amount } method } }
  invoices(first: $first, after: $after) { totalCount nodes { uuid amount { amount } status createdAt fileUrl } pageInfo { hasNextPage endCursor } }
} } }`

let world: World
let bare: World

function paid(of: World, user: BackendUser, change: Partial<BackendPayment> = {}): BackendPayment {
  const payment: BackendPayment = {
    uuid: randomUUID(),
    user_id: user.id,
    cart_id: user.cart.id,
    status: 'paid',
    payment_method: 'stripe',
    amount: 44.97,
    refunded: null,
    paid_at: '2024-07-01T10:05:00+00:00',
    transaction_id: `pi_${randomUUID()}`,
    lines: [{ product_id: 6, quantity: 3, price: 14.99, available: 9 }],
    ...change,
  }
  of.ticketing.state.payments.push(payment)
  return payment
}
const see = async (of: World, user: BackendUser | null, uuid: string) => ask(of, user, PAYMENT, { uuid })
const tokensFor = (of: World, path: string) =>
  of.ticketing.asked.filter((asked) => asked.path === path).map(({ token }) => token)

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

describe('payment(uuid)', () => {
  it('shows the owner all of it, amounts exact', async () => {
    const { uuid } = paid(world, world.users.ada, { refunded: 10.5 })
    const { data, errors } = await see(world, world.users.ada, uuid)
    expect(errors).toBeUndefined()
    expect(data.payment).toEqual({
      uuid,
      status: 'PAID',
      method: 'STRIPE',
      amount: { minorUnits: 4497, currency: 'EUR' },
      paidAt: '2024-07-01T10:05:00.000Z',
      refundedAmount: { amount: '10.50' },
      lines: [
        {
          product: { id: '6' },
          name: 'Event 6',
          quantity: 3,
          unitPrice: { amount: '14.99' },
          lineTotal: { amount: '44.97' },
          places: 2,
        },
      ],
      invoiceUrl: `http://gateway.test/files/invoices/invoice_${uuid}.pdf`,
      user: { id: '1' },
    })
  })

  it('reads the full record once, and only after the backend has said whose the payment is', async () => {
    const { uuid } = paid(world, world.users.ada)
    await see(world, world.users.ada, uuid)
    const reads = world.ticketing.asked.filter(({ path }) => path.startsWith('/api/payments'))
    expect(reads.map(({ path, token }) => [path, token])).toEqual([
      [`/api/payments/${uuid}`, world.users.ada.token],
      ['/api/payments', world.users.service.token],
    ])
  })

  it('is null for a stranger, and the service account is not even asked', async () => {
    const { uuid } = paid(world, world.users.ada)
    expect(await see(world, world.users.ben, uuid)).toEqual({ data: { payment: null } })
    expect(tokensFor(world, '/api/payments')).toEqual([])
  })

  it('keeps two users apart whose requests run at once', async () => {
    const { ada, ben } = world.users
    const ofAda = paid(world, ada)
    const ofBen = paid(world, ben, { amount: 7 })
    const asked = [ada, ben, ada, ben].map((user, index) =>
      see(world, user, [ofAda, ofBen, ofBen, ofAda][index]?.uuid ?? ''),
    )
    const [first, second, third, fourth] = await Promise.all(asked)
    expect(first?.data.payment).toMatchObject({ uuid: ofAda.uuid, user: { id: '1' } })
    expect(second?.data.payment).toMatchObject({ uuid: ofBen.uuid, user: { id: '2' } })
    expect([third, fourth]).toEqual([{ data: { payment: null } }, { data: { payment: null } }])
    const searched = world.ticketing.asked.filter(({ path }) => path === '/api/payments')
    expect(searched.map(({ query }) => query.get('q')).sort()).toEqual([ofAda.uuid, ofBen.uuid].sort())
  })

  it('shows an admin any payment, with his own token', async () => {
    const { uuid } = paid(world, world.users.ada)
    const { data } = await see(world, world.users.admin, uuid)
    expect(data.payment).toMatchObject({ uuid, user: { id: '1' }, lines: [{ quantity: 3 }] })
    expect(new Set(world.ticketing.asked.map(({ token }) => token))).toEqual(
      new Set([world.users.admin.token]),
    )
  })

  it('takes no payment for another that the loose search finds', async () => {
    const { uuid } = paid(world, world.users.ada)
    const alike = `${uuid.slice(0, -1)}${uuid.endsWith('0') ? '1' : '0'}`
    expect(await see(world, world.users.admin, alike)).toEqual({ data: { payment: null } })
  })

  it('is null for what cannot be an id, without a call', async () => {
    for (const uuid of ['nope', '../users/me', '']) {
      expect(await see(world, world.users.ada, uuid)).toEqual({ data: { payment: null } })
    }
    expect(world.ticketing.asked).toEqual([])
  })

  it('refuses guests', async () => {
    expect((await see(world, null, randomUUID())).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
  })

  it('has no invoice while nothing is paid', async () => {
    const { uuid } = paid(world, world.users.ada, { status: 'pending', paid_at: null })
    expect((await see(world, world.users.ada, uuid)).data.payment).toMatchObject({
      invoiceUrl: null,
      paidAt: null,
    })
  })

  it('shows without a service account what the owner’s own routes tell, and says what is missing', async () => {
    const { uuid } = paid(bare, bare.users.ada)
    const { data, errors } = await see(bare, bare.users.ada, uuid)
    expect(data.payment).toMatchObject({
      status: 'PAID',
      amount: { minorUnits: 4497 },
      paidAt: '2024-07-01T10:05:00.000Z',
      invoiceUrl: `http://gateway.test/files/invoices/invoice_${uuid}.pdf`,
      method: null,
      lines: null,
      refundedAmount: null,
    })
    expect(errors?.map(({ path, extensions }) => [path[1], extensions.code]).sort()).toEqual([
      ['lines', 'SERVICE_UNAVAILABLE'],
      ['method', 'SERVICE_UNAVAILABLE'],
      ['refundedAmount', 'SERVICE_UNAVAILABLE'],
    ])
    expect(errors?.[0]?.message).toContain('TICKETING_SERVICE_EMAIL')
  })
})

describe('a payment that another subgraph refers to', () => {
  const ENTITY = 'query($r: [_Any!]!) { _entities(representations: $r) { ... on Payment { uuid status } } }'

  it('is there for its owner and for nobody else', async () => {
    const { uuid } = paid(world, world.users.ada)
    const r = [{ __typename: 'Payment', uuid }]
    expect((await ask(world, world.users.ada, ENTITY, { r })).data._entities).toEqual([
      { uuid, status: 'PAID' },
    ])
    expect((await ask(world, world.users.ben, ENTITY, { r })).data._entities).toEqual([null])
    expect((await ask(world, null, ENTITY, { r })).data._entities).toEqual([null])
  })
})

describe('the lists of a user', () => {
  const me = (user: BackendUser) => [{ __typename: 'User', id: String(user.id) }]

  it('hold his payments and invoices, in pages', async () => {
    const { ada, ben } = world.users
    const mine = [44.97, 12, 0.5].map((amount) => paid(world, ada, { amount }))
    paid(world, ben)
    const { data, errors } = await ask(world, ada, LISTS, { r: me(ada), first: 2 })
    expect(errors).toBeUndefined()
    const [user] = data._entities
    expect(user.payments).toEqual({
      totalCount: 3,
      nodes: [
        { uuid: mine[0]?.uuid, status: 'PAID', amount: { amount: '44.97' }, method: 'STRIPE' },
        { uuid: mine[1]?.uuid, status: 'PAID', amount: { amount: '12.00' }, method: 'STRIPE' },
      ],
    })
    expect(user.invoices.pageInfo.hasNextPage).toBe(true)
    const after = user.invoices.pageInfo.endCursor
    const next = await ask(world, ada, LISTS, { r: me(ada), first: 2, after })
    expect(next.data._entities[0].invoices.nodes).toEqual([
      {
        uuid: mine[2]?.uuid,
        amount: { amount: '0.50' },
        status: 'PAID',
        createdAt: '2024-07-01T10:00:00.000Z',
        fileUrl: `http://gateway.test/files/invoices/invoice_${mine[2]?.uuid}.pdf`,
      },
    ])
  })

  it('read many full records with one call', async () => {
    const { ada } = world.users
    for (let count = 0; count < 5; count += 1) paid(world, ada)
    await ask(world, ada, LISTS, { r: me(ada), first: 10 })
    expect(tokensFor(world, '/api/payments')).toEqual([world.users.service.token])
  })

  it('are refused for anybody else, admins included, without a call', async () => {
    const { ada, ben, admin } = world.users
    for (const stranger of [ben, admin]) {
      const { data, errors } = await ask(world, stranger, LISTS, { r: me(ada), first: 2 })
      expect(data._entities).toEqual([{ id: '1', payments: null, invoices: null }])
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN', 'FORBIDDEN'])
    }
    expect(world.ticketing.asked).toEqual([])
  })

  it('take 1 to 100 rows', async () => {
    const { ada } = world.users
    const { errors } = await ask(world, ada, LISTS, { r: me(ada), first: 101 })
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT'])
  })
})
