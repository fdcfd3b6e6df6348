// For tests: what admins do to tickets, with all the carelessness of the backend.
import { randomUUID } from 'node:crypto'
import { type Received, refusal, type ScriptedBackend } from './scripted-backend.js'
import { type KeptTicket, keepTickets } from './tickets.js'

export interface BoxOffice {
  /** Newest first. */
  readonly tickets: KeptTicket[]
  /** How many places have come back on sale. */
  released(): number
}

/** Keeps the tickets, takes any state for any other, and gives tickets to the users 7 and 8 for the product 3. */
export function keepBoxOffice(backend: ScriptedBackend, tickets: KeptTicket[]): BoxOffice {
  let released = 0
  keepTickets(backend, tickets)
  for (const ticket of tickets) {
    backend.on(`PUT /api/tickets/admin/${ticket.id}/status`, async ({ body }) => {
      const { status } = body as { status: string }
      await new Promise((resolve) => setImmediate(resolve))
      ticket.status = status
      if (status === 'cancelled' || status === 'refunded') released += 1
      return {}
    })
  }
  backend.on('POST /api/tickets', ({ body }: Received) => {
    const gift = body as { user_id: number; product_id: number; quantity: number }
    if (gift.product_id !== 3)
      return refusal(422, 'validation_error', { errors: { product_id: ['Unknown'] } })
    const payment = randomUUID()
    for (let count = 0; count < gift.quantity; count += 1) {
      const id = tickets.length + 1
      tickets.unshift({ id, userId: gift.user_id, payment, status: 'issued', free: true })
    }
    return {}
  })
  return { tickets, released: () => released }
}
