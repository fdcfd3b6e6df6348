import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Bench, setUpBench } from '../testing/bench.js'
import { buy, openPayment } from '../testing/purchase.js'

let bench: Bench
let admin: string
let user: string
beforeAll(async () => {
  bench = await setUpBench()
  admin = await bench.signIn('admin')
  user = await bench.signIn('user')
})
afterAll(() => bench.close())

const file = (path: string, token: string) => bench.get(`/api/invoices/${path}`, { token })

describe('invoices', () => {
  it('list every payment of the caller, amounts as numbers, also without a file', async () => {
    const { uuid } = await openPayment(bench, user, 10, 1)
    const list = await bench.get('/api/invoices', { token: user })
    expect(list.at('data.0')).toMatchObject({ uuid, amount: 110, status: 'pending' })
    expect(list.at('data.0.download_url')).toBe(`${bench.url}/api/invoices/invoice_${uuid}.pdf`)
    expect((await file(`invoice_${uuid}.pdf`, user)).status).toBe(404)
    expect((await bench.get('/api/invoices', { token: admin })).at('data')).toEqual([])
    const wrong = await bench.get('/api/invoices?status=x&date_from=1.1.2024&sort_by=y&per_page=0', {
      token: user,
    })
    expect(Object.keys(Object(wrong.at('errors')))).toEqual(['status', 'date_from', 'sort_by', 'per_page'])
    expect((await bench.get('/api/invoices?page=9&per_page=10000', { token: user })).at('meta.to')).toBeNull()
  })

  it('are PDFs for their owner, drawn anew after a refund', async () => {
    const { uuid } = await buy(bench, await bench.signIn('other'), 10, 1)
    const other = await bench.signIn('other')
    const name = `invoice_${uuid}.pdf`
    const first = await file(name, other)
    expect(first.bytes.subarray(0, 5).toString()).toBe('%PDF-')
    expect((await file(name, user)).status).toBe(404)
    expect((await file(name, admin)).status).toBe(404)
    expect((await file(`admin/${name}`, admin)).bytes.equals(first.bytes)).toBe(true)
    const refused = await file('admin/nope.pdf', user)
    expect([refused.status, refused.at('code')]).toEqual([403, 'http_error'])
    await bench.post(`/api/payments/${uuid}/refund`, { amount: 5 }, { token: admin })
    expect((await file(name, other)).bytes.equals(first.bytes)).toBe(false)
  })
})
