// What each operation costs the existing backend: every REST call, and which of them wait for which. The calls of one
// wave are answered together when all of them have come in, so a call that waits for less or more than is written here
// fails its operation.
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import {
  AdmitByScanDocument,
  BrowseDocument,
  CartInFullDocument,
  CartPageDocument,
  CatalogueCardDocument,
  EverybodysPaymentsDocument,
  EverybodysTicketsDocument,
  IssueFreeTicketsDocument,
  MyPaymentsDocument,
  MyPaymentsInFullDocument,
  MyTicketsByKeysDocument,
  MyTicketsWithAllDocument,
  NameAndCatalogueDocument,
  PaymentAmountDocument,
  PaymentWithAllDocument,
  PeopleDocument,
  ProductPageDocument,
  PutIntoCartDocument,
  RepriceDocument,
  SalesByNameDocument,
  SalesInFullDocument,
  ScanCodesDocument,
  ScanDocument,
  StartPayingDocument,
} from './generated/graphql.js'
import { confirmAtStripe, until } from './journey/pay.js'
import { type Person, person, signIn } from './journey/people.js'
import { startWatchedPlatform, type WatchedPlatform } from './journey/watched-platform.js'

const product = 'GET /api/products/{id}'
const products = 'GET /api/products'
const cart = 'GET /api/cart'
const profile = 'GET /api/users/me'
const ownTickets = 'GET /api/tickets/user'
const invoices = 'GET /api/invoices'
const payment = 'GET /api/payments/{id}'
/** The list of all, which the service account searches. */
const payments = 'GET /api/payments'
const scan = 'GET /api/tickets/scan/{id}'

let platform: WatchedPlatform
let guest: Person
let ada: Person
let ben: Person
let admin: Person
let employee: Person
/** Of products of which plenty are left. */
let ids: readonly string[]
let cartId: string
let paymentUuid: string
let scanCode: string

const idAt = (index: number): string => ids[index] ?? ''

async function buyFourTickets(): Promise<void> {
  for (const productId of ids.slice(0, 4)) await ada.ask(PutIntoCartDocument, { productId, quantity: 1 })
  cartId = (await ada.ask(CartPageDocument)).cart?.id ?? ''
  const { startPayment } = await ada.ask(StartPayingDocument, { cartId })
  if (startPayment?.__typename !== 'StartedPayment') throw new Error('no payment')
  paymentUuid = startPayment.payment?.uuid ?? ''
  await confirmAtStripe(platform.stripeUrl, startPayment.clientSecret)
  const { me } = await until(
    () => ada.ask(ScanCodesDocument),
    (answer) => answer.me?.tickets?.nodes[0]?.payment?.uuid === paymentUuid,
  )
  scanCode = /qr_([^/]+)\.png$/.exec(me?.tickets?.nodes[0]?.qrUrl ?? '')?.[1] ?? ''
  await until(
    () => ada.ask(CartPageDocument),
    (answer) => answer.cart?.items.length === 0,
  )
}

beforeAll(async () => {
  platform = await startWatchedPlatform()
  guest = person(platform.url)
  ada = await signIn(platform.url, 'user@example.test')
  ben = await signIn(platform.url, 'other@example.test')
  admin = await signIn(platform.url, 'admin@example.test')
  employee = await signIn(platform.url, 'employee@example.test')
  const all = (await guest.ask(BrowseDocument)).products?.nodes ?? []
  ids = all.filter(({ stock }) => (stock ?? 0) > 10).map(({ id }) => id)
  const me = (await ada.ask(MyTicketsByKeysDocument)).me?.id ?? ''
  const gift = { userId: me, productId: idAt(4), quantity: 1 }
  await admin.ask(IssueFreeTicketsDocument, { input: gift })
  await buyFourTickets()
  for (const productId of ids.slice(0, 4)) await ada.ask(PutIntoCartDocument, { productId, quantity: 1 })
  platform.backend.forget()
})
afterEach(() => platform.backend.forget())
afterAll(() => platform.close())

interface Operation {
  readonly name: string
  readonly ask: () => Promise<unknown>
  /** Each wave waits for the one before it. */
  readonly waves: readonly (readonly string[])[]
}

