// After a payment its cart is emptied, if it still holds what was paid: the backend leaves that to its clients.
import { askWith, type CallBase } from '../backend/ask.js'
import { clearCart, readCart } from '../backend/cart.js'
import type { PaymentsParts } from '../parts.js'
import { cartLock, fingerprintOf } from '../start/cart.rules.js'
import type { StartedPaymentRow } from '../started/started-payments.js'

/** Empties or keeps the cart, once for each payment. Throws when the backend fails; asking again is safe. */
async function settleCart(parts: PaymentsParts, base: CallBase, uuid: string): Promise<void> {
  // Read again under the lock: another delivery of the event may have settled it meanwhile.
  const known = await parts.started.find(uuid)
  if (known === null || known.cartSettled || known.backendToken === null) return
  const ask = askWith(parts.backend, base, known.backendToken)
  const cart = await readCart(ask)
  // Another cart, or a guest's since the payer's token has ended: not the one that was paid.
  if (cart.id !== known.cartId) return
  const unchanged = fingerprintOf(cart.lines) === known.fingerprint
  if (unchanged) await clearCart(ask)
  await parts.started.settleCart(known.uuid, unchanged ? 'emptied' : 'kept')
}

/** Never throws: a cart that stays full is an annoyance, a payment reported as failed is not true. */
export async function emptyPaidCart(
  parts: PaymentsParts,
  base: CallBase,
  known: StartedPaymentRow | null,
): Promise<void> {
  if (known === null || known.cartSettled) return
  try {
    await parts.locks.withLock(cartLock(known.userId), { deadline: base.deadline }, () =>
      settleCart(parts, base, known.uuid),
    )
  } catch (err) {
    parts.log.warn({ err, payment: known.uuid }, 'the cart of a paid payment could not be emptied')
  }
}
