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

/** One customer: from an empty cart to tickets, unless something comes between. */
export async function buy(shop: Shop, email: string): Promise<void> {
  const { random, stripeUrl, sold } = shop
  const token = await signInto(shop, email)
  if (token === null) return
  const sending = sendingAs(shop, token)
  const productId = random.pick(shop.productIds)
  let cartId = ''
  for (const quantity of [1 + random.below(3), 1 + random.below(2)]) {
    const { setCartItem } = note(shop, await tell(sending, SetItemDocument, { productId, quantity })) ?? {}
    if (setCartItem?.__typename === 'Cart') cartId = setCartItem.id
  }
  const started = note(shop, await tell(sending, PayDocument, { cartId }), ({ startPayment }) =>
    startPayment?.__typename === 'StartedPayment' ? `started ${startPayment.payment.uuid}` : null,
  )
  if (started?.startPayment?.__typename !== 'StartedPayment') return
  const { payment, clientSecret } = started.startPayment
  await confirmAtStripe(stripeUrl, clientSecret)
  const until = Date.now() + PAID_WITHIN_MS
  while (Date.now() < until && !shop.signal.aborted) {
    const found = (await look(sending, ShowPaymentDocument, { uuid: payment.uuid }))?.payment
    if (found?.status === 'PAID' && found.tickets && found.tickets.length > 0) {
      sold.payments.push(payment.uuid)
      for (const { qrUrl } of found.tickets) sold.codes.push(/qr_([^/]+)\.png/.exec(qrUrl ?? '')?.[1] ?? '')
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
