import { type Kysely, sql } from 'kysely'
import { accounts } from './schema/accounts.js'
import { carts } from './schema/carts.js'
import { catalogue } from './schema/catalogue.js'
import { sales } from './schema/sales.js'
import type { Tables } from './tables.js'

/** In the order of their foreign keys. */
const groups = [accounts, catalogue, carts, sales]

/** Any fixed number; two processes that start at once must agree on it. */
const schemaLock = 7_401_001

/** Creates what is missing, then runs `fill` in the same transaction, so that a half-made start leaves nothing. */
export const migrate = (db: Kysely<Tables>, fill: (db: Kysely<Tables>) => Promise<void>): Promise<void> =>
  db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(schemaLock)})`.execute(transaction)
    for (const group of groups) await sql.raw(group).execute(transaction)
    await fill(transaction)
  })
