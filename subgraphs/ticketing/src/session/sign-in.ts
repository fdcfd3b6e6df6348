// Signs a person in at the backend and starts our session for the token it gives.
import { type Login, logIn, logOut } from '../backend/auth.js'
import type { TicketingContext } from '../context.js'
import { attempt } from '../throttle/attempt.js'
import { refuseInStep } from '../throttle/refuse-in-step.js'
import { User } from '../user/user.type.js'
import { expiryOf } from './session.rules.js'
import { type LoginInput, Session } from './session.type.js'

// The guest's cart is emptied by the merge, so it must not be changed at the same moment.
function withCart<T>(
  { call, locks }: TicketingContext,
  cartId: string | null,
  work: () => Promise<T>,
): Promise<T> {
  if (cartId === null) return work()
  return locks.withLock(`cart:${cartId}`, { deadline: call.deadline, signal: call.signal }, work)
}

function logInWhenPossible(context: TicketingContext, input: LoginInput): Promise<Login> {
  const { ask, call, now, refusalStepMs: stepMs } = context
  const guestCartId = input.guestCartId ?? call.guestCartId
  const proof = { ...input, twoFactorCode: input.twoFactorCode ?? null }
  const send = () => refuseInStep({ stepMs, now }, () => logIn(ask, proof, guestCartId))
  return attempt(context, input.email, () => withCart(context, guestCartId, send), { forgiven: true })
}

/** Fails as the backend does; no token of the backend is left behind when our session cannot be started. */
export async function signIn(context: TicketingContext, input: LoginInput): Promise<Session> {
  const { ask, log, now, sessions, tokenMinutes } = context
  const tokenEndsAt = expiryOf(now(), tokenMinutes)
  const login = await logInWhenPossible(context, input)
  const { token: backendToken, userId, role, ...profile } = login
  const { email } = profile
  try {
    const client = context.call.clientName
    const session = { userId, role, email, backendToken, expiresAt: tokenEndsAt, client }
    const { token, expiresAt } = await sessions.start(session)
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
