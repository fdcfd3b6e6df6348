// After a payment its cart is emptied, if it still holds what was paid: the backend leaves that to its clients.
import { cartStream, type Held, type Outcome, type Outgoing } from '@ticketing/event-log'
import { askWith, type CallBase } from '../backend/ask.js'
import { clearCart, readCart } from '../backend/cart.js'
import type { PaymentsParts } from '../parts.js'
import { fingerprintOf } from '../start/cart.rules.js'
import type { StartedPaymentRow } from '../started/started-payments.js'
import { asStripe } from './asker.js'

/** The name of the command. */
export const EMPTY_PAID_CART = 'emptyPaidCart'

export const cartEmptied = ({ cartId, userId }: StartedPaymentRow): Outgoing => ({
  type: 'CartCleared',
  stream: cartStream({ userId }),
  data: { cart: String(cartId), owner: String(userId), reason: 'PAID' },
})

/** Empties or keeps the cart, once for each payment. Throws when the backend fails; asking again is safe. */
async function settleCart(
  parts: PaymentsParts,
  { base, uuid, held }: { readonly base: CallBase; readonly uuid: string; readonly held: Held },
): Promise<Outcome<void>> {
  // Read again while the cart is ours: another delivery may have settled it meanwhile.
  const known = await parts.started.find(uuid)
  if (known === null || known.cartSettled) return nothing('SETTLED_BEFORE')
  if (known.backendToken === null) return nothing('NO_TOKEN')
  const ask = askWith(parts.backend, base, known.backendToken)
  const cart = await readCart(ask)
  // Another cart, or a guest's since the payer's token has ended: not the one that was paid.
  if (cart.id !== known.cartId) return nothing('ANOTHER_CART')
  if (fingerprintOf(cart.lines) !== known.fingerprint) {
    await parts.started.settleCart(uuid, 'kept')
    return nothing('CART_CHANGED')
  }
  held.ensureAlone()
  await clearCart(ask)
  await parts.started.settleCart(uuid, 'emptied')
  return { value: undefined, events: [cartEmptied(known)] }
}

const nothing = (reason: string): Outcome<void> => ({ value: undefined, nothing: reason })

/** Never throws: a cart that stays full is an annoyance, a payment reported as failed is not true. */
export async function emptyPaidCart(
  parts: PaymentsParts,
  {
    base,
    known,
    cause,
  }: {
    readonly base: CallBase
    readonly known: StartedPaymentRow | null
    readonly cause: Held['cause']
  },
): Promise<void> {
  if (known === null || known.cartSettled || known.backendToken === null) return
  const command = {
    stream: cartStream({ userId: known.userId }),
    name: EMPTY_PAID_CART,
    arguments: { payment: known.uuid },
    asker: asStripe(base.requestId),
    cause,
    deadline: base.deadline,
  }
  try {
    await parts.commands.run(command, (held) => settleCart(parts, { base, uuid: known.uuid, held }))
  } catch (err) {
    parts.log.warn({ err, payment: known.uuid }, 'the cart of a paid payment could not be emptied')
  }
}
