// Changes of the caller's cart, one command at a time.
import { BackendError, stockShortages } from '@ticketing/backend-client'
import {
  cartStream,
  type Held,
  type JsonValue,
  type Outcome,
  type Outgoing,
  type Settlers,
} from '@ticketing/event-log'
import { CodedError } from '@ticketing/service-kit'
import { ofUnknownOutcome } from '../after-command.js'
import type { Ask } from '../backend/ask.js'
import type { CartRecord } from '../backend/carts.js'
import type { TicketingContext } from '../context.js'
import { recordCommand } from '../record-command.js'
import { type CartName, ownCartSettlers } from './cart.settle.js'
import { loadOwnCart } from './own-cart.js'

const LOOK_MS = 5_000

export interface CartChange {
  /** The mutation. */
  readonly name: string
  /** What it says of itself beside whose cart it is. */
  readonly about?: Readonly<Record<string, JsonValue>>
  /** Sends it, or gives the cart as it is where there is nothing to do. */
  send(held: Held): Promise<CartRecord | null>
  /** What has then happened to the cart. */
  toEvent(cart: CartRecord): Outgoing
}

// A user has one cart, so it can be named without reading it. Payments name it in the same way.
function nameOf({ call: { caller, guestCartId } }: TicketingContext): { stream: string; about: CartName } {
  if (caller !== null) {
    const { userId } = caller
    return { stream: cartStream({ userId }), about: { user: userId, guestCart: null } }
  }
  if (guestCartId === null)
    throw new CodedError('BAD_USER_INPUT', 'A guest names the cart in the header X-Guest-Cart-Id.')
  return { stream: cartStream({ guestCartId }), about: { user: null, guestCart: guestCartId } }
}

const isRefusal = (fault: unknown): boolean =>
  fault instanceof BackendError && fault.status >= 400 && fault.status < 500

/** The cart as the command has left it. With a token that has ended, the command went to a cart of nobody's. */
async function cartAfter(context: TicketingContext): Promise<CartRecord> {
  try {
    return await loadOwnCart(context)
  } catch (fault) {
    const tokenIsOver = fault instanceof CodedError && fault.code === 'UNAUTHENTICATED'
    throw tokenIsOver ? fault : ofUnknownOutcome(fault)
  }
}

/** The cart, or the backend's refusal because there are not enough places left: an outcome like any other. */
type Changed = { readonly cart: CartRecord } | { readonly refusal: unknown }

async function change(
  context: TicketingContext,
  { send, toEvent }: CartChange,
  held: Held,
): Promise<Outcome<Changed>> {
  try {
    const asItIs = await send(held)
    if (asItIs !== null) return { value: { cart: asItIs }, nothing: 'EMPTY_ALREADY' }
  } catch (fault) {
    // What a stranger's cart was refused is nothing to tell the caller.
    if (context.call.caller !== null && isRefusal(fault)) await loadOwnCart(context)
    if (stockShortages(fault) === null) throw fault
    return { value: { refusal: fault }, refused: 'STOCK_UNAVAILABLE' }
  }
  const cart = await cartAfter(context)
  return { value: { cart }, events: [toEvent(cart)] }
}

/** The request may be over when it is found out what became of its command: that look has a time of its own. */
function settlersOf(context: TicketingContext): Settlers {
  const { ask, call, log, now } = context
  const { caller } = call
  if (caller === null) return {}
  const later: Ask = (request, as) =>
    ask(request, { ...as, deadline: now() + LOOK_MS, signal: new AbortController().signal })
  return ownCartSettlers(log, caller.userId, () => loadOwnCart(context, later))
}

/** Changes the caller's cart, alone over all instances, and reads it again. Fails as the backend does. */
export async function changeOwnCart(context: TicketingContext, asked: CartChange): Promise<CartRecord> {
  const { stream, about } = nameOf(context)
  const given = { ...about, ...asked.about }
  const command = { stream, name: asked.name, arguments: given, settlers: settlersOf(context) }
  const changed = await recordCommand(context, command, (held) => change(context, asked, held))
  if ('refusal' in changed) throw changed.refusal
  return changed.cart
}
