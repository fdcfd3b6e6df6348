import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { keepCatalogue, keptProduct } from '../testing/catalogue.js'
import { as, guest, openRoom, type Room } from '../testing/room.js'
import { refusal } from '../testing/scripted-backend.js'

let room: Room
beforeAll(async () => {
  room = await openRoom({ tick: 7 })
})
beforeEach(() => room.backend.forget())
afterAll(() => room.close())

const admin = as('ADMIN', 1)
const CREATE = `mutation ($input: CreateProductInput!) { createProduct(input: $input) {
  id name price { amount } listPrice { amount } discountRate stock translations { language name } } }`
const UPDATE = `mutation ($id: ID!, $input: UpdateProductInput!) { updateProduct(id: $id, input: $input) {
  id name date translations { language name description places } } }`
const PRICE = `mutation ($id: ID!, $input: UpdateProductPricingInput!) { updateProductPricing(id: $id, input: $input) {
  id price { amount } discountRate stock } }`

const text = (name: string) => ({
  name,
  description: `About ${name}`,
  category: 'Archery',
  location: 'Invalides, Paris',
  startsAtText: '18:00',
})
const input = {
  listPrice: { minorUnits: 5999, currency: 'EUR' },
  discountRate: 0.1,
  stock: 20,
  date: '2024-08-10',
  places: 2,
  translations: { en: text('Archery'), fr: text("Tir à l'arc"), de: text('Bogenschießen') },
}

const sent = () => room.backend.received.filter(({ method }) => method !== 'GET')
const codeOf = (answer: { errors?: readonly { extensions: object }[] }) => answer.errors?.[0]?.extensions

describe('createProduct', () => {
  it('writes three languages and finds the new product', async () => {
    const { written } = keepCatalogue(room.backend, ['Relay', 'Archery'])
    const { data, errors } = await room.ask(CREATE, admin, { input })
    expect(errors).toBeUndefined()
    expect(data.createProduct).toEqual({
      id: '3',
      name: 'Archery',
      price: { amount: '53.99' },
      listPrice: { amount: '59.99' },
      discountRate: 0.1,
      stock: 20,
      translations: [
        { language: 'EN', name: 'Archery' },
        { language: 'FR', name: "Tir à l'arc" },
        { language: 'DE', name: 'Bogenschießen' },
      ],
    })
    expect(written).toHaveLength(1)
    expect(written[0]).toMatchObject({
      price: 59.99,
      sale: 0.1,
      stock_quantity: 20,
      translations: {
        de: { name: 'Bogenschießen', product_details: { date: '2024-08-10', places: 2, time: '18:00' } },
      },
    })
  })

  it('gives each of several equal products its own number, though lists go stale', async () => {
    keepCatalogue(room.backend, ['Archery'])
    const created = await Promise.all([1, 2, 3].map(() => room.ask(CREATE, admin, { input })))
    expect(created.map(({ data }) => data.createProduct?.id).sort()).toEqual(['2', '3', '4'])
  })

  it.each([
    ['the list does not show it', () => refusal(404, 'not_found')],
    ['the list fails afterwards', () => refusal(500, 'internal_error')],
  ])('says that it was created and is not to be created again when %s', async (_, list) => {
    const { written } = keepCatalogue(room.backend)
    room.backend.on('GET /api/products/all', () =>
      written.length === 0 ? refusal(404, 'not_found') : list(),
    )
    const answer = await room.ask(CREATE, admin, { input })
    expect(answer.data).toEqual({ createProduct: null })
    expect(codeOf(answer)).toMatchObject({
      code: 'BACKEND_INVALID_RESPONSE',
      carriedOut: true,
      retryable: false,
    })
    expect(sent()).toHaveLength(1)
  })

  it.each([
    { listPrice: { minorUnits: 5999, currency: 'USD' } },
    { listPrice: { minorUnits: -1, currency: 'EUR' } },
    { listPrice: { minorUnits: 10_000_000_000, currency: 'EUR' } },
    { discountRate: 1.01 },
    { discountRate: -0.1 },
    { discountRate: 0.125 },
    { stock: -1 },
    { places: 0 },
    { date: '2024-02-30' },
    { translations: { ...input.translations, fr: { ...text('x'), name: '  ' } } },
    { translations: { ...input.translations, de: { ...text('x'), category: 'x'.repeat(101) } } },
    { translations: { en: text('x'), fr: text('x') } },
  ])('refuses %j as BAD_USER_INPUT before the backend is asked', async (fault) => {
    const answer = await room.ask(CREATE, admin, { input: { ...input, ...fault } })
    expect(codeOf(answer)).toMatchObject({ code: 'BAD_USER_INPUT' })
    expect(room.backend.received).toEqual([])
  })
})

