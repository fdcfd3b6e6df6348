import type { User } from '../database/tables.js'
import type { SignedInCall } from '../http/call.js'
import { type Input } from '../http/input.js'
import { problem } from '../http/problem.js'
import { boolean, email, max, nullable, oneOf, string, unique } from '../http/rules.js'
import { validate } from '../http/validate.js'
import type { Services } from '../services.js'
import { findUserByEmail } from './user.storage.js'

const roles = ['admin', 'employee', 'user'] as const

const isTrue = (value: unknown): boolean => value === true || value === 1 || value === '1'

/** Null passes the rules though the column refuses it: that ends as a database error, as clients know it. */
const textColumns = (body: Input) =>
  Object.fromEntries(
    ['firstname', 'lastname', 'email'].flatMap((key) => (body[key] === undefined ? [] : [[key, body[key]]])),
  )

const toColumns = (body: Input, user: User, now: Date) => {
  const role = roles.find((known) => known === body.role)
  return {
    ...textColumns(body),
    ...(role ? { role } : {}),
    ...(body.is_active === undefined || body.is_active === null ? {} : { is_active: isTrue(body.is_active) }),
    ...(isTrue(body.verify_email) && !user.email_verified_at ? { email_verified_at: now } : {}),
    ...(body.twofa_enabled === undefined || body.twofa_enabled === null
      ? {}
      : { twofa_secret: null, recovery_codes: [] }),
    updated_at: now,
  }
}

/** What an admin changes of another account. Two-factor can be switched off for others, never on. */
export const updateUser = async ({ db, now }: Services, call: SignedInCall, user: User): Promise<void> => {
  const takenByAnother = async (text: string) => {
    const owner = await findUserByEmail(db, text)
    return owner !== undefined && owner.id !== user.id
  }
  await validate(call.body, {
    is_active: [nullable, boolean],
    twofa_enabled: [nullable, boolean],
    firstname: [nullable, string, max(255)],
    lastname: [nullable, string, max(255)],
    email: [nullable, email, max(255), unique(takenByAnother)],
    role: [nullable, oneOf(...roles)],
    verify_email: [nullable, boolean],
  })
  if (isTrue(call.body.twofa_enabled))
    throw problem(
      400,
      'twofa_enable_not_allowed_admin',
      'Only the account itself can switch two-factor sign-in on',
    )
  await db
    .updateTable('users')
    .set(toColumns(call.body, user, now()))
    .where('id', '=', user.id)
    .execute()
}
