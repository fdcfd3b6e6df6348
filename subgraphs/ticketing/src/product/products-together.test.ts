import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { listProducts, sellProducts } from '../testing/products.js'
import { as, guest, openRoom, type Room } from '../testing/room.js'
import { refusal } from '../testing/scripted-backend.js'

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
beforeEach(() => {
  room.backend.forget()
  room.restart()
})
afterAll(() => room.close())

const pathsRead = () => room.backend.received.map(({ path }) => path).sort()
const entities = (fields: string) =>
  `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Product { ${fields} } } }`
const of = (ids: readonly number[]) => ({ of: ids.map((id) => ({ __typename: 'Product', id: String(id) })) })

/** Somebody looks at the catalogue, which has this many products, and only then the test begins. */
async function browse(total: number, more: object = {}): Promise<void> {
  listProducts(room.backend, total, more)
  await room.ask('{ products(first: 1) { totalCount } }')
  room.backend.received.length = 0
}

describe('several products by their ids', () => {
  it('come from one page of the list, with their displayed prices', async () => {
    await browse(10)
    const { data } = await room.ask(entities('id name price { amount }'), guest, of([3, 1, 2]))
    expect(data._entities).toEqual(
      [3, 1, 2].map((id) => ({ id: String(id), name: `Relay ${id}`, price: { amount: '14.99' } })),
    )
    expect(pathsRead()).toEqual(['/api/products'])
    expect(room.backend.received[0]?.query).toEqual({
      sort_by: 'name',
      order: 'asc',
      page: '1',
      per_page: '100',
    })
  })

  it('come one by one as long as nobody knows how long the list is', async () => {
    sellProducts(room.backend, [1, 2, 3])
    await room.ask(entities('name'), guest, of([1, 2, 3]))
    expect(pathsRead()).toEqual(['/api/products/1', '/api/products/2', '/api/products/3'])
  })

  it('come one by one where the list is longer than it is worth', async () => {
    await browse(500)
    sellProducts(room.backend, [1, 2, 3])
    await room.ask(entities('name'), guest, of([1, 2, 3]))
    expect(pathsRead()).toEqual(['/api/products/1', '/api/products/2', '/api/products/3'])
  })

  it('are not judged by the length of a list with a filter', async () => {
    listProducts(room.backend, 3)
    await room.ask('{ products(filter: { name: "Relay" }) { totalCount } }')
    sellProducts(room.backend, [1, 2, 3])
    room.backend.received.length = 0
    await room.ask(entities('name'), guest, of([1, 2, 3]))
    expect(pathsRead()).toHaveLength(3)
  })

  it.each(['stock', 'inStock', 'name stock', 'price { amount } inStock'])(
    'are read one by one, once each, when %s is asked for',
    async (fields) => {
      await browse(10, { stock_quantity: 99, price: 1 })
      sellProducts(room.backend, [1, 2, 3])
      const { data, errors } = await room.ask(entities(`id ${fields}`), guest, of([1, 2, 3]))
      expect(errors).toBeUndefined()
      expect(JSON.stringify(data)).not.toContain('99,')
      expect(pathsRead()).toEqual(['/api/products/1', '/api/products/2', '/api/products/3'])
    },
  )

  it('cost nothing when only their numbers are asked for', async () => {
    const { data } = await room.ask(entities('__typename id'), guest, of([1, 2, 3]))
    expect(data._entities).toHaveLength(3)
    expect(pathsRead()).toEqual([])
  })

  it('show prices without their names from the list as well', async () => {
    await browse(10)
    const { data } = await room.ask(entities('listPrice { amount }'), guest, of([1, 2, 3]))
    expect(data._entities[2]).toEqual({ listPrice: { amount: '19.99' } })
    expect(pathsRead()).toEqual(['/api/products'])
  })

  it('are asked for one by one where the list hides them, and from then on at once', async () => {
    await browse(10)
    sellProducts(room.backend, [70, 80, 90])
    for (const _ of [1, 2]) {
      const { data } = await room.ask(entities('name'), guest, of([1, 2, 3, 70, 80]))
      expect(data._entities[3]).toEqual({ name: 'Relay 70' })
    }
    expect(pathsRead().filter((path) => path === '/api/products')).toHaveLength(2)
    room.backend.received.length = 0
    await room.ask(entities('name'), guest, of([70, 80, 90]))
    expect(pathsRead()).toEqual(['/api/products/70', '/api/products/80', '/api/products/90'])
  })

  it('come one by one when the list fails', async () => {
    await browse(10)
    sellProducts(room.backend, [1, 2, 3])
    room.backend.on('GET /api/products', () => refusal(500, 'database_error'))
    const { data, errors } = await room.ask(entities('name'), guest, of([1, 2, 3]))
    expect(errors).toBeUndefined()
    expect(data._entities).toEqual([1, 2, 3].map((id) => ({ name: `Relay ${id}` })))
  })

  it('come one by one where the list tells their price wrongly', async () => {
    await browse(10, { price: 'dear' })
    sellProducts(room.backend, [1, 2, 3])
    const { data } = await room.ask(entities('name price { amount }'), guest, of([1, 2, 3]))
    expect(data._entities[0]).toEqual({ name: 'Relay 1', price: { amount: '14.99' } })
  })

  it('are asked for in the language of the request and in nobody’s name', async () => {
    await browse(10)
    await room.ask(entities('name'), { ...as('USER'), language: 'de' }, of([1, 2, 3]))
    const headers = room.backend.received[0]?.headers
    expect(headers?.['accept-language']).toBe('de')
    expect(headers?.authorization).toBeUndefined()
  })
})
