// What became of a change of the caller's cart that the ticketing subgraph left behind: nobody but the caller can look.
import { NOT_DONE, type OpenIntent, type Settlement, type Settlers, settling } from '@ticketing/event-log'
import { CodedError } from '@ticketing/service-kit'
import { z } from 'zod'
import type { Ask } from '../backend/ask.js'
import { type BackendCart, readCart } from '../backend/cart.js'
import type { PaymentsLog } from '../parts.js'

const whose = z.object({ user: z.int() })
const setItem = whose.extend({ product: z.int(), quantity: z.int() })

interface OwnCart {
  readonly userId: number
  /** With the caller's own token. */
  readonly ask: Ask
  readonly log: PaymentsLog
}

/** For the cart of this user only. */
export function ownCartSettlers({ userId, ask, log }: OwnCart): Settlers {
  const owner = String(userId)
  const onCart = <Given extends { readonly user: number }>(
    shape: z.ZodType<Given>,
    judge: (cart: BackendCart, given: Given) => Settlement,
  ) =>
    settling(log, shape, async (given: Given, _: OpenIntent) => {
      const cart = await readCart(ask)
      if (given.user !== userId || cart.id === null)
        throw new CodedError('UNAUTHENTICATED', 'Your session has ended; sign in again.')
      return judge(cart, given)
    })
  return {
    setCartItem: onCart(setItem, ({ id, lines }, { product, quantity }) => {
      const same = lines.filter(({ productId }) => productId === product)
      const found = same.reduce((sum, line) => sum + line.quantity, 0)
      if (found !== quantity) return NOT_DONE
      const data = { cart: String(id), owner, product: String(product), quantity }
      return { kind: 'done', events: [{ type: 'CartItemSet', data }] }
    }),
    clearCart: onCart(whose, ({ id, lines }) => {
      if (lines.length > 0) return NOT_DONE
      const data = { cart: String(id), owner, reason: 'ASKED' } as const
      return { kind: 'done', events: [{ type: 'CartCleared', data }] }
    }),
  }
}
