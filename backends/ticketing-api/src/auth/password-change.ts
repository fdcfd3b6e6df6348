import { ok } from '../http/answer.js'
import type { Call, SignedInCall } from '../http/call.js'
import { confirmed, strong } from '../http/password-rules.js'
import { problem } from '../http/problem.js'
import { email, exists, required, string } from '../http/rules.js'
import { validate } from '../http/validate.js'
import type { Services } from '../services.js'
import { emailTaken } from '../user/user.storage.js'
import { hashOf } from './access-tokens.js'
import { hashPassword, passwordMatches } from './passwords.js'

const pauseMs = 60_000
const tokenMs = 60 * 60_000

const setPassword = async (
  { db, now, uuid }: Services,
  address: string,
  password: unknown,
): Promise<void> => {
  await db
    .updateTable('users')
    .set({ password_hash: await hashPassword(String(password), uuid()), updated_at: now() })
    .where('email', 'ilike', address.replace(/[\\%_]/g, '\\$&'))
    .execute()
}

/** Sends a reset code; an unknown address is told apart, and a second try within a minute breaks. */
export const forgot = async (services: Services, call: Call) => {
  const { db, mail, now, bytes, settings } = services
  await validate(call.body, { email: [required, string, email, exists((text) => emailTaken(db, text))] })
  const address = String(call.body.email).toLowerCase()
  const token = bytes(32).toString('hex')
  const row = { token_hash: hashOf(token), created_at: now() }
  const sent = await db
    .insertInto('password_resets')
    .values({ email: address, ...row })
    .onConflict((conflict) =>
      conflict
        .column('email')
        .doUpdateSet(row)
        .where('password_resets.created_at', '<=', new Date(now().getTime() - pauseMs)),
    )
    .returning('email')
    .executeTakeFirst()
  if (!sent) throw problem(500, 'reset_link_failed', 'No reset mail could be sent')
  const query = new URLSearchParams({ token, email: address })
  const link = `${settings.frontendUrl.replace(/\/$/, '')}/reset-password?${query}`
  const text = `Open this link to choose a new password: ${link}`
  await mail.send({ kind: 'reset-password', to: address, subject: 'A new password', text, link, token })
  return ok({ message: 'A mail with a reset link is on its way' })
}

/** Takes the code of the mail, once. Tokens of sign-ins stay good. */
export const reset = async (services: Services, call: Call) => {
  const { db, now } = services
  await validate(call.body, {
    token: [required, string],
    email: [required, string, email, exists((text) => emailTaken(db, text))],
    password: [required, string, confirmed, strong],
    password_confirmation: [required],
  })
  const address = String(call.body.email)
  const used = await db
    .deleteFrom('password_resets')
    .where('email', '=', address.toLowerCase())
    .where('token_hash', '=', hashOf(String(call.body.token)))
    .where('created_at', '>', new Date(now().getTime() - tokenMs))
    .returning('email')
    .executeTakeFirst()
  if (!used) throw problem(400, 'invalid_token', 'This reset link is not, or no longer, good')
  await setPassword(services, address, call.body.password)
  return ok({ message: 'The new password applies' })
}

/** Needs the old password. Tokens of sign-ins stay good. */
export const changePassword = async (services: Services, call: SignedInCall) => {
  await validate(call.body, {
    current_password: [required, string],
    password: [required, string, confirmed, strong],
  })
  if (!(await passwordMatches(String(call.body.current_password), call.user.password_hash)))
    throw problem(400, 'invalid_current_password', 'The old password is another one')
  await setPassword(services, call.user.email, call.body.password)
  return ok({ message: 'The new password applies' })
}
