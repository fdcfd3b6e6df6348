import { hashOf, toLetters } from '../auth/access-tokens.js'
import { noContent, ok } from '../http/answer.js'
import type { SignedInCall } from '../http/call.js'
import { toMicroseconds } from '../http/dates.js'
import { problem } from '../http/problem.js'
import type { Route } from '../http/route.js'
import { required } from '../http/rules.js'
import { validate } from '../http/validate.js'
import type { Services } from '../services.js'
import { hasTwoFactor } from '../user/user.storage.js'
import { codeHolds, newSecret, toOtpAuthUrl } from './codes.js'

const setupMs = 10 * 60_000
const recoveryCodes = 8

const enable = async ({ db, bytes, now }: Services, { user }: SignedInCall) => {
  if (hasTwoFactor(user)) throw problem(400, 'twofa_already_enabled', 'Two-factor sign-in is on already')
  const secret = newSecret(bytes)
  const expires_at = new Date(now().getTime() + setupMs)
  await db
    .insertInto('two_factor_setups')
    .values({ user_id: user.id, secret, expires_at })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ secret, expires_at }))
    .execute()
  return ok({ secret, qrCodeUrl: toOtpAuthUrl(user.email, secret), expires_at: toMicroseconds(expires_at) })
}

const confirm = async ({ db, bytes, now }: Services, { user, body }: SignedInCall) => {
  await validate(body, { otp: [required] })
  const setup = await db
    .selectFrom('two_factor_setups')
    .selectAll()
    .where('user_id', '=', user.id)
    .where('expires_at', '>', now())
    .executeTakeFirst()
  if (!setup)
    throw problem(400, 'twofa_no_setup_in_progress_or_expired', 'Start the set-up again: none is open')
  if (!codeHolds(setup.secret, body.otp, now()))
    throw problem(400, 'twofa_invalid_otp', 'That code is not the current one')
  const codes = Array.from({ length: recoveryCodes }, () => toLetters(bytes(10)).toUpperCase())
  await db.transaction().execute(async (transaction) => {
    await transaction
      .updateTable('users')
      .set({ twofa_secret: setup.secret, recovery_codes: codes.map(hashOf), updated_at: now() })
      .where('id', '=', user.id)
      .execute()
    await transaction.deleteFrom('two_factor_setups').where('user_id', '=', user.id).execute()
  })
  return ok({ recovery_codes: codes })
}

const disable = async ({ db, now }: Services, { user, body }: SignedInCall) => {
  await validate(body, { twofa_code: [required] })
  if (user.twofa_secret === null) throw problem(400, 'twofa_not_enabled', 'Two-factor sign-in is not on')
  const recovers = user.recovery_codes.includes(hashOf(String(body.twofa_code)))
  if (!recovers && !codeHolds(user.twofa_secret, body.twofa_code, now()))
    throw problem(400, 'twofa_invalid_code', 'That is neither a current code nor a recovery code')
  await db
    .updateTable('users')
    .set({ twofa_secret: null, recovery_codes: [], updated_at: now() })
    .where('id', '=', user.id)
    .execute()
  return noContent
}

/** Switching two-factor sign-in on (in two steps) and off. */
export const twoFactorRoutes = (services: Services): Route[] => [
  {
    method: 'POST',
    path: '/api/auth/2fa/enable',
    access: 'signed-in',
    handle: (call) => enable(services, call),
  },
  {
    method: 'POST',
    path: '/api/auth/2fa/confirm',
    access: 'signed-in',
    handle: (call) => confirm(services, call),
  },
  {
    method: 'POST',
    path: '/api/auth/2fa/disable',
    access: 'signed-in',
    handle: (call) => disable(services, call),
  },
]