const operations: readonly Operation[] = [
  {
    name: 'a page of the catalogue with prices',
    ask: () => guest.ask(CatalogueCardDocument),
    waves: [[products]],
  },
  {
    name: 'one product with its stock',
    ask: () => guest.ask(ProductPageDocument, { id: idAt(0) }),
    waves: [[product]],
  },
  { name: 'a cart with its products', ask: () => ada.ask(CartPageDocument), waves: [[cart]] },
  {
    name: 'a cart with what only the products tell',
    ask: () => ada.ask(CartInFullDocument),
    waves: [[cart], [products]],
  },
  {
    name: 'my tickets with products and payments',
    ask: () => ada.ask(MyTicketsWithAllDocument),
    waves: [[ownTickets, profile], [products], [invoices]],
  },
  {
    name: 'my tickets with the keys of all that they name',
    ask: () => ada.ask(MyTicketsByKeysDocument),
    waves: [[ownTickets]],
  },
  { name: 'my payments and invoices', ask: () => ada.ask(MyPaymentsDocument), waves: [[invoices]] },
  {
    name: 'my payments with what was bought',
    ask: () => ada.ask(MyPaymentsInFullDocument),
    waves: [[invoices, payments], [products]],
  },
  {
    name: 'what a payment of mine costs',
    ask: () => ada.ask(PaymentAmountDocument, { uuid: paymentUuid }),
    waves: [[invoices]],
  },
  {
    name: 'a payment with its lines and tickets',
    ask: () => ada.ask(PaymentWithAllDocument, { uuid: paymentUuid }),
    waves: [[payment], [payments], [products, ownTickets]],
  },
  {
    name: "everybody's tickets with products, holders and payments",
    ask: () => admin.ask(EverybodysTicketsDocument),
    waves: [['GET /api/tickets'], [products], [payments]],
  },
  {
    name: "everybody's payments with their lines",
    ask: () => admin.ask(EverybodysPaymentsDocument),
    waves: [[payments]],
  },
  {
    name: 'three people and how much they have',
    ask: () => admin.ask(PeopleDocument),
    waves: [
      ['GET /api/users'],
      [ownTickets, 'GET /api/tickets', 'GET /api/tickets'],
      [payments, payments, payments],
    ],
  },
  {
    name: 'the sales with the names of the products',
    ask: () => admin.ask(SalesByNameDocument),
    waves: [['GET /api/tickets/admin/sales']],
  },
  {
    name: 'the sales with what the products tell',
    ask: () => admin.ask(SalesInFullDocument),
    waves: [['GET /api/tickets/admin/sales'], [products]],
  },
  {
    name: 'setting an item of the cart',
    ask: () => ada.ask(PutIntoCartDocument, { productId: idAt(0), quantity: 2 }),
    waves: [['PATCH /api/cart/items/{id}'], [cart]],
  },
  {
    name: 'starting a payment',
    ask: () => ada.ask(StartPayingDocument, { cartId }),
    waves: [[cart], ['POST /api/payments'], [payments]],
  },
  { name: 'a scan', ask: () => employee.ask(ScanDocument, { code: scanCode }), waves: [[scan]] },
  {
    name: 'admitting by a scan',
    ask: () => employee.ask(AdmitByScanDocument, { code: scanCode }),
    waves: [[scan], ['POST /api/tickets/scan/{id}']],
  },
  {
    name: 'changing a price',
    ask: () => admin.ask(RepriceDocument, { id: idAt(0), input: { stock: 77 } }),
    waves: [['PATCH /api/products/{id}/pricing'], [product]],
  },
]

describe('the REST calls of', () => {
  it.each(operations)('$name come in the waves that are written here', async ({ ask, waves }) => {
    platform.backend.expectWaves(waves)
    await ask()
    const seen = platform.backend.calls.map(({ name }) => name)
    let from = 0
    const inWaves = waves.map((wave) => {
      from += wave.length
      return seen.slice(from - wave.length, from).sort()
    })
    expect(inWaves).toEqual(waves.map((wave) => [...wave].sort()))
    expect(seen).toHaveLength(waves.flat().length)
  })
})

describe('two people who ask for the same at once', () => {
  it('share what is public, asked for in nobody’s name, and nothing else', async () => {
    platform.backend.expectWaves([[profile, profile, products]])
    const [ofAda, ofBen] = await Promise.all([
      ada.ask(NameAndCatalogueDocument),
      ben.ask(NameAndCatalogueDocument),
    ])
    const tokensOf = (wanted: string) =>
      platform.backend.calls.filter(({ name }) => name === wanted).map(({ token }) => token)
    expect(tokensOf(products)).toEqual([null])
    expect(new Set(tokensOf(profile)).size).toBe(2)
    expect(tokensOf(profile)).not.toContain(null)
    expect(ofAda.products).toEqual(ofBen.products)
    expect([ofAda.me?.email, ofBen.me?.email]).toEqual(['user@example.test', 'other@example.test'])
  })

  it('share nothing across languages', async () => {
    const french = person(platform.url, { headers: { 'accept-language': 'fr' } })
    platform.backend.expectWaves([[products, products]])
    await Promise.all([guest.ask(CatalogueCardDocument), french.ask(CatalogueCardDocument)])
    expect(platform.backend.calls.map(({ language }) => language).sort()).toEqual(['en', 'fr'])
  })
})
