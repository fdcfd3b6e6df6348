import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Bench, setUpBench } from '../testing/bench.js'

let bench: Bench
let time = Date.now()
beforeAll(async () => {
  bench = await setUpBench({}, { now: () => new Date(time) })
})
afterAll(() => bench.close())

const surfing = async () => (await bench.get('/api/products?name=Surfing')).at('data.0.stock_quantity')

describe('the memory of product lists', () => {
  it('shows an old stock, even of what is sold out by now, until thirty seconds have passed', async () => {
    const token = await bench.signIn('admin')
    expect(await surfing()).toBe(600)
    await bench.patch('/api/products/25/pricing', { stock_quantity: 5 }, { token })
    expect(await surfing()).toBe(600)
    expect((await bench.get('/api/products/25')).at('data.stock_quantity')).toBe(5)
    expect((await bench.get('/api/products?name=Surfing&per_page=5')).at('data.0.stock_quantity')).toBe(5)
    time += 30_000
    expect(await surfing()).toBe(5)
  })
})
