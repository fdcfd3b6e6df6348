// The story that the platform exists for, told once for each layout of the parts.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { confirmAtStripe, until } from './journey/pay.js'
import { type Person, person, signIn } from './journey/people.js'
import { type Layout, type Platform, startPlatform } from './journey/platform.js'

interface Money {
  readonly minorUnits: number
  readonly currency: string
}
interface Cart {
  readonly id: string
  readonly items: readonly { readonly quantity: number; readonly product: { readonly id: string } }[]
  readonly total: Money
}
interface Ticket {
  readonly id: string
  readonly token: string
  readonly status: string
  readonly pdfUrl: string
  readonly qrUrl: string
}

const CART = 'id items { quantity product { id } } total { minorUnits currency }'
const SET_ITEM = `mutation($productId: ID!, $quantity: Int!) {
  setCartItem(productId: $productId, quantity: $quantity) {
    __typename ... on Cart { ${CART} } ... on StockUnavailable { lines { requested available } }
  }
}`
const TICKETS = `query($uuid: ID!) {
  payment(uuid: $uuid) {
    status paidAt amount { minorUnits currency } lines { quantity lineTotal { minorUnits } }
    tickets { id token status pdfUrl qrUrl }
  }
}`
const ADMIT = `mutation($code: String!) {
  admitTicket(scanCode: $code) { __typename ... on AdmittedTicket { usedAt holder { lastName } event { name } } }
}`

