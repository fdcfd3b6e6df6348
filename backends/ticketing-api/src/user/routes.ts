import type { User } from '../database/tables.js'
import { created, noContent, ok } from '../http/answer.js'
import { idOf, requireRole, type SignedInCall } from '../http/call.js'
import { toMicroseconds } from '../http/dates.js'
import { notFound } from '../http/problem.js'
import type { Route } from '../http/route.js'
import { max, required, string } from '../http/rules.js'
import { validate } from '../http/validate.js'
import type { Services } from '../services.js'
import { createEmployee } from './create-employee.js'
import { listUsers } from './list-users.js'
import { updateUser } from './update-user.js'
import { findUser, hasTwoFactor } from './user.storage.js'

/** The user a path names; 404 comes before any question of role. */
const userOf = async ({ db }: Services, call: SignedInCall): Promise<User> => {
  const user = await findUser(db, idOf(call.params.user))
  if (!user) throw notFound()
  return user
}

const me = async ({ user }: SignedInCall) => {
  const { firstname, lastname, email } = user
  return ok({ user: { firstname, lastname, email, twofa_enabled: hasTwoFactor(user) } })
}

const updateMe = async ({ db, now }: Services, { body, user }: SignedInCall) => {
  await validate(body, { firstname: [required, string, max(255)], lastname: [required, string, max(255)] })
  await db
    .updateTable('users')
    .set({ firstname: String(body.firstname), lastname: String(body.lastname), updated_at: now() })
    .where('id', '=', user.id)
    .execute()
  return noContent
}

const pendingEmail = async (services: Services, call: SignedInCall) => {
  const user = await userOf(services, call)
  requireRole(call, 'admin')
  const change = await services.db
    .selectFrom('email_changes')
    .selectAll()
    .where('user_id', '=', user.id)
    .where('confirmed_at', 'is', null)
    .executeTakeFirst()
  if (!change) return ok({ data: null, message: 'No change of address is pending' })
  const { old_email, new_email, created_at, updated_at } = change
  return ok({
    data: {
      old_email,
      new_email,
      created_at: toMicroseconds(created_at),
      updated_at: toMicroseconds(updated_at),
    },
    message: 'A change of address is pending',
  })
}

const show = async (services: Services, call: SignedInCall) => {
  const { firstname, lastname, email } = await userOf(services, call)
  requireRole(call, 'admin', 'employee')
  return ok({ user: { firstname, lastname, email } })
}

/** People: oneself, and for admins the others. */
export const userRoutes = (services: Services): Route[] => [
  {
    method: 'GET',
    path: '/api/users',
    access: 'signed-in',
    handle: async (call) => {
      requireRole(call, 'admin')
      return listUsers(services.db, call)
    },
  },
  { method: 'GET', path: '/api/users/me', access: 'signed-in', handle: me },
  { method: 'PATCH', path: '/api/users/me', access: 'signed-in', handle: (call) => updateMe(services, call) },
  {
    method: 'GET',
    path: '/api/users/email/{user}',
    access: 'signed-in',
    handle: (call) => pendingEmail(services, call),
  },
  {
    method: 'POST',
    path: '/api/users/employees',
    access: 'signed-in',
    handle: async (call) => {
      await createEmployee(services, call)
      return created()
    },
  },
  { method: 'GET', path: '/api/users/{user}', access: 'signed-in', handle: (call) => show(services, call) },
  {
    method: 'PATCH',
    path: '/api/users/{user}',
    access: 'signed-in',
    handle: async (call) => {
      const user = await userOf(services, call)
      requireRole(call, 'admin')
      await updateUser(services, call, user)
      return noContent
    },
  },
]
