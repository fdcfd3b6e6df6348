// Signs a person in at the backend and starts our session for the token it gives.
import { cartStream } from '@ticketing/event-log'
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

// The backend empties the guest's cart into the user's, so it must not be changed at the same moment.
function mergingCart(
  context: TicketingContext,
  guestCart: string | null,
  send: () => Promise<Login>,
): Promise<Login> {
  if (guestCart === null) return send()
  const stream = cartStream({ guestCartId: guestCart })
  return recordCommand(
    context,
    { stream, name: 'login', arguments: { guestCart } },
    async ({ ensureAlone }) => {
      ensureAlone()
      const login = await send()
      return { value: login, events: [cartsMerged(login.userId, guestCart, 'the guest')] }
    },
  )
}

function logInWhenPossible(
  context: TicketingContext,
  input: LoginInput,
  guestCart: string | null,
): Promise<Login> {
  const { ask, now, refusalStepMs: stepMs } = context
  const proof = { ...input, twoFactorCode: input.twoFactorCode ?? null }
  const send = () => refuseInStep({ stepMs, now }, () => logIn(ask, proof, guestCart))
  return attempt(context, input.email, () => mergingCart(context, guestCart, send), { forgiven: true })
}

/** Starts our session, which counts once it is recorded. Whoever is at work on the user's cart is waited for. */
async function startSession(
  context: TicketingContext,
  { userId, role, email, token: backendToken }: Login,
  { guestCart, expiresAt }: { readonly guestCart: string | null; readonly expiresAt: Date },
): Promise<{ readonly token: string; readonly expiresAt: Date }> {
  const { ask, call, commands, log, sessions } = context
  const client = call.clientName
  const session = await sessions.start({ userId, role, email, backendToken, expiresAt, client })
  const begun = signedIn(userId, session.sessionId)
  const merged = guestCart === null ? [] : [cartsMerged(userId, guestCart, 'the user')]
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
  const guestCart = broughtCart(input.guestCartId ?? call.guestCartId)
  const login = await logInWhenPossible(context, input, guestCart)
  const { userId, role, token: backendToken, ...profile } = login
  try {
    const { token, expiresAt } = await startSession(context, login, { guestCart, expiresAt: tokenEndsAt })
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
