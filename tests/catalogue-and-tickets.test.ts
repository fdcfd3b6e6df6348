// What admins do to products and tickets, through the gateway and over the stand-in with all its quirks.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import {
  AllProductsDocument,
  AllTicketsDocument,
  type AllTicketsQueryVariables,
  CreateProductDocument,
  type CreateProductInput,
  IssueFreeTicketsDocument,
  MyTicketsDocument,
  OneTicketDocument,
  ProductForAdminsDocument,
  ProductForEverybodyDocument,
  ProductsOnSaleDocument,
  SalesDocument,
  SetTicketStatusDocument,
  UpdateProductDocument,
  UpdateProductPricingDocument,
} from './generated/graphql.js'
import { type Person, person, signIn } from './journey/people.js'
import { type Platform, startPlatform } from './journey/platform.js'

let platform: Platform
let admin: Person
let ugo: Person

beforeAll(async () => {
  platform = await startPlatform('in one process')
  admin = await signIn(platform.url, 'admin@example.test')
  ugo = await signIn(platform.url, 'user@example.test')
})
afterAll(() => platform.close())

const text = (name: string, startsAtText: string) => ({
  name,
  description: `${name}.`,
  category: 'Archery',
  location: 'Invalides, Paris',
  startsAtText,
})

const input = {
  listPrice: { minorUnits: 1999, currency: 'EUR' },
  discountRate: 0.25,
  stock: 12,
  date: '2024-08-04',
  places: 2,
  translations: {
    en: text('Archery Final', '6 pm'),
    fr: text("Finale de tir à l'arc", '18h00'),
    de: text('Finale im Bogenschießen', '18 Uhr'),
  },
} satisfies CreateProductInput

async function stockOf(id: string): Promise<number | null | undefined> {
  return (await person(platform.url).ask(ProductForEverybodyDocument, { id })).product?.stock
}

async function ticketsOf(variables: AllTicketsQueryVariables = {}) {
  const { tickets } = await admin.ask(AllTicketsDocument, variables)
  if (tickets == null) throw new Error('the list of tickets is null')
  return tickets
}

async function firstTicket(filter: AllTicketsQueryVariables['filter']) {
  const [ticket] = (await ticketsOf({ filter, first: 1 })).nodes
  if (ticket == null) throw new Error('there is no such ticket')
  return ticket
}

describe('a product', () => {
  let id: string

  it('is created in three languages, and each of two equal ones is found', async () => {
    const both = await Promise.all([1, 2].map(() => admin.ask(CreateProductDocument, { input })))
    const [first, second] = both.map(({ createProduct }) => createProduct)
    expect(first?.id).not.toBe(second?.id)
    expect(first).toMatchObject({
      name: 'Archery Final',
      listPrice: { minorUnits: 1999 },
      price: { minorUnits: 1499 },
      discountRate: 0.25,
      stock: 12,
      inStock: true,
    })
    expect(
      first?.translations?.map(({ language, name, startsAtText }) => [language, name, startsAtText]),
    ).toEqual([
      ['EN', 'Archery Final', '6 pm'],
      ['FR', "Finale de tir à l'arc", '18h00'],
      ['DE', 'Finale im Bogenschießen', '18 Uhr'],
    ])
    id = first?.id ?? ''
  })

  it('is edited part by part, in the language of whoever asks', async () => {
    const french = person(platform.url, {
      token: admin.token ?? '',
      headers: { 'accept-language': 'fr-FR' },
    })
    const edit = { places: 4, translations: { fr: { name: 'Tir à l’arc' } } }
    const { updateProduct } = await french.ask(UpdateProductDocument, { id, input: edit })
    expect(updateProduct).toMatchObject({ id, name: 'Tir à l’arc', places: 4, stock: 12, date: '2024-08-04' })
    expect(updateProduct?.translations?.map(({ name, places }) => [name, places])).toEqual([
      ['Archery Final', 4],
      ['Tir à l’arc', 4],
      ['Finale im Bogenschießen', 4],
    ])
  })

  it('is priced to the cent', async () => {
    const pricing = { listPrice: { minorUnits: 29, currency: 'EUR' as const }, discountRate: 0 }
    const { updateProductPricing } = await admin.ask(UpdateProductPricingDocument, { id, input: pricing })
    expect(updateProductPricing).toMatchObject({ price: { minorUnits: 29 }, discountRate: 0, stock: 12 })
  })

  it('leaves the list of what is on sale when it is sold out, and stays in the list for admins', async () => {
    await admin.ask(UpdateProductPricingDocument, { id, input: { stock: 0 } })
    const filter = { name: 'archery', minPlaces: 3 }
    const { products } = await admin.ask(ProductsOnSaleDocument, { filter })
    expect(products?.nodes).toEqual([])
    const { allProducts } = await admin.ask(AllProductsDocument, { filter })
    expect(allProducts).toEqual({ totalCount: 1, nodes: [{ id, name: 'Archery Final', stock: 0 }] })
  })

  it('is written by admins only', async () => {
    const { errors } = await ugo.try(UpdateProductPricingDocument, { id, input: { stock: 1 } })
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', rule: 'ADMIN' })
    const seen = await ugo.try(ProductForAdminsDocument, { id })
    expect(seen.data.product).toMatchObject({ id, translations: null })
  })
})

