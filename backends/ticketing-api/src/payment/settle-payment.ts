import type { Ticket } from '../database/tables.js'
import { notFound } from '../http/problem.js'
import type { Services } from '../services.js'
import { issueTickets } from '../ticket/issue-tickets.js'
import { mailTickets } from '../ticket/mail-tickets.js'
import { paymentByUuid } from './payment.storage.js'

/**
 * Makes a payment paid, lowers the stock and issues its tickets, all or nothing. A paid one is left as
 * it is; a refunded one becomes paid again, but gets no second set of tickets.
 * @throws 404 for an unknown payment.
 */
export const settlePayment = async (services: Services, uuid: string): Promise<void> => {
  const { guard, now } = services
  const issued = await guard.run(async (db): Promise<Ticket[]> => {
    const payment = await guard.lock(paymentByUuid(db, uuid)).executeTakeFirst()
    if (!payment) throw notFound()
    if (payment.status === 'paid') return []
    await guard.gap()
    await db
      .updateTable('payments')
      .set({ status: 'paid', paid_at: now(), updated_at: now() })
      .where('id', '=', payment.id)
      .execute()
    return issueTickets(services, db, payment)
  })
  await mailTickets(services, issued)
}
