import { sql } from 'kysely'
import type { Database } from '../database/connect.js'
import type { User } from '../database/tables.js'

/** Addresses are the same whatever their case. */
export const findUserByEmail = (db: Database, email: string): Promise<User | undefined> =>
  db.selectFrom('users').selectAll().where(sql<boolean>`lower(email) = lower(${email})`).executeTakeFirst()

export const emailTaken = async (db: Database, email: string): Promise<boolean> =>
  (await findUserByEmail(db, email)) !== undefined

export const findUser = (db: Database, id: number): Promise<User | undefined> =>
  db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst()

export const hasTwoFactor = (user: User): boolean => user.twofa_secret !== null

interface NewAccount {
  readonly firstname: string
  readonly lastname: string
  readonly email: string
  readonly passwordHash: string
  readonly role: User['role']
  readonly verifiedAt: Date | null
}

/** A new user with an empty cart. */
export const insertUser = (db: Database, account: NewAccount, now: Date): Promise<User> =>
  db.transaction().execute(async (transaction) => {
    const user = await transaction
      .insertInto('users')
      .values({
        firstname: account.firstname,
        lastname: account.lastname,
        email: account.email,
        password_hash: account.passwordHash,
        role: account.role,
        email_verified_at: account.verifiedAt,
        twofa_secret: null,
        created_at: now,
        updated_at: now,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    await transaction.insertInto('carts').values({ user_id: user.id }).execute()
    return user
  })

export const revokeTokens = async (db: Database, userId: number): Promise<void> => {
  await db.deleteFrom('access_tokens').where('user_id', '=', userId).execute()
}
