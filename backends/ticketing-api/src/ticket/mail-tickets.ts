import type { Ticket } from '../database/tables.js'
import type { Services } from '../services.js'

/** One mail for all tickets of a payment, with the codes to admit with. */
export const mailTickets = async ({ db, mail }: Services, tickets: readonly Ticket[]): Promise<void> => {
  const first = tickets[0]
  if (!first) return
  const holder = await db
    .selectFrom('users')
    .select(['email', 'firstname'])
    .where('id', '=', first.user_id)
    .executeTakeFirstOrThrow()
  const lines = tickets.map((ticket) => `${ticket.product_snapshot.product_name}: ${ticket.token}`)
  await mail.send({
    kind: 'tickets',
    to: holder.email,
    subject: 'Your tickets',
    text: `Hello ${holder.firstname}, here are your tickets:\n${lines.join('\n')}`,
    ticketTokens: tickets.map((ticket) => ticket.token),
  })
}
