// The story that the platform exists for, told once for each layout of the parts. The operations stand in
// operations/buy-a-ticket.graphql; the compiler checks them against the schema.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import {
  AdmitDocument,
  BrowseDocument,
  PayDocument,
  RefundDocument,
  SetItemDocument,
  ShowCartDocument,
  ShowPaymentDocument,
  type ShowPaymentQuery,
  SignOutDocument,
  WhoAmIDocument,
} from './generated/graphql.js'
import { confirmAtStripe, until } from './journey/pay.js'
import { type Person, person, signIn } from './journey/people.js'
import { type Layout, type Platform, startPlatform } from './journey/platform.js'

type Tickets = NonNullable<NonNullable<ShowPaymentQuery['payment']>['tickets']>

const LAYOUTS: readonly Layout[] = ['in one process', 'with subgraph processes', 'as docker-compose.yml says']

describe.each(LAYOUTS)('buying a ticket, %s', (layout) => {
  let platform: Platform
  let visitor: Person
  let buyer: Person
  let productId: string
  let guestCartId: string
  let paymentUuid: string
  let tickets: Tickets

  beforeAll(async () => {
    platform = await startPlatform(layout)
  })
  afterAll(() => platform.close())

  it('lets a guest browse in French, and read prices in yen', async () => {
    visitor = person(platform.url, { headers: { 'accept-language': 'fr-FR,fr;q=0.9,en;q=0.5' } })
    const { products } = await visitor.ask(BrowseDocument)
    expect(products?.totalCount).toBeGreaterThan(20)
    expect(products?.nodes.map(({ name }) => name).join()).toMatch(/[éèà]/)
    expect(products?.nodes[0]?.price).toEqual({
      formatted: expect.stringMatching(/\d,\d\d\s€$/),
      in: { currency: 'JPY' },
    })
    productId = products?.nodes.find(({ stock }) => (stock ?? 0) > 10)?.id ?? ''
  })

  it('keeps a cart for the guest, under an id that the gateway makes', async () => {
    const first = await visitor.try(ShowCartDocument)
    guestCartId = first.headers.get('x-guest-cart-id') ?? ''
    expect(first.data.cart).toMatchObject({ id: guestCartId, items: [] })

    visitor = person(platform.url, { headers: { 'x-guest-cart-id': guestCartId } })
    const { setCartItem } = await visitor.ask(SetItemDocument, { productId, quantity: 2 })
    expect(setCartItem).toMatchObject({ items: [{ quantity: 2, product: { id: productId } }] })
  })

  it('says how many are left when more is asked for', async () => {
    const { setCartItem } = await visitor.ask(SetItemDocument, { productId, quantity: 100_000 })
    expect(setCartItem).toEqual({
      __typename: 'StockUnavailable',
      lines: [{ requested: 100_000, available: expect.any(Number) }],
    })
  })

  it('merges the carts when the guest signs in', async () => {
    buyer = await signIn(platform.url, 'other@example.test', guestCartId)
    const { cart } = await buyer.ask(ShowCartDocument)
    expect(cart?.items).toEqual([{ quantity: 2, product: { id: productId } }])
    expect(cart?.id).not.toBe(guestCartId)
  })

  it('never shows a guest cart to somebody with a broken token', async () => {
    const headers = { 'x-guest-cart-id': guestCartId }
    const broken = person(platform.url, { token: `${buyer.token}x`, headers })
    const { status, errors } = await broken.try(ShowCartDocument)
    expect(status).toBe(401)
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
  })

  it('takes the payment through Stripe, to the cent', async () => {
    const { cart } = await buyer.ask(ShowCartDocument)
    const { startPayment } = await buyer.ask(PayDocument, { cartId: cart?.id ?? '' })
    if (startPayment?.__typename !== 'StartedPayment') throw new Error(`got ${startPayment?.__typename}`)
    paymentUuid = startPayment.payment.uuid
    expect(startPayment.payment.amount).toEqual(cart?.total)

    expect(await confirmAtStripe(platform.stripeUrl, startPayment.clientSecret)).toBe('succeeded')
    const { payment } = await until(
      () => buyer.ask(ShowPaymentDocument, { uuid: paymentUuid }),
      (answer) => answer.payment?.status === 'PAID',
    )
    expect(payment).toMatchObject({ amount: cart?.total, lines: [{ quantity: 2 }] })
  })

  it('empties the cart after its payment', async () => {
    const { cart } = await until(
      () => buyer.ask(ShowCartDocument),
      (answer) => answer.cart?.items.length === 0,
    )
    expect(cart?.items).toEqual([])
  })

  it('shows the tickets to their owner and to nobody else', async () => {
    const { payment } = await buyer.ask(ShowPaymentDocument, { uuid: paymentUuid })
    tickets = payment?.tickets ?? []
    expect(tickets.map(({ status }) => status)).toEqual(['ISSUED', 'ISSUED'])

    const stranger = await signIn(platform.url, 'user@example.test')
    expect(await stranger.ask(ShowPaymentDocument, { uuid: paymentUuid })).toEqual({ payment: null })
  })

  it('hands the files to their owner; to others a foreign file and an absent one look alike', async () => {
    const pdf = await buyer.download(tickets[0]?.pdfUrl ?? '')
    expect(pdf.headers.get('content-type')).toBe('application/pdf')
    expect(Buffer.from(await pdf.arrayBuffer()).toString('latin1', 0, 5)).toBe('%PDF-')

    const stranger = await signIn(platform.url, 'user@example.test')
    const absentUrl = `${platform.url}/files/tickets/ticket_00000000-0000-4000-8000-000000000000.pdf`
    const foreign = await stranger.download(tickets[0]?.pdfUrl ?? '')
    const absent = await stranger.download(absentUrl)
    expect([foreign.status, absent.status]).toEqual([404, 404])
    expect(await foreign.json()).toEqual(await absent.json())
    expect((await visitor.download(tickets[0]?.pdfUrl ?? '')).status).toBe(401)
  })

  it('admits one of six parallel scans, on two gateways', async () => {
    const code = /qr_([^/]+)\.png$/.exec(tickets[0]?.qrUrl ?? '')?.[1] ?? ''
    const near = await signIn(platform.url, 'employee@example.test')
    const far = await signIn(platform.secondUrl, 'employee@example.test')
    const scanners = [near, far, near, far, near, far]
    const scans = await Promise.all(scanners.map((scanner) => scanner.ask(AdmitDocument, { code })))
    const outcomes = scans.map(({ admitTicket }) => admitTicket?.__typename).sort()
    expect(outcomes).toEqual(['AdmittedTicket', ...Array(5).fill('TicketAlreadyProcessed')])
  })

  it('gives money back when an admin says so, and marks the ticket once', async () => {
    const admin = await signIn(platform.url, 'admin@example.test')
    const ticketId = tickets[1]?.id ?? ''
    const refund = { uuid: paymentUuid, cents: 100, ticketIds: [ticketId] }
    expect((await admin.ask(RefundDocument, refund)).refundPayment).toEqual({
      __typename: 'RefundedPayment',
      payment: { status: 'PAID', refundedAmount: { minorUnits: 100, currency: 'EUR' } },
      tickets: [{ id: ticketId, status: 'REFUNDED' }],
    })
  })

  it('refuses a refund to anybody else', async () => {
    const { data, errors } = await buyer.try(RefundDocument, { uuid: paymentUuid, cents: 1, ticketIds: null })
    expect(data).toEqual({ refundPayment: null })
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', rule: 'ADMIN' })
  })

  it('ends the session on both gateways at once', async () => {
    const far = person(platform.secondUrl, { token: buyer.token ?? '' })
    expect(await far.ask(WhoAmIDocument)).toEqual({ me: { email: 'other@example.test' } })
    await buyer.ask(SignOutDocument)
    const { errors } = await until(
      () => far.try(WhoAmIDocument),
      ({ status }) => status === 401,
    )
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
  })
})
