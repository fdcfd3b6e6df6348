import { hashPassword } from '../auth/passwords.js'
import type { Database } from '../database/connect.js'
import type { TicketStatus } from '../database/tables.js'
import { crowd, demoAccounts, demoPassword } from './accounts.js'
import { toHistory } from './history.js'
import { type SeedOrder, toOrder } from './orders.js'
import { type SeedProduct, seedProducts } from './products.js'

export { writePictures } from './pictures.js'

const joinedAt = new Date('2024-03-02T10:00:00Z')
const demoOrderAt = new Date('2024-06-15T14:30:00Z')

/** All share one computed hash: hashing sixty-four times would be most of the start. */
const seedUsers = async (db: Database): Promise<number[]> => {
  const password_hash = await hashPassword(demoPassword, 'seeded')
  const rows = await db
    .insertInto('users')
    .values(
      [...demoAccounts, ...crowd].map((account) => ({
        ...account,
        password_hash,
        email_verified_at: joinedAt,
        twofa_secret: null,
        created_at: joinedAt,
        updated_at: joinedAt,
      })),
    )
    .returning('id')
    .execute()
  const ids = rows.map((row) => row.id)
  await db
    .insertInto('carts')
    .values(ids.map((user_id) => ({ user_id })))
    .execute()
  return ids
}

/** What user@example.test has bought: two tickets to use and one used. */
const toDemoOrder = (userId: number, products: readonly SeedProduct[]): SeedOrder[] => {
  const product = products.find((one) => one.places === 2)
  if (!product) return []
  const ticketStatus = (index: number): TicketStatus => (index === 2 ? 'used' : 'issued')
  return [
    toOrder({
      name: 'demo-order',
      userId,
      product,
      quantity: 3,
      status: 'paid',
      at: demoOrderAt,
      ticketStatus,
    }),
  ]
}

const insertOrders = async (db: Database, orders: readonly SeedOrder[]): Promise<void> => {
  const rows = await db
    .insertInto('payments')
    .values(orders.map((order) => order.payment))
    .returning('id')
    .execute()
  const tickets = orders.flatMap((order, i) =>
    order.tickets.map((ticket) => ({ ...ticket, payment_id: rows[i]?.id ?? 0 })),
  )
  await db.insertInto('tickets').values(tickets).execute()
}

/** Fills an empty database with accounts, products and a spring of sales; leaves any other alone. */
export const seed = async (db: Database): Promise<void> => {
  const anyone = await db.selectFrom('users').select('id').limit(1).executeTakeFirst()
  if (anyone) return
  const [admin, employee, user, other, ...visitors] = await seedUsers(db)
  const products = await seedProducts(db)
  const buyers = [...visitors, other ?? 0]
  if (user === undefined || admin === undefined || employee === undefined) return
  await insertOrders(db, [...toHistory(buyers, products), ...toDemoOrder(user, products)])
}
