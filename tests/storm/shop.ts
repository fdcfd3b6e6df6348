// What the customers and the staff of a platform storm do, each again and again, and what they were told.
import { setTimeout as pause } from 'node:timers/promises'
import {
  AdmitDocument,
  PayDocument,
  RefundDocument,
  SetItemDocument,
  ShowPaymentDocument,
  SignInDocument,
} from '../generated/graphql.js'
import { confirmAtStripe } from '../journey/pay.js'
import type { Random } from './random.js'
import type { Tally } from './tally.js'
import { look, type Sending, type Told, tell } from './told.js'

/** What clients were told to have been done. */
export interface Promises {
  /** In the words of the witness. */
  readonly deeds: string[]
  /** The request ids of changes of carts, and of sign-ins. */
  readonly requests: string[]
}

/** What there is to be scanned and given back, by those who bought it. */
export interface Sold {
  readonly codes: string[]
  readonly payments: string[]
}

export interface Shop {
  readonly urls: () => readonly string[]
  readonly stripeUrl: string
  readonly random: Random
  readonly productIds: readonly string[]
  readonly promises: Promises
  readonly sold: Sold
  /** Counts what was done. */
  readonly tally: Tally
  /** Aborts when the shop closes. */
  readonly signal: AbortSignal
}

const PASSWORD = 'Demo-Password-2024!'
const IDLE_MS = 50
const PAID_WITHIN_MS = 15_000
const NEWEST = 12

const sendingAs = ({ urls, random }: Shop, token: string | null, key?: null): Sending => ({
  urls,
  random,
  token,
  ...(key === null && { key }),
})

/** Notes what a success promises, in the words of the witness, or by its request. */
function note<Data>(shop: Shop, told: Told<Data>, toDeed?: (data: Data) => string | null): Data | null {
  if (told.kind !== 'done') return null
  if (toDeed === undefined) shop.promises.requests.push(told.requestId)
  else shop.promises.deeds.push(...[toDeed(told.data) ?? []].flat())
  shop.tally.add(1)
  return told.data
}

/** Null when it was not told that it worked. */
export async function signInto(shop: Shop, email: string): Promise<string | null> {
  const sending = sendingAs(shop, null)
  const told = await tell(sending, SignInDocument, { email, password: PASSWORD, guestCartId: null })
  const { login } = note(shop, told) ?? {}
  return login?.__typename === 'Session' ? login.token : null
}

/** Notes what was put into the cart, whose id it answers; null when it was not told. */
async function fill(shop: Shop, sending: Sending, productId: string): Promise<string | null> {
  const quantity = 1 + shop.random.below(3)
  const { setCartItem } = note(shop, await tell(sending, SetItemDocument, { productId, quantity })) ?? {}
  return setCartItem?.__typename === 'Cart' ? setCartItem.id : null
}

async function startPaying(shop: Shop, sending: Sending, cartId: string) {
  const told = note(shop, await tell(sending, PayDocument, { cartId }), ({ startPayment }) =>
    startPayment?.__typename === 'StartedPayment' ? `started ${startPayment.payment.uuid}` : null,
  )
  return told?.startPayment?.__typename === 'StartedPayment' ? told.startPayment : null
}

/** Now and then a card is declined, or the customer changes his mind: then he starts anew. */
async function startPayingAtLast(shop: Shop, sending: Sending, productId: string) {
  const { random, stripeUrl } = shop
  const cartId = await fill(shop, sending, productId)
  const first = cartId === null ? null : await startPaying(shop, sending, cartId)
  if (cartId === null || first === null) return null
  const turn = random.below(4)
  if (turn > 1) return first
  if (turn === 0) await confirmAtStripe(stripeUrl, first.clientSecret, 'pm_card_chargeDeclined')
  else await fill(shop, sending, productId)
  return startPaying(shop, sending, cartId)
}

/** One customer: from an empty cart to tickets, unless something comes between. */
export async function buy(shop: Shop, email: string): Promise<void> {
  const token = await signInto(shop, email)
  if (token === null) return
  const sending = sendingAs(shop, token)
  const started = await startPayingAtLast(shop, sending, shop.random.pick(shop.productIds))
  if (started === null) return
  const { uuid } = started.payment
  await confirmAtStripe(shop.stripeUrl, started.clientSecret)
  const until = Date.now() + PAID_WITHIN_MS
  while (Date.now() < until && !shop.signal.aborted) {
    const found = (await look(sending, ShowPaymentDocument, { uuid }))?.payment
    if (found?.status === 'PAID' && found.tickets && found.tickets.length > 0) {
      shop.sold.payments.push(uuid)
      shop.sold.codes.push(
        ...found.tickets.map(({ qrUrl }) => /qr_([^/]+)\.png/.exec(qrUrl ?? '')?.[1] ?? ''),
      )
      return
    }
    await pause(IDLE_MS)
  }
}

/** One employee at a gate, who scans what was sold lately, some of it again: with a key or without. */
export async function scan(shop: Shop, token: string): Promise<void> {
  const codes = shop.sold.codes.slice(-NEWEST)
  if (codes.length === 0) return pause(IDLE_MS)
  const sending = sendingAs(shop, token, shop.random.below(2) === 0 ? null : undefined)
  const told = await tell(sending, AdmitDocument, { code: shop.random.pick(codes) })
  note(shop, told, ({ admitTicket }) =>
    admitTicket?.__typename === 'AdmittedTicket' ? `admitted ${admitTicket.token}` : null,
  )
}

/** One admin, who gives some cents of a payment back, again and again. */
export async function refund(shop: Shop, token: string): Promise<void> {
  const { payments } = shop.sold
  if (payments.length === 0) return pause(IDLE_MS)
  const uuid = shop.random.pick(payments)
  const variables = { uuid, cents: 1 + shop.random.below(50), ticketIds: null }
  const told = await tell(sendingAs(shop, token), RefundDocument, variables)
  note(shop, told, ({ refundPayment }) =>
    refundPayment?.__typename === 'RefundedPayment'
      ? `refunded ${uuid} ${refundPayment.payment.refundedAmount?.minorUnits}`
      : null,
  )
}

/** The next command of a customer finds out what became of an earlier one, which nobody else may look at. */
export async function emptyCartOf(shop: Shop, email: string): Promise<void> {
  const token = await signInto(shop, email)
  const productId = shop.productIds[0] ?? ''
  await tell(sendingAs(shop, token), SetItemDocument, { productId, quantity: 0 })
}
