import { chosenGuestId, takeGuestLines } from '../cart/guest-cart.js'
import { addLines } from '../cart/user-cart.js'
import type { User } from '../database/tables.js'
import { ok } from '../http/answer.js'
import type { Call } from '../http/call.js'
import { internalError, problem } from '../http/problem.js'
import { boolean, email, required, string } from '../http/rules.js'
import { validate } from '../http/validate.js'
import type { Services } from '../services.js'
import { codeHolds } from '../two-factor/codes.js'
import { findUserByEmail, hasTwoFactor } from '../user/user.storage.js'
import { issueToken } from './access-tokens.js'
import { mailVerification } from './email-verification.js'
import { passwordMatches } from './passwords.js'

const checkPassword = async ({ db }: Services, call: Call): Promise<User> => {
  const user = await findUserByEmail(db, String(call.body.email))
  if (!user || !(await passwordMatches(String(call.body.password), user.password_hash)))
    throw problem(401, 'invalid_credentials', 'This address and password do not belong together')
  return user
}

/** An unverified account gets its mail again, and is told where to ask for another. */
const refuseUnverified = async (services: Services, call: Call, user: User): Promise<void> => {
  if (user.email_verified_at) return
  await mailVerification(services, call, user)
  throw problem(400, 'email_not_verified', 'Follow the link in your mail first', {
    resend_verification_url: `${call.origin}/api/auth/email/resend`,
  })
}

/** Recovery codes do not count here. */
const checkSecondFactor = (user: User, code: unknown, now: Date): void => {
  if (user.twofa_secret === null) return
  if (!code) throw problem(400, 'twofa_required', 'The code of your authenticator is needed')
  if (!codeHolds(user.twofa_secret, code, now))
    throw problem(400, 'twofa_invalid', 'That code is not the current one')
}

/** Moves what the caller chose as a guest into the user's own cart, whole or not at all; stock is not asked for. */
const mergeGuestCart = async (services: Services, call: Call, user: User): Promise<void> => {
  const { guard, now } = services
  const guestId = chosenGuestId(call)
  if (!guestId) return
  await guard.run(async (db) => {
    const lines = await takeGuestLines(db, guestId, now())
    if (lines.length > 0) await addLines(db, guard, user.id, lines)
  })
}

/** The checks in their order: password, disabled, verified, second factor. */
export const login = async (services: Services, call: Call) => {
  await validate(call.body, {
    email: [required, string, email],
    password: [required, string],
    remember: [boolean],
    twofa_code: [string],
  })
  const user = await checkPassword(services, call)
  if (!user.is_active) throw problem(403, 'account_disabled', 'This account is closed')
  await refuseUnverified(services, call, user)
  checkSecondFactor(user, call.body.twofa_code, services.now())
  // Left out, though the rules allow that, it breaks the existing backend. Its value changes nothing.
  if (call.body.remember === undefined) throw internalError()
  const token = await issueToken(services.db, user.id, services)
  await mergeGuestCart(services, call, user)
  const { id, firstname, lastname, role } = user
  return ok({
    message: 'Signed in',
    token,
    user: { id, firstname, lastname, email: user.email, role, twofa_enabled: hasTwoFactor(user) },
  })
}