describe('updateProduct', () => {
  const edit = { places: 4, translations: { fr: { name: ' Relais ' } } }

  it('replaces what is given and keeps the rest, in all languages', async () => {
    const { products } = keepCatalogue(room.backend, ['Relay'])
    const { data, errors } = await room.ask(UPDATE, { ...admin, language: 'fr' }, { id: '1', input: edit })
    expect(errors).toBeUndefined()
    expect(data.updateProduct).toEqual({
      id: '1',
      name: 'Relais',
      date: '2024-08-09',
      translations: [
        { language: 'EN', name: 'Relay', description: 'About Relay', places: 4 },
        { language: 'FR', name: 'Relais', description: 'About Relay (fr)', places: 4 },
        { language: 'DE', name: 'Relay (de)', description: 'About Relay (de)', places: 4 },
      ],
    })
    expect(products.get(1)).toMatchObject({ price: 19.99, sale: 0.25, stock_quantity: 6 })
  })

  it('reads the product anew for each command of a request', async () => {
    keepCatalogue(room.backend, ['Relay'])
    const { data } = await room.ask(
      `mutation {
        first: updateProduct(id: 1, input: { translations: { en: { name: "Sprint" } } }) { name }
        second: updateProduct(id: 1, input: { translations: { en: { category: "Short" } } }) { name category } }`,
      admin,
    )
    expect(data).toEqual({ first: { name: 'Sprint' }, second: { name: 'Sprint', category: 'Short' } })
  })

  it('loses none of several edits at once', async () => {
    const { products } = keepCatalogue(room.backend, ['Relay'])
    const edits = [
      { places: 4 },
      { date: '2024-08-10' },
      { translations: { en: { name: 'Sprint' } } },
      { translations: { de: { name: 'Kurz' } } },
    ]
    await Promise.all(edits.map((given) => room.ask(UPDATE, admin, { id: '1', input: given })))
    const details = { places: 4, date: '2024-08-10' }
    expect(products.get(1)?.translations).toMatchObject({
      en: { name: 'Sprint', product_details: details },
      fr: { name: 'Relay (fr)', product_details: details },
      de: { name: 'Kurz', product_details: details },
    })
  })

  it('asks for a text that is missing in a language, and writes nothing', async () => {
    const { products } = keepCatalogue(room.backend, ['Relay'])
    const product = keptProduct('Relay')
    product.translations.de.product_details.description = null
    products.set(1, product)
    const answer = await room.ask(UPDATE, admin, { id: '1', input: edit })
    expect(answer.errors?.[0]?.message).toMatch('translations.de.description is missing')
    expect(codeOf(answer)).toMatchObject({ code: 'BAD_USER_INPUT' })
    expect(sent()).toEqual([])
  })

  it.each([
    ['1abc', edit],
    ['1', {}],
    ['1', { translations: { fr: {} } }],
    ['1', { date: 'today' }],
    ['1', { translations: { fr: { name: '' } } }],
  ])('refuses the id %s with %j as BAD_USER_INPUT', async (id, given) => {
    keepCatalogue(room.backend, ['Relay'])
    expect(codeOf(await room.ask(UPDATE, admin, { id, input: given }))).toMatchObject({
      code: 'BAD_USER_INPUT',
    })
    expect(room.backend.received).toEqual([])
  })
})

