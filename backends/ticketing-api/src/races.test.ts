import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Bench, setUpBench } from './testing/bench.js'
import { openPayment, stockOf, succeed } from './testing/purchase.js'

const six = <T>(work: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: 6 }, work))

/** What six parallel calls of each kind leave behind. */
const race = async (bench: Bench) => {
  const [user, employee, admin] = await Promise.all(
    ['user', 'employee', 'admin'].map((name) => bench.signIn(name)),
  )
  const stock = await stockOf(bench, 10)
  await six(() => bench.patch('/api/cart/items/10', { quantity: 2 }, { token: user }))
  const cart = await bench.get('/api/cart', { token: user })
  const lines = (cart.at('data.cart_items') as unknown[]).length
  const body = { cart_id: cart.at('data.id'), payment_method: 'stripe' }
  const opened = await six(() => bench.post('/api/payments', body, { token: user }))
  const payments = new Set(opened.map((reply) => reply.at('data.uuid'))).size

  const other = await bench.signIn('other')
  const purchase = await openPayment(bench, other, 11, 1)
  await six(() => succeed(bench, purchase))
  const made = await bench.get(`/api/tickets?payment_uuid=${purchase.uuid}`, { token: admin })
  const token = String(made.at('data.0.token'))
  const scans = await six(() => bench.call('POST', `/api/tickets/scan/${token}`, { token: employee }))
  const admitted = scans.filter((reply) => reply.status === 200).length
  return { lines, payments, tickets: Number(made.at('meta.total')), admitted, stock }
}

describe('six calls at once', () => {
  let bench: Bench
  beforeAll(async () => {
    bench = await setUpBench()
  })
  afterAll(() => bench.close())

  it('make one line, one payment, one set of tickets and one entry', async () => {
    expect(await race(bench)).toMatchObject({ lines: 1, payments: 1, tickets: 1, admitted: 1 })
  })

  it('lose nothing of what different buyers pay', async () => {
    const names = ['admin', 'employee', 'other']
    const tokens = await Promise.all(names.map((name) => bench.signIn(name)))
    const sold = async () =>
      Number((await bench.get('/api/tickets?product_id=13', { token: tokens[0] })).at('meta.total'))
    const [stock, tickets] = [await stockOf(bench, 13), await sold()]
    const purchases = await Promise.all(tokens.map((token) => openPayment(bench, token, 13, 2)))
    await Promise.all(purchases.flatMap((purchase) => [succeed(bench, purchase), succeed(bench, purchase)]))
    expect([stock - (await stockOf(bench, 13)), (await sold()) - tickets]).toEqual([6, 6])
  })
})

describe('six calls at once, with races asked for', () => {
  let bench: Bench
  beforeAll(async () => {
    bench = await setUpBench({ faithfulRaces: true })
  })
  afterAll(() => bench.close())

  it('make double lines, payments, tickets and entries', async () => {
    const { lines, payments, tickets, admitted } = await race(bench)
    for (const count of [lines, payments, tickets, admitted]) expect(count).toBeGreaterThan(1)
  })
})
