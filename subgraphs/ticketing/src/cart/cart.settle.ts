// What became of a change of a cart. A user's is shown to that user only, so the next command of the user settles it;
// a guest's is shown to whoever knows its id.
import {
  LATER,
  NOT_DONE,
  type OpenIntent,
  type Settlement,
  type Settlers,
  settling,
  unknown,
} from '@ticketing/event-log'
import { z } from 'zod'
import { type CartRecord, loadCart } from '../backend/carts.js'
import type { TicketingContext } from '../context.js'
import { type SettlingParts } from '../settling/settling.js'
import { withoutTwins } from './cart.rules.js'
import { cleared, itemSet } from './cart-events.js'

const cartName = z.object({ user: z.int().nullable(), guestCart: z.string().nullable() })
const setItem = cartName.extend({ product: z.int(), quantity: z.int() })

/** Whose cart it is: one of the two is null. What `clearCart` says of itself. */
export type CartName = Readonly<z.infer<typeof cartName>>
/** What `setCartItem` says of itself. */
export type SetItem = Readonly<z.infer<typeof setItem>>

type ReadCart = (name: CartName, intent: OpenIntent) => Promise<CartRecord> | null

function toSetting(cart: CartRecord, { product, quantity }: SetItem): Settlement {
  const line = withoutTwins(cart.lines).find(({ product: { id } }) => id === product)
  if ((line?.quantity ?? 0) !== quantity) return NOT_DONE
  return { kind: 'done', events: [itemSet(cart, product, quantity)] }
}

function toClearing(cart: CartRecord): Settlement {
  if (cart.lines.length === 0) return { kind: 'done', events: [cleared(cart)] }
  return cart.userId === null ? unknown('A part of the cart may have been taken out.') : NOT_DONE
}

function settlersBy(log: TicketingContext['log'], read: ReadCart): Settlers {
  const onCart = <Given extends CartName>(
    shape: z.ZodType<Given>,
    judge: (cart: CartRecord, given: Given) => Settlement,
  ) =>
    settling(log, shape, async (given, intent) => {
      const cart = await read(given, intent)
      return cart === null ? LATER : judge(cart, given)
    })
  return { setCartItem: onCart(setItem, toSetting), clearCart: onCart(cartName, toClearing) }
}

/** For guests' carts. */
export const guestCartSettlers = ({ asGuest, log }: SettlingParts): Settlers =>
  settlersBy(log, ({ guestCart }, intent) =>
    guestCart === null ? null : loadCart(asGuest(intent, guestCart)),
  )

/** For a user's cart, while that user asks; `read` reads it with the user's token. */
export const ownCartSettlers = (
  log: TicketingContext['log'],
  userId: number,
  read: () => Promise<CartRecord>,
): Settlers => settlersBy(log, ({ user }) => (user === userId ? read() : null))
