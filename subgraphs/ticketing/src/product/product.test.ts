import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { listProducts, productRow, sellProducts } from '../testing/products.js'
import { guest, openRoom, type Room } from '../testing/room.js'
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

const pathsRead = () => room.backend.received.map(({ path }) => path)

describe('product', () => {
  it('shows a product with exact prices and links on this gateway', async () => {
    sellProducts(room.backend, [4])
    const { data, errors } = await room.ask(`{ product(id: 4) {
      id name description category location date startsAtText places imageUrl
      price { minorUnits currency amount } listPrice { amount } discountRate stock inStock } }`)
    expect(errors).toBeUndefined()
    expect(data.product).toEqual({
      id: '4',
      name: 'Relay 4',
      description: 'Four runners, one baton.',
      category: 'Running',
      location: 'Saint-Denis',
      date: '2024-08-09',
      startsAtText: 'from 7 in the evening',
      places: 2,
      imageUrl: 'https://tickets.example/files/product-images/relay%204.jpg',
      price: { minorUnits: 1499, currency: 'EUR', amount: '14.99' },
      listPrice: { amount: '19.99' },
      discountRate: 0.25,
      stock: 6,
      inStock: true,
    })
    expect(pathsRead()).toEqual(['/api/products/4'])
  })

  it('asks in the language of the request and without the token of the caller', async () => {
    sellProducts(room.backend, [4])
    await room.ask('{ product(id: 4) { name } }', { ...guest, language: 'fr' })
    const headers = room.backend.received[0]?.headers
    expect(headers?.['accept-language']).toBe('fr')
    expect(headers?.authorization).toBeUndefined()
    expect(headers?.['x-guest-cart-id']).toBeUndefined()
  })

  it('is null for an unknown id', async () => {
    expect(await room.ask('{ product(id: 99) { name } }')).toEqual({ data: { product: null } })
  })

  it.each(['1abc', '0', '-1', '1.5', '..', '', ' 4', '99999999999999999999'])(
    'is null for the id %j without asking the backend',
    async (id) => {
      sellProducts(room.backend, [1, 4])
      const answer = await room.ask('query ($id: ID!) { product(id: $id) { name } }', guest, { id })
      expect(answer).toEqual({ data: { product: null } })
      expect(room.backend.received).toEqual([])
    },
  )

  it('copes with absent details, a null sale and more sold than there were', async () => {
    room.backend.on('GET /api/products/5', () => ({
      body: { data: productRow(5, { sale: null, stock_quantity: -2, product_details: { image: null } }) },
    }))
    const { data } = await room.ask(
      '{ product(id: 5) { date places imageUrl price { amount } discountRate stock inStock } }',
    )
    expect(data.product).toEqual({
      date: null,
      places: null,
      imageUrl: null,
      price: { amount: '19.99' },
      discountRate: 0,
      stock: 0,
      inStock: false,
    })
  })

  it('is BACKEND_INVALID_RESPONSE when the backend answers something else', async () => {
    room.backend.on('GET /api/products/6', () => ({ body: { data: { id: 6 } } }))
    const { data, errors } = await room.ask('{ product(id: 6) { name } }')
    expect(data).toEqual({ product: null })
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BACKEND_INVALID_RESPONSE', service: 'ticketing' })
  })
})

