import type { User } from '../database/tables.js'
import { ok } from '../http/answer.js'
import type { Call, SignedInCall } from '../http/call.js'
import { problem } from '../http/problem.js'
import { email, max, required, string, unique } from '../http/rules.js'
import { validate } from '../http/validate.js'
import type { Services } from '../services.js'
import { emailTaken, revokeTokens } from '../user/user.storage.js'
import { hashOf, toLetters } from './access-tokens.js'
import { resultPage } from './email-verification.js'

const confirmMinutes = 60
const cancelMinutes = 48 * 60

const mailLinks = async (services: Services, call: Call, user: User, token: string, address: string) => {
  const { links, mail } = services
  const confirm = links.sign(`${call.origin}/api/auth/email/change/verify`, { token }, confirmMinutes)
  // The doubled segment is the existing backend's real path.
  const cancel = links.sign(`${call.origin}/api/auth/auth/email/change/cancel/${token}`, {}, cancelMinutes)
  await mail.send({
    kind: 'confirm-email-change',
    to: address,
    subject: 'Confirm your new address',
    text: `Open this link to use this address from now on: ${confirm}`,
    link: confirm,
  })
  await mail.send({
    kind: 'cancel-email-change',
    to: user.email,
    subject: 'Your address is about to change',
    text: `If that was not you, open this link within two days: ${cancel}`,
    link: cancel,
  })
}

/** Nothing changes before the link to the new address is followed. A second request replaces the first. */
export const requestChange = async (services: Services, call: SignedInCall) => {
  const { db, now, bytes } = services
  await validate(call.body, {
    email: [required, string, email, max(255), unique((text) => emailTaken(db, text))],
  })
  const token = toLetters(bytes(60))
  const change = {
    old_email: call.user.email,
    new_email: String(call.body.email),
    token_hash: hashOf(token),
    confirmed_at: null,
    created_at: now(),
    updated_at: now(),
  }
  await db
    .insertInto('email_changes')
    .values({ user_id: call.user.id, ...change })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(change))
    .execute()
  await mailLinks(services, call, call.user, token, change.new_email)
  return ok({ message: 'Two mails are on their way' })
}

const unknownChange = (services: Services) =>
  problem(404, 'email_not_found', 'No such change was asked for', resultPage(services, 'invalid'))

const changeOf = ({ db }: Services, token: string) =>
  db.selectFrom('email_changes').selectAll().where('token_hash', '=', hashOf(token)).executeTakeFirst()

/** The link to the new address: it applies from now on, and every sign-in ends. */
export const confirmChange = async (services: Services, call: Call) => {
  services.links.verify(call)
  if (!call.query.token)
    throw problem(
      400,
      'verification_token_missing',
      'This link lacks its token',
      resultPage(services, 'invalid'),
    )
  const change = await changeOf(services, String(call.query.token))
  if (!change || change.confirmed_at) throw unknownChange(services)
  const now = services.now()
  await services.db.transaction().execute(async (db) => {
    await db
      .updateTable('users')
      .set({ email: change.new_email, email_verified_at: now, updated_at: now })
      .where('id', '=', change.user_id)
      .execute()
    await db
      .updateTable('email_changes')
      .set({ confirmed_at: now, updated_at: now })
      .where('id', '=', change.id)
      .execute()
    await revokeTokens(db, change.user_id)
  })
  return ok({ message: 'Your new address applies', ...resultPage(services, 'success') })
}

/** The link to the old address: it applies again, even after the change, and every sign-in ends. */
export const cancelChange = async (services: Services, call: Call) => {
  services.links.verify(call)
  const change = await changeOf(services, call.params.token ?? '')
  if (!change) throw unknownChange(services)
  await services.db.transaction().execute(async (db) => {
    if (change.confirmed_at)
      await db
        .updateTable('users')
        .set({ email: change.old_email, updated_at: services.now() })
        .where('id', '=', change.user_id)
        .execute()
    await db.deleteFrom('email_changes').where('id', '=', change.id).execute()
    await revokeTokens(db, change.user_id)
  })
  return ok({ message: 'The change has been called off', ...resultPage(services, 'success') })
}