describe('the tickets of everybody', () => {
  it('are paged through', async () => {
    const { totalCount, nodes, pageInfo } = await ticketsOf({ first: 2 })
    expect(totalCount).toBeGreaterThan(100)
    expect(pageInfo.hasNextPage).toBe(true)
    const next = await ticketsOf({ first: 2, after: pageInfo.endCursor })
    const ids = [...nodes, ...next.nodes].map(({ id }) => id)
    expect(new Set(ids).size).toBe(4)
  })

  it('are narrowed by each filter', async () => {
    const some = await firstTicket({ status: 'USED' })
    const day = some.usedAt?.slice(0, 10)
    const filters = [
      { search: some.token },
      { status: 'USED' as const },
      { userId: some.user?.id },
      { userEmail: some.user?.email },
      { productId: some.product?.id },
      { paymentUuid: some.payment?.uuid },
      { used: { from: day, to: day } },
      { created: { to: '2100-01-01' } },
      { updated: { from: '2000-01-01' } },
    ]
    for (const filter of filters) {
      const found = await ticketsOf({ filter: { ...filter, search: some.token } })
      expect([filter, found.nodes.map(({ id }) => id)]).toEqual([filter, [some.id]])
    }
    const { totalCount } = await ticketsOf({ first: 1 })
    expect((await ticketsOf({ filter: { created: { to: '2000-01-01' } } })).totalCount).toBe(0)
    expect((await ticketsOf({ filter: { status: 'USED' }, first: 1 })).totalCount).toBeLessThan(totalCount)
  })

  it('are none of a user, a product or a payment that there is not', async () => {
    const nothing = [
      { userId: '999999' },
      { userEmail: 'nobody@example.test' },
      { productId: '999999' },
      { paymentUuid: '00000000-0000-4000-8000-000000000000' },
    ]
    for (const filter of nothing) expect((await ticketsOf({ filter })).totalCount).toBe(0)
  })

  it('are refused for a range that ends before it begins', async () => {
    const filter = { created: { from: '2024-08-02', to: '2024-08-01' } }
    const { errors } = await admin.try(AllTicketsDocument, { filter })
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
  })
})

