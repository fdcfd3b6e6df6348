import { sql } from 'kysely'
import type { Database } from '../database/connect.js'
import { containing } from '../database/like.js'
import { ok } from '../http/answer.js'
import type { SignedInCall } from '../http/call.js'
import { orNull, toMicroseconds } from '../http/dates.js'
import type { Input } from '../http/input.js'
import { offsetOf, pageLinks, shortMeta, toPage } from '../http/pages.js'
import { hasTwoFactor } from './user.storage.js'

const defaultSize = 15

const filtered = (db: Database, { firstname, lastname, email, role }: Input) =>
  db
    .selectFrom('users')
    .$if(Boolean(firstname), (q) => q.where('firstname', 'ilike', containing(firstname)))
    .$if(Boolean(lastname), (q) => q.where('lastname', 'ilike', containing(lastname)))
    .$if(Boolean(email), (q) => q.where(sql<boolean>`lower(email) = lower(${email})`))
    .$if(Boolean(role), (q) => q.where(sql<boolean>`role = ${role}`))

/** What the links keep: the filters it knows, in order of the alphabet. */
const keptQuery = (query: Input): string => {
  const known = ['email', 'firstname', 'lastname', 'per_page', 'role']
  const kept = known.filter((key) => query[key])
  return new URLSearchParams(Object.fromEntries(kept.map((key) => [key, String(query[key])]))).toString()
}

/** Nothing is checked: 0 a page means the default, any size goes, a negative one breaks in the database. */
export const listUsers = async (db: Database, call: SignedInCall) => {
  const asked = toPage(call.query, defaultSize)
  const page = { ...asked, size: Math.trunc(asked.size) || defaultSize }
  const { total } = await filtered(db, call.query)
    .select(sql<string>`count(*)`.as('total'))
    .executeTakeFirstOrThrow()
  const users = await filtered(db, call.query)
    .selectAll()
    .orderBy('id')
    .limit(page.size)
    .offset(offsetOf(page))
    .execute()
  return ok({
    data: {
      users: users.map((user) => ({
        id: user.id,
        firstname: user.firstname,
        lastname: user.lastname,
        email: user.email,
        created_at: toMicroseconds(user.created_at),
        updated_at: toMicroseconds(user.updated_at),
        role: user.role,
        twofa_enabled: hasTwoFactor(user),
        email_verified_at: orNull(user.email_verified_at, toMicroseconds),
        is_active: user.is_active,
      })),
    },
    meta: shortMeta(page, Number(total)),
    links: pageLinks(call.origin + call.path, page, Number(total), keptQuery(call.query)),
  })
}
