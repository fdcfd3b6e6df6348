import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Bench, setUpBench } from '../testing/bench.js'

let bench: Bench
beforeAll(async () => {
  bench = await setUpBench()
})
afterAll(() => bench.close())

describe('sales', () => {
  it('count issued and used tickets a product, the most sold first', async () => {
    const token = await bench.signIn('admin')
    const sales = await bench.get('/api/tickets/admin/sales?per_page=100', { token })
    const counts = (sales.at('data') as { sales_count: number }[]).map((row) => row.sales_count)
    expect(counts).toEqual([...counts].sort((a, b) => b - a))
    const [issued, used] = await Promise.all(
      ['issued', 'used'].map(async (s) =>
        Number((await bench.get(`/api/tickets?status=${s}`, { token })).at('meta.total')),
      ),
    )
    expect(counts.reduce((a, b) => a + b, 0)).toBe((issued ?? 0) + (used ?? 0))
  })

  it('are searched by English names whatever the language', async () => {
    const token = await bench.signIn('admin')
    const headers = { 'accept-language': 'fr' }
    const found = await bench.get('/api/tickets/admin/sales?q=Fencing&per_page=1', { token, headers })
    expect(found.at('data.0.product_name')).toContain('Escrime')
    const none = await bench.get('/api/tickets/admin/sales?q=Escrime', { token, headers })
    expect([none.status, none.at('data')]).toEqual([200, []])
    expect((await bench.get('/api/tickets/admin/sales?sort_by=name', { token })).status).toBe(422)
    expect(
      (await bench.get('/api/tickets/admin/sales', { token: await bench.signIn('employee') })).status,
    ).toBe(403)
  })
})
