// What the log is told of an admission.
import { eventIds, type Outgoing } from '@ticketing/event-log'

/** `usedAt`: when the backend says that it was. `ticket`: its number, where that is known. */
export const admitted = (
  token: string,
  { ticket, usedAt }: { readonly ticket: number | null; readonly usedAt: Date | null },
): Outgoing => ({
  type: 'TicketAdmitted',
  data: { ticket: ticket === null ? null : String(ticket), usedAt: usedAt?.toISOString() ?? null },
  ...(usedAt === null ? {} : { id: eventIds.ticketAdmitted(token, usedAt), occurredAt: usedAt }),
})
