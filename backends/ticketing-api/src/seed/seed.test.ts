import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Bench, setUpBench } from '../testing/bench.js'

let bench: Bench
let token: string
beforeAll(async () => {
  bench = await setUpBench()
  token = await bench.signIn('admin')
})
afterAll(() => bench.close())

const total = async (path: string) => (await bench.get(path, { token })).at('meta.total')

describe('the demo data', () => {
  it('are 64 people, 25 products, 136 payments and 353 tickets', async () => {
    expect(await total('/api/users')).toBe(64)
    expect((await bench.get('/api/products/all', { token })).at('pagination.total')).toBe(25)
    expect(await total('/api/payments')).toBe(136)
    expect(await total('/api/tickets')).toBe(353)
  })

  it('let user@example.test have a paid order with a ticket to use', async () => {
    const user = await bench.signIn('user')
    const invoices = await bench.get('/api/invoices?status=paid', { token: user })
    const tickets = await bench.get('/api/tickets/user?status=issued', { token: user })
    expect(tickets.at('data.0.payment_uuid')).toBe(invoices.at('data.0.uuid'))
    expect(
      (await bench.get(`/api/invoices/${invoices.at('data.0.invoice_link')}`, { token: user })).status,
    ).toBe(200)
  })

  it('have pictures', async () => {
    const image = (await bench.get('/api/products/1')).at('data.product_details.image')
    const picture = await bench.get(`/products/images/${image}`)
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/svg+xml'])
  })
})
