// A cart that was paid and never emptied: its payer's token had ended by the time Stripe told of the payment.
import type { Held, Outgoing } from '@ticketing/event-log'
import type { CallContext, Caller } from '@ticketing/session'
import { orAnswered } from '../backend/answered.js'
import { type Ask, orNull } from '../backend/ask.js'
import { clearCart } from '../backend/cart.js'
import { type PaymentState, readPaymentState } from '../backend/payments.js'
import type { PaymentsParts } from '../parts.js'
import type { Intents } from '../stripe/intents.js'
import { beingPaid } from './being-paid.js'
import { fingerprintOf, type PricedLine } from './cart.rules.js'

/** The caller's cart before anything is opened for it; nobody else is at work on it. */
export interface CartToPay {
  readonly parts: PaymentsParts
  readonly intents: Intents
  readonly call: CallContext
  readonly caller: Caller
  /** With the caller's own token, which is known to be alive. */
  readonly ask: Ask
  readonly cartId: number
  readonly lines: readonly PricedLine[]
  readonly held: Held
  /** Told of everything that is to be recorded, as soon as it has happened. */
  readonly happened: (event: Outgoing) => void
}

/** The payment that paid for what is in the cart. `state`: as the backend tells it, where it was asked. */
export interface PaidBefore {
  readonly uuid: string
  readonly state: PaymentState | null
}

/**
 * Empties the cart when one of its earlier payments was for these very lines and was made; null when none was. One made
 * for other lines leaves the cart as it is, for good. One of which the backend has yet to hear leaves it to the webhook.
 * Throws CONFLICT while one is being paid.
 */
export async function settlePaidCart(cart: CartToPay): Promise<PaidBefore | null> {
  const { parts, ask, cartId, lines } = cart
  const fingerprint = fingerprintOf(lines)
  let paid: PaidBefore | null = null
  for (const { uuid, intentId, fingerprint: ofPayment } of await parts.started.findUnsettled(cartId)) {
    const state = await orNull(readPaymentState(ask, uuid))
    const isSame = ofPayment === fingerprint
    if (state?.status === 'PAID' && isSame) {
      if (paid === null) await emptyCart(cart)
      await parts.started.settleCart(uuid, 'emptied')
      paid ??= { uuid, state }
    } else if (state?.status === 'PAID' || state?.status === 'REFUNDED') {
      await parts.started.settleCart(uuid, 'kept')
    } else if (
      paid === null &&
      state?.status === 'FAILED' &&
      isSame &&
      (await isPaidAtStripe(cart, intentId))
    ) {
      return { uuid, state }
    }
  }
  return paid
}

async function emptyCart({ ask, cartId, caller, held, happened }: CartToPay): Promise<void> {
  held.ensureAlone()
  await orAnswered(clearCart(ask))
  const data = { cart: String(cartId), owner: String(caller.userId), reason: 'PAID' } as const
  happened({ type: 'CartCleared', data })
}

// After a declined card the backend calls a payment failed, while a second card may pay it at this moment.
async function isPaidAtStripe({ intents, call }: CartToPay, intentId: string): Promise<boolean> {
  const { state } = await intents.read(intentId, call.deadline)
  if (state === 'processing') throw beingPaid()
  return state === 'taken'
}