describe('a ticket', () => {
  it('puts its place back on sale once when it is cancelled twice, and then refunded', async () => {
    const ticket = await firstTicket({ status: 'ISSUED' })
    const product = ticket.product?.id ?? ''
    const before = (await stockOf(product)) ?? Number.NaN
    const cancel = () => admin.ask(SetTicketStatusDocument, { id: ticket.id, status: 'CANCELLED' })
    for (const { setTicketStatus } of await Promise.all([cancel(), cancel()])) {
      expect(setTicketStatus).toMatchObject({ id: ticket.id, status: 'CANCELLED' })
      expect(setTicketStatus?.cancelledAt).toMatch(/Z$/)
    }
    const refund = await admin.try(SetTicketStatusDocument, { id: ticket.id, status: 'REFUNDED' })
    expect(refund.errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', status: 'CANCELLED' })
    expect(await stockOf(product)).toBe(before + 1)
  })

  it('is given away, and leaves the stock', async () => {
    const { nodes } = (await admin.ask(AllProductsDocument, { filter: { name: 'Judo' } })).allProducts ?? {
      nodes: [],
    }
    const { id: productId = '', stock } = nodes[0] ?? {}
    const gift = { userId: '3', productId, quantity: 2, language: 'FR' as const }
    const { issueFreeTickets: issued } = await admin.ask(IssueFreeTicketsDocument, { input: gift })
    expect(issued).toHaveLength(2)
    for (const ticket of issued ?? []) {
      expect(ticket).toMatchObject({
        status: 'ISSUED',
        user: { id: '3', email: 'user@example.test' },
        productSnapshot: { price: { minorUnits: 0 } },
        payment: { status: 'PAID', method: 'FREE' },
      })
    }
    expect(await stockOf(productId)).toBe((stock ?? 0) - 2)

    const { me } = await ugo.ask(MyTicketsDocument, { status: 'ISSUED', first: 2 })
    expect(me?.tickets?.nodes.map(({ id }) => id)).toEqual(issued?.map(({ id }) => id))
  })

  it('opens its files to its owner by links, and is null to others', async () => {
    const { me } = await ugo.ask(MyTicketsDocument, { first: 1 })
    const id = me?.tickets?.nodes[0]?.id ?? ''
    const { ticket } = await ugo.ask(OneTicketDocument, { id })
    expect(ticket?.user).toEqual({ id: '3', email: 'user@example.test', role: 'USER' })
    const types = ['application/pdf', 'image/png']
    for (const [index, link] of [ticket?.download, ticket?.qrDownload].entries()) {
      const file = await fetch(link?.url ?? '')
      expect([file.status, file.headers.get('content-type')]).toEqual([200, types[index]])
      await file.arrayBuffer()
    }
    const olga = await signIn(platform.url, 'other@example.test')
    expect(await olga.ask(OneTicketDocument, { id })).toEqual({ ticket: null })
    expect((await admin.ask(OneTicketDocument, { id })).ticket?.user?.id).toBe('3')
  })

  it("is found by the day of its event, in one's own list", async () => {
    const { me } = await ugo.ask(MyTicketsDocument, { first: 100 })
    const day = me?.tickets?.nodes.find(({ product }) => product?.date != null)?.product?.date ?? ''
    const wanted = me?.tickets?.nodes.filter(({ product }) => product?.date === day).map(({ id }) => id)
    const found = await ugo.ask(MyTicketsDocument, { eventDates: { from: day, to: day }, first: 100 })
    expect(found.me?.tickets?.nodes.map(({ id }) => id)).toEqual(wanted)
  })
})

describe('sales', () => {
  it('count the tickets that are issued or used, the most first', async () => {
    const { sales } = await admin.ask(SalesDocument, { first: 100 })
    const counts = sales?.nodes.map(({ soldCount }) => soldCount ?? 0) ?? []
    expect(counts).toEqual([...counts].sort((a, b) => b - a))
    const top = sales?.nodes[0]
    const productId = top?.product?.id ?? ''
    const [issued, used] = await Promise.all(
      (['ISSUED', 'USED'] as const).map((status) => ticketsOf({ filter: { productId, status }, first: 1 })),
    )
    expect(top?.soldCount).toBe((issued?.totalCount ?? 0) + (used?.totalCount ?? 0))
  })

  it('are searched by the English name, whatever the language', async () => {
    const french = person(platform.url, { token: admin.token ?? '', headers: { 'accept-language': 'fr' } })
    const { sales } = await french.ask(SalesDocument, { search: 'Final', sort: 'SOLD_COUNT_ASC', first: 3 })
    expect(sales?.nodes).toHaveLength(3)
    for (const { name, product } of sales?.nodes ?? []) expect(product?.name).toBe(name)
  })
})