describe('products', () => {
  it('translates filter and sort, and drops what is blank', async () => {
    listProducts(room.backend, 3)
    await room.ask(`{ products(filter: { name: "final", category: "", date: "2024-08-09", minPlaces: 2 },
      sort: DATE_DESC, first: 2) { nodes { id } } }`)
    expect(room.backend.received[0]?.query).toEqual({
      name: 'final',
      date: '2024-08-09',
      places: '2',
      sort_by: 'product_details->date',
      order: 'desc',
      page: '1',
      per_page: '2',
    })
  })

  it('pages through a list by cursors', async () => {
    listProducts(room.backend, 7)
    const page =
      'query ($after: String) { products(first: 3, after: $after) { totalCount nodes { id } pageInfo { hasNextPage hasPreviousPage endCursor } } }'
    const seen: string[] = []
    let after: string | null = null
    do {
      const { data } = await room.ask(page, guest, { after })
      seen.push(...data.products.nodes.map((node: { id: string }) => node.id))
      expect(data.products.totalCount).toBe(7)
      after = data.products.pageInfo.hasNextPage ? data.products.pageInfo.endCursor : null
    } while (after !== null)
    expect(seen).toEqual(['1', '2', '3', '4', '5', '6', '7'])
  })

  it('reads two pages for a window that is not aligned', async () => {
    listProducts(room.backend, 9)
    const { data } = await room.ask('{ products(first: 2) { pageInfo { endCursor } } }')
    const next = await room.ask(
      'query ($after: String) { products(first: 5, after: $after) { nodes { id } } }',
      guest,
      { after: data.products.pageInfo.endCursor },
    )
    expect(next.data.products.nodes.map((node: { id: string }) => node.id)).toEqual(['3', '4', '5', '6', '7'])
  })

  it('is an empty list when nothing matches', async () => {
    listProducts(room.backend, 0)
    const { data, errors } = await room.ask(
      '{ products { totalCount nodes { id } pageInfo { hasNextPage startCursor } } }',
    )
    expect(errors).toBeUndefined()
    expect(data.products).toEqual({
      totalCount: 0,
      nodes: [],
      pageInfo: { hasNextPage: false, startCursor: null },
    })
  })

  it('still knows how many there are beyond the end of the list', async () => {
    listProducts(room.backend, 3)
    const after = Buffer.from('offset:99').toString('base64url')
    const { data } = await room.ask(`{ products(first: 10, after: "${after}") { totalCount nodes { id } } }`)
    expect(data.products).toEqual({ totalCount: 3, nodes: [] })
  })

  it('displays the prices of a list page, so that fifteen products with prices cost one call', async () => {
    listProducts(room.backend, 15)
    const { data, errors } = await room.ask(
      '{ products(first: 15) { nodes { name price { amount } listPrice { amount } discountRate } } }',
    )
    expect(errors).toBeUndefined()
    expect(data.products.nodes).toHaveLength(15)
    expect(data.products.nodes[0]).toEqual({
      name: 'Relay 1',
      price: { amount: '14.99' },
      listPrice: { amount: '19.99' },
      discountRate: 0.25,
    })
    expect(pathsRead()).toEqual(['/api/products'])
  })

  it('never takes stock or inStock from a list page', async () => {
    listProducts(room.backend, 2, { stock_quantity: 99 })
    sellProducts(room.backend, [1], { stock_quantity: 0 })
    sellProducts(room.backend, [2])
    const { data } = await room.ask('{ products { nodes { stock inStock } } }')
    expect(data.products.nodes).toEqual([
      { stock: 0, inStock: false },
      { stock: 6, inStock: true },
    ])
    expect(pathsRead().sort()).toEqual(['/api/products', '/api/products/1', '/api/products/2'])
  })

  it('reads a price that a list page tells wrongly from the product itself', async () => {
    listProducts(room.backend, 2, { price: 'dear' })
    sellProducts(room.backend, [1], { price: 20, sale: 0.1 })
    sellProducts(room.backend, [2], { price: 'dear' })
    const { data, errors } = await room.ask('{ products { nodes { name price { amount } } } }')
    expect(data.products.nodes).toEqual([
      { name: 'Relay 1', price: { amount: '18.00' } },
      { name: 'Relay 2', price: null },
    ])
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BACKEND_INVALID_RESPONSE'])
  })

  it('nulls only the stock of a product that cannot be read', async () => {
    listProducts(room.backend, 2)
    sellProducts(room.backend, [1])
    room.backend.on('GET /api/products/2', () => refusal(500, 'internal_error'))
    const { data, errors } = await room.ask('{ products { nodes { name stock } } }')
    expect(data.products.nodes).toEqual([
      { name: 'Relay 1', stock: 6 },
      { name: 'Relay 2', stock: null },
    ])
    expect(errors).toHaveLength(1)
  })

  it.each([
    'first: 0',
    'first: 101',
    'after: "x"',
    'filter: { date: "2024-02-31" }',
    'filter: { minPlaces: 0 }',
  ])('refuses %s as BAD_USER_INPUT', async (argument) => {
    const { errors } = await room.ask(`{ products(${argument}) { totalCount } }`)
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
    expect(room.backend.received).toEqual([])
  })
})

describe('a product named by another subgraph', () => {
  const entities = 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Product { id name } } }'

  it('is read once however often it is named, and null where there is none', async () => {
    sellProducts(room.backend, [1])
    const of = ['1', '1', '404', '1abc'].map((id) => ({ __typename: 'Product', id }))
    const { data } = await room.ask(entities, guest, { of })
    expect(data._entities).toEqual([{ id: '1', name: 'Relay 1' }, { id: '1', name: 'Relay 1' }, null, null])
    expect(pathsRead().sort()).toEqual(['/api/products/1', '/api/products/404'])
  })
})