describe.each<Layout>(['in one process', 'with subgraph processes', 'as docker-compose.yml says'])(
  'buying a ticket, %s',
  (layout) => {
    let platform: Platform
    let visitor: Person
    let buyer: Person
    let productId: string
    let guestCartId: string
    let paymentUuid: string
    let tickets: readonly Ticket[]

    beforeAll(async () => {
      platform = await startPlatform(layout)
    })
    afterAll(() => platform.close())

    it('lets a guest browse in French, and read prices in yen', async () => {
      visitor = person(platform.url, { headers: { 'accept-language': 'fr-FR,fr;q=0.9,en;q=0.5' } })
      const { products } = await visitor.ask<{
        products: {
          totalCount: number
          nodes: { id: string; name: string; stock: number; price: { formatted: string; in: Money } }[]
        }
      }>(
        `{ products(first: 20) { totalCount nodes { id name stock price { formatted in(currency: JPY) { currency } } } } }`,
      )
      expect(products.totalCount).toBeGreaterThan(20)
      expect(products.nodes.map(({ name }) => name).join()).toMatch(/[éèà]/)
      expect(products.nodes[0]?.price).toEqual({
        formatted: expect.stringMatching(/\d,\d\d\s€$/),
        in: { currency: 'JPY' },
      })
      productId = products.nodes.find(({ stock }) => stock > 10)?.id ?? ''
    })

    it('keeps a cart for the guest, under an id that the gateway makes', async () => {
      const first = await visitor.try<{ cart: Cart }>(`{ cart { ${CART} } }`)
      guestCartId = first.headers.get('x-guest-cart-id') ?? ''
      expect(first.data.cart).toMatchObject({ id: guestCartId, items: [] })

      visitor = person(platform.url, { headers: { 'x-guest-cart-id': guestCartId } })
      const { setCartItem } = await visitor.ask<{ setCartItem: Cart }>(SET_ITEM, { productId, quantity: 2 })
      expect(setCartItem.items).toEqual([{ quantity: 2, product: { id: productId } }])
    })

    it('says how many are left when more is asked for', async () => {
      const { setCartItem } = await visitor.ask<{ setCartItem: { __typename: string; lines: object[] } }>(
        SET_ITEM,
        {
          productId,
          quantity: 100_000,
        },
      )
      expect(setCartItem.__typename).toBe('StockUnavailable')
      expect(setCartItem.lines).toEqual([{ requested: 100_000, available: expect.any(Number) }])
    })

    it('merges the carts when the guest signs in', async () => {
      buyer = await signIn(platform.url, 'other@example.test', guestCartId)
      const { cart } = await buyer.ask<{ cart: Cart }>(`{ cart { ${CART} } }`)
      expect(cart.items).toEqual([{ quantity: 2, product: { id: productId } }])
      expect(cart.id).not.toBe(guestCartId)
    })

    it('never shows a guest cart to somebody with a broken token', async () => {
      const broken = person(platform.url, {
        token: `${buyer.token}x`,
        headers: { 'x-guest-cart-id': guestCartId },
      })
      const { status, errors } = await broken.try(`{ cart { id } }`)
      expect(status).toBe(401)
      expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
    })

    it('takes the payment through Stripe, to the cent', async () => {
      const { cart } = await buyer.ask<{ cart: Cart }>(`{ cart { ${CART} } }`)
      const { startPayment } = await buyer.ask<{
        startPayment: { payment: { uuid: string; amount: Money }; clientSecret: string }
      }>(
        `mutation($cartId: ID!) { startPayment(input: { cartId: $cartId, method: STRIPE }) {
        ... on StartedPayment { payment { uuid status amount { minorUnits currency } } clientSecret }
      } }`,
        { cartId: cart.id },
      )
      paymentUuid = startPayment.payment.uuid
      expect(startPayment.payment.amount).toEqual(cart.total)
      expect(await confirmAtStripe(platform.stripeUrl, startPayment.clientSecret)).toBe('succeeded')
      const paid = await until(
        () => buyer.ask<{ payment: { status: string } }>(TICKETS, { uuid: paymentUuid }),
        ({ payment }) => payment.status === 'PAID',
      )
      expect(paid.payment).toMatchObject({ amount: cart.total, lines: [{ quantity: 2 }] })
    })

    it('empties the cart after its payment', async () => {
      const emptied = await until(
        () => buyer.ask<{ cart: Cart }>(`{ cart { ${CART} } }`),
        ({ cart }) => cart.items.length === 0,
      )
      expect(emptied.cart.items).toEqual([])
    })

    it('shows the tickets to their owner and to nobody else', async () => {
      const { payment } = await buyer.ask<{ payment: { tickets: Ticket[] } }>(TICKETS, { uuid: paymentUuid })
      tickets = payment.tickets
      expect(tickets.map(({ status }) => status)).toEqual(['ISSUED', 'ISSUED'])
      const stranger = await signIn(platform.url, 'user@example.test')
      expect(
        (await stranger.ask<{ payment: null }>(`{ payment(uuid: "${paymentUuid}") { uuid } }`)).payment,
      ).toBeNull()
    })

    it('hands the files to their owner; to others a foreign file and an absent one look alike', async () => {
      const pdf = await buyer.download(tickets[0]?.pdfUrl ?? '')
      expect(pdf.headers.get('content-type')).toBe('application/pdf')
      expect(Buffer.from(await pdf.arrayBuffer()).toString('latin1', 0, 5)).toBe('%PDF-')

      const stranger = await signIn(platform.url, 'user@example.test')
      const foreign = await stranger.download(tickets[0]?.pdfUrl ?? '')
      const absent = await stranger.download(
        `${platform.url}/files/tickets/ticket_00000000-0000-4000-8000-000000000000.pdf`,
      )
      expect([foreign.status, absent.status]).toEqual([404, 404])
      const bodies = (await Promise.all([foreign.text(), absent.text()])).map((text) => JSON.parse(text))
      expect(bodies[0].errors[0].message).toBe(bodies[1].errors[0].message)
      expect((await visitor.download(tickets[0]?.pdfUrl ?? '')).status).toBe(401)
    })

    it('admits one of six parallel scans, on two gateways', async () => {
      const scanCode = /qr_([^/]+)\.png$/.exec(tickets[0]?.qrUrl ?? '')?.[1]
      const near = await signIn(platform.url, 'employee@example.test')
      const far = await signIn(platform.secondUrl, 'employee@example.test')
      const scans = await Promise.all(
        [near, far, near, far, near, far].map((scanner) =>
          scanner.ask<{ admitTicket: { __typename: string } }>(ADMIT, { code: scanCode }),
        ),
      )
      const outcomes = scans.map(({ admitTicket }) => admitTicket.__typename).sort()
      expect(outcomes).toEqual(['AdmittedTicket', ...Array(5).fill('TicketAlreadyProcessed')])
    })

    it('gives money back when an admin says so, and marks the ticket once', async () => {
      const admin = await signIn(platform.url, 'admin@example.test')
      const { refundPayment } = await admin.ask<{ refundPayment: Record<string, unknown> }>(
        `mutation($uuid: ID!, $ticketIds: [ID!]) {
        refundPayment(uuid: $uuid, amount: { minorUnits: 100, currency: EUR }, ticketIds: $ticketIds) {
          __typename
          ... on RefundedPayment { payment { status refundedAmount { minorUnits currency } } tickets { id status } }
        }
      }`,
        { uuid: paymentUuid, ticketIds: [tickets[1]?.id] },
      )
      expect(refundPayment).toEqual({
        __typename: 'RefundedPayment',
        payment: { status: 'PAID', refundedAmount: { minorUnits: 100, currency: 'EUR' } },
        tickets: [{ id: tickets[1]?.id, status: 'REFUNDED' }],
      })
    })

    it('refuses a refund to anybody else', async () => {
      const { data, errors } = await buyer.try(
        `mutation { refundPayment(uuid: "${paymentUuid}", amount: { minorUnits: 1, currency: EUR }) { __typename } }`,
      )
      expect(data).toEqual({ refundPayment: null })
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', rule: 'ADMIN' })
    })

    it('ends the session on both gateways at once', async () => {
      const far = person(platform.secondUrl, { token: buyer.token ?? '' })
      expect((await far.ask<{ me: object }>('{ me { email } }')).me).toEqual({ email: 'other@example.test' })
      await buyer.ask('mutation { logout }')
      const afterwards = await until(
        () => far.try('{ me { email } }'),
        ({ status }) => status === 401,
      )
      expect(afterwards.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
    })
  },
)
