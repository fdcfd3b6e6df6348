// Signs a person in at the backend and starts our session for the token it gives.
import { cartStream, type EventType } from '@ticketing/event-log'
import { askerOf } from '@ticketing/subgraph-kit'
import { asNobody } from '../backend/ask.js'
import { type Login, logIn, logOut } from '../backend/auth.js'
import { loadCart } from '../backend/carts.js'
import { ownCartSettlers } from '../cart/cart.settle.js'
import type { TicketingContext } from '../context.js'
import { recordCommand } from '../record-command.js'
import { attempt } from '../throttle/attempt.js'
import { refuseInStep } from '../throttle/refuse-in-step.js'
import { User } from '../user/user.type.js'
import { broughtCart, expiryOf } from './session.rules.js'
import { type LoginInput, Session } from './session.type.js'
import { cartsMerged, signedIn } from './session-events.js'

/** What changes a cart, and how far back to look for it. */
const CHANGES: ReadonlySet<EventType> = new Set<EventType>(['CartItemSet', 'CartCleared', 'CartsMerged'])
const LOOKED_AT = 20

/** A login, and the guest's cart that it emptied into the user's. */
interface MergingLogin extends Login {
  readonly mergedCart: string | null
}

/** Whether the last that is known of a guest's cart is that it was emptied into a user's. */
async function isMerged({ eventLog }: TicketingContext, stream: string): Promise<boolean> {
  const last = await eventLog.readStream(stream, { direction: 'backwards', limit: LOOKED_AT })
  return last.find(({ type }) => CHANGES.has(type))?.type === 'CartsMerged'
}

// The backend empties the guest's cart into the user's, so it must not be changed at the same moment.
async function mergingCart(
  context: TicketingContext,
  guestCart: string | null,
  send: () => Promise<Login>,
): Promise<MergingLogin> {
  if (guestCart === null) return { ...(await send()), mergedCart: null }
  const stream = cartStream({ guestCartId: guestCart })
  const command = { stream, name: 'login', arguments: { guestCart } }
  return recordCommand<MergingLogin>(context, command, async ({ ensureAlone }) => {
    const merged = await isMerged(context, stream)
    ensureAlone()
    const login = await send()
    if (merged) return { value: { ...login, mergedCart: null }, nothing: 'MERGED_BEFORE' }
    const events = [cartsMerged(login.userId, guestCart, 'the guest')] as const
    return { value: { ...login, mergedCart: guestCart }, events }
  })
}

function logInWhenPossible(
  context: TicketingContext,
  input: LoginInput,
  guestCart: string | null,
): Promise<MergingLogin> {
  const { ask, now, refusalStepMs: stepMs } = context
  const proof = { ...input, twoFactorCode: input.twoFactorCode ?? null }
  const send = () => refuseInStep({ stepMs, now }, () => logIn(ask, proof, guestCart))
  return attempt(context, input.email, () => mergingCart(context, guestCart, send), { forgiven: true })
}

/** Starts our session, which counts once it is recorded. Whoever is at work on the user's cart is waited for. */
async function startSession(
  context: TicketingContext,
  { userId, role, email, token: backendToken, mergedCart }: MergingLogin,
  expiresAt: Date,
): Promise<{ readonly token: string; readonly expiresAt: Date }> {
  const { ask, call, commands, log, sessions } = context
  const client = call.clientName
  const session = await sessions.start({ userId, role, email, backendToken, expiresAt, client })
  const begun = signedIn(userId, session.sessionId)
  const merged = mergedCart === null ? [] : [cartsMerged(userId, mergedCart, 'the user')]
  const asker = { ...askerOf(call), actor: { id: String(userId), role } }
  const readCart = () => loadCart((request) => ask(request, { ...asNobody, token: backendToken }))
  const settlers = ownCartSettlers(log, userId, readCart)
  try {
    await commands.record([begun, ...merged], { asker, deadline: call.deadline, settlers })
  } catch (fault) {
    await sessions.end(session.sessionId).catch((err: unknown) => {
      log.warn({ err }, 'a session that was not recorded was not ended')
    })
    throw fault
  }
  return session
}

/** Fails as the backend does; no token of the backend is left behind when our session cannot be started. */
export async function signIn(context: TicketingContext, input: LoginInput): Promise<Session> {
  const { ask, call, log, now, tokenMinutes } = context
  const tokenEndsAt = expiryOf(now(), tokenMinutes)
  const guestCart = broughtCart(input.guestCartId, call)
  const login = await logInWhenPossible(context, input, guestCart)
  const { userId, role, token: backendToken, mergedCart: _, ...profile } = login
  try {
    const { token, expiresAt } = await startSession(context, login, tokenEndsAt)
    return Object.assign(new Session(), {
      token,
      expiresAt,
      user: User.of({ id: userId, role, profile }),
    })
  } catch (fault) {
    await logOut(ask, backendToken).catch((err: unknown) =>
      log.warn({ err }, 'a token of the backend was not ended'),
    )
    throw fault
  }
}