describe('updateProductPricing', () => {
  it('sends what is given and nothing else', async () => {
    const { written } = keepCatalogue(room.backend, ['Relay'])
    const { data } = await room.ask(PRICE, admin, { id: '1', input: { discountRate: 0, stock: 0 } })
    expect(data.updateProductPricing).toEqual({
      id: '1',
      price: { amount: '19.99' },
      discountRate: 0,
      stock: 0,
    })
    await room.ask(PRICE, admin, { id: '1', input: { listPrice: { minorUnits: 29, currency: 'EUR' } } })
    expect(written).toEqual([{ sale: 0, stock_quantity: 0 }, { price: 0.29 }])
  })

  it.each([{}, { stock: -1 }, { discountRate: 39.99 }])('refuses %j as BAD_USER_INPUT', async (given) => {
    expect(codeOf(await room.ask(PRICE, admin, { id: '1', input: given }))).toMatchObject({
      code: 'BAD_USER_INPUT',
    })
    expect(room.backend.received).toEqual([])
  })
})

describe('the products as admins see them', () => {
  const ALL = '{ allProducts(first: 2) { totalCount nodes { name } pageInfo { hasNextPage } } }'
  const TRANSLATIONS = '{ product(id: 1) { name translations { language name } } }'

  it('are all of them, asked for with the token of the admin', async () => {
    keepCatalogue(room.backend, ['Relay', 'Archery', 'Rowing'])
    const { data, errors } = await room.ask(ALL, admin)
    expect(errors).toBeUndefined()
    expect(data.allProducts).toEqual({
      totalCount: 3,
      nodes: [{ name: 'Relay' }, { name: 'Archery' }],
      pageInfo: { hasNextPage: true },
    })
    expect(room.backend.received[0]?.headers.authorization).toBe('Bearer 1|token-of-ADMIN')
  })

  it('read a language once, whichever the request is in', async () => {
    keepCatalogue(room.backend, ['Relay'])
    const { data } = await room.ask(TRANSLATIONS, { ...admin, language: 'de' })
    expect(data.product.name).toBe('Relay (de)')
    expect(room.backend.received.map(({ headers }) => headers['accept-language']).sort()).toEqual([
      'de',
      'en',
      'fr',
    ])
  })

  it.each([
    ['a guest', guest, 'UNAUTHENTICATED'],
    ['a user', as('USER'), 'FORBIDDEN'],
    ['an employee', as('EMPLOYEE'), 'FORBIDDEN'],
  ])('are not for %s', async (_, call, code) => {
    keepCatalogue(room.backend, ['Relay'])
    const given = { id: '1', input: { stock: 1 } }
    const refused = await Promise.all([
      room.ask(ALL, call),
      room.ask(CREATE, call, { input }),
      room.ask(UPDATE, call, { id: '1', input: { places: 1 } }),
      room.ask(PRICE, call, given),
    ])
    for (const answer of refused) expect(codeOf(answer)).toMatchObject({ code, rule: 'ADMIN' })
    expect(room.backend.received).toEqual([])
    const { data, errors } = await room.ask(TRANSLATIONS, call)
    expect(data.product).toEqual({ name: 'Relay', translations: null })
    expect(errors).toHaveLength(1)
  })

  it('are NOT_FOUND to a command where there are none', async () => {
    keepCatalogue(room.backend)
    expect(codeOf(await room.ask(UPDATE, admin, { id: '9', input: { places: 1 } }))).toMatchObject({
      code: 'NOT_FOUND',
    })
    expect(codeOf(await room.ask(PRICE, admin, { id: '9', input: { stock: 1 } }))).toMatchObject({
      code: 'NOT_FOUND',
    })
  })
})
