import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { addPayment } from '../testing/paid-payment.js'
import { ask, startWorld, type World } from '../testing/world.js'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())
afterEach(() => {
  world.ticketing.state.payments.length = 0
  world.ticketing.asked.length = 0
})

const called = () => world.ticketing.log().filter((call) => call !== 'POST /api/auth/login')
const one = (fields: string) => `query($uuid: ID!) { payment(uuid: $uuid) { ${fields} } }`

describe('one payment of the caller', () => {
  it.each([
    ['uuid status', ['state']],
    ['status paidAt', ['state']],
    ['status amount { amount } createdAt', ['invoices']],
    ['invoiceUrl', ['invoices']],
    ['amount { amount } paidAt', ['state', 'records']],
    ['amount { amount } method', ['state', 'records']],
    ['lines { name }', ['state', 'records']],
  ])('costs for { %s } no more than %j', async (fields, calls) => {
    const { uuid } = addPayment(world, world.users.ada)
    const routes: Record<string, string> = {
      state: `GET /api/payments/${uuid}`,
      invoices: 'GET /api/invoices',
      records: 'GET /api/payments',
    }
    const { data, errors } = await ask(world, world.users.ada, one(fields), { uuid })
    expect(errors).toBeUndefined()
    expect(data.payment).not.toBeNull()
    expect(called()).toEqual(calls.map((name) => routes[name]))
  })

  it('is null where the invoices do not hold it and it is somebody else’s', async () => {
    addPayment(world, world.users.ada)
    const { uuid } = addPayment(world, world.users.ben)
    const answer = await ask(world, world.users.ada, one('amount { amount }'), { uuid })
    expect(answer).toEqual({ data: { payment: null } })
    expect(called()).toEqual(['GET /api/invoices', `GET /api/payments/${uuid}`])
  })
})

describe('several payments for an admin', () => {
  const ENTITIES = 'query($r: [_Any!]!) { _entities(representations: $r) { ... on Payment { uuid status } } }'
  const paid = (count: number) => Array.from({ length: count }, () => addPayment(world, world.users.ada))

  it.each([
    [2, 2],
    [3, 1],
    [40, 1],
  ])('of %d new ones cost %d calls', async (count, calls) => {
    const r = paid(count).map(({ uuid }) => ({ __typename: 'Payment', uuid }))
    const { data } = await ask(world, world.users.admin, ENTITIES, { r })
    expect(data._entities).toEqual(r.map(({ uuid }) => ({ uuid, status: 'PAID' })))
    expect(called()).toHaveLength(calls)
  })

  it('are searched for one by one beyond the newest', async () => {
    const all = paid(110).map((payment, day) =>
      Object.assign(payment, { created_at: new Date(Date.UTC(2024, 0, 1 + day)).toISOString() }),
    )
    const r = all.slice(42, 50).map(({ uuid }) => ({ __typename: 'Payment', uuid }))
    const { data } = await ask(world, world.users.admin, ENTITIES, { r })
    expect(data._entities).toEqual(r.map(({ uuid }) => ({ uuid, status: 'PAID' })))
    expect(called()).toHaveLength(5)
  })
})
