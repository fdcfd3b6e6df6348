import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { addPayment } from '../testing/paid-payment.js'
import type { BackendUser } from '../testing/ticketing-answers.js'
import { ask, callOf, startWorld, type World } from '../testing/world.js'

const PAYMENTS = `query($r: [_Any!]!, $sort: PaymentHistorySort, $first: Int, $after: String) {
  _entities(representations: $r) { ... on User {
    payments(sort: $sort, first: $first, after: $after) {
      totalCount
      nodes { uuid status amount { amount } paidAt method lines { quantity } refundedAmount { amount } user { id } }
    }
  } }
}`

let world: World
let bare: World
const me = (user: BackendUser) => [{ __typename: 'User', id: String(user.id) }]
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

  it('are read in the language of the request, in which products are named', async () => {
    const { ada } = world.users
    addPayment(world, ada)
    const call = callOf(ada, { language: 'fr' })
    await world.subgraph.execute({ document: PAYMENTS, variables: { r: me(ada) }, call })
    const read = world.ticketing.asked.find(({ path }) => path === '/api/payments')
    expect(read?.headers['accept-language']).toBe('fr')
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
      people.map((user) => ask(world, user, PAYMENTS, { r: me(user), first: 4 })),
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
    const { data, errors } = await ask(bare, ada, PAYMENTS, { r: me(ada) })
    expect(data._entities[0].payments.nodes).toEqual([
      {
        uuid,
        status: 'PAID',
        amount: { amount: '44.97' },
        paidAt: '2024-07-01T10:05:00.000Z',
        method: null,
        lines: null,
        refundedAmount: null,
        user: { id: '1' },
      },
    ])
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(Array(3).fill('SERVICE_UNAVAILABLE'))
  })
})
