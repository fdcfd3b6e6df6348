// A cart that was paid and never emptied: its payer's token had ended by the time Stripe told of the payment.
import type { CallContext } from '@ticketing/session'
import { type Ask, orNull } from '../backend/ask.js'
import { clearCart } from '../backend/cart.js'
import { type PaymentState, readPaymentState } from '../backend/payments.js'
import type { PaymentsParts } from '../parts.js'
import type { Intents } from '../stripe/intents.js'
import { fingerprintOf, type PricedLine } from './cart.rules.js'
import { justPaid } from './just-paid.js'

/** The caller's cart before anything is opened for it; its lock is held. */
export interface CartToPay {
  readonly parts: PaymentsParts
  readonly intents: Intents
  readonly call: CallContext
  /** With the caller's own token, which is known to be alive. */
  readonly ask: Ask
  readonly cartId: number
  readonly lines: readonly PricedLine[]
}

/** The payment that paid for what is in the cart. */
export interface PaidBefore {
  readonly uuid: string
  readonly state: PaymentState
}

/**
 * Empties the cart when one of its earlier payments was for these very lines and was made; null when none was. One made
 * for other lines leaves the cart as it is, for good. Throws CONFLICT when the backend has yet to hear of one.
 */
export async function settlePaidCart(cart: CartToPay): Promise<PaidBefore | null> {
  const { parts, ask, cartId, lines } = cart
  const fingerprint = fingerprintOf(lines)
  let paid: PaidBefore | null = null
  for (const { uuid, intentId, fingerprint: ofPayment } of await parts.started.findUnsettled(cartId)) {
    const state = await orNull(readPaymentState(ask, uuid))
    const isSame = ofPayment === fingerprint
    if (state?.status === 'PAID' && isSame) {
      if (paid === null) await clearCart(ask)
      await parts.started.settleCart(uuid, 'emptied')
      paid ??= { uuid, state }
    } else if (state?.status === 'PAID' || state?.status === 'REFUNDED') {
      await parts.started.settleCart(uuid, 'kept')
    } else if (state?.status === 'FAILED' && isSame) {
      await ensureOpen(cart, intentId)
    }
  }
  return paid
}

// After a declined card the backend calls a payment failed, while a second card may pay it at this moment.
async function ensureOpen({ intents, call }: CartToPay, intentId: string): Promise<void> {
  const { state } = await intents.read(intentId, call.deadline)
  if (state === 'taken') throw justPaid()
}
