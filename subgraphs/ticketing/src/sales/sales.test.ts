import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { sellProducts } from '../testing/products.js'
import { as, guest, openRoom, type Room } from '../testing/room.js'

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
beforeEach(() => {
  room.backend.forget()
  room.backend.on('GET /api/tickets/admin/sales', ({ query }) => {
    const rows = [8, 3, 5].map((id, index) => ({
      product_id: id,
      product_name: `Relais ${id}`,
      sales_count: 19 - index,
    }))
    const [page, size] = [Number(query.page), Number(query.per_page)]
    return { body: { data: rows.slice((page - 1) * size, page * size), meta: { total: rows.length } } }
  })
})
afterAll(() => room.close())

const admin = as('ADMIN', 1)
const codeOf = (answer: { errors?: readonly { extensions: object }[] }) => answer.errors?.[0]?.extensions

describe('sales', () => {
  it('count the tickets of each product in one call', async () => {
    const { data, errors } = await room.ask(
      '{ sales(first: 2) { totalCount pageInfo { hasNextPage } nodes { name soldCount product { id name } } } }',
      { ...admin, language: 'fr' },
    )
    expect(errors).toBeUndefined()
    expect(data.sales).toEqual({
      totalCount: 3,
      pageInfo: { hasNextPage: true },
      nodes: [
        { name: 'Relais 8', soldCount: 19, product: { id: '8', name: 'Relais 8' } },
        { name: 'Relais 3', soldCount: 18, product: { id: '3', name: 'Relais 3' } },
      ],
    })
    expect(room.backend.received.map(({ path }) => path)).toEqual(['/api/tickets/admin/sales'])
  })

  it('read a product where more than its name is asked for', async () => {
    sellProducts(room.backend, [3, 5, 8])
    const { data } = await room.ask('{ sales { nodes { product { location stock } } } }', admin)
    expect(data.sales.nodes[0]).toEqual({ product: { location: 'Saint-Denis', stock: 6 } })
    expect(room.backend.received).toHaveLength(4)
  })

  it('are searched and sorted by the backend', async () => {
    await room.ask('{ sales(search: "judo", sort: SOLD_COUNT_ASC) { totalCount } }', admin)
    expect(room.backend.received[0]?.query).toEqual({
      q: 'judo',
      sort_by: 'sales_count',
      sort_order: 'asc',
      page: '1',
      per_page: '15',
    })
  })

  it.each(['first: 0', `search: "${'x'.repeat(256)}"`, 'sort: NAME', 'after: "x"'])(
    'refuse %s as BAD_USER_INPUT',
    async (argument) => {
      const answer = await room.ask(`{ sales(${argument}) { totalCount } }`, admin)
      expect(codeOf(answer)).toMatchObject({ code: 'BAD_USER_INPUT' })
      expect(room.backend.received).toEqual([])
    },
  )

  it.each([
    ['a guest', guest, 'UNAUTHENTICATED'],
    ['a user', as('USER'), 'FORBIDDEN'],
    ['an employee', as('EMPLOYEE'), 'FORBIDDEN'],
  ])('are not for %s', async (_, call, code) => {
    const answer = await room.ask('{ sales { totalCount } }', call)
    expect(codeOf(answer)).toMatchObject({ code, rule: 'ADMIN' })
    expect(room.backend.received).toEqual([])
  })
})
