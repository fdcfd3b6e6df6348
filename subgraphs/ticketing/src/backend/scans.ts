// GET and POST tickets/scan/{token}, for employees. The two take different tokens: GET the one in the QR code, POST
// the one that GET answers.
import { BackendError } from '@ticketing/backend-client'
import { z } from 'zod'
import { type Ask, orNull } from './ask.js'
import { type TicketStatus, ticketStatus } from './ticket-record.js'
import { optionalText, optionalTime, whole } from './values.js'

/** Whom a ticket admits to what. */
interface Admission {
  readonly holder: { readonly firstName: string; readonly lastName: string; readonly email: string }
  readonly event: {
    readonly name: string
    readonly date: string | null
    readonly startsAtText: string | null
    readonly location: string | null
    readonly places: number | null
  }
}

export interface ScanRecord extends Admission {
  /** What POST takes. */
  readonly token: string
  readonly status: TicketStatus
}

const holder = z
  .object({ firstname: z.string(), lastname: z.string(), email: z.string() })
  .transform((user) => ({ firstName: user.firstname, lastName: user.lastname, email: user.email }))

const event = z
  .object({
    name: z.string(),
    date: optionalText,
    time: optionalText,
    location: optionalText,
    places: whole.nullish().transform((places) => places ?? null),
  })
  .transform(({ time, ...rest }) => ({ ...rest, startsAtText: time }))

const scanAnswer = z
  .object({ token: z.string(), status: ticketStatus, user: holder, event })
  .transform(({ user, ...scan }): ScanRecord => ({ ...scan, holder: user }))

const usedAnswer = z.object({ used_at: optionalTime })

const processedBody = z
  .object({ status: ticketStatus, user: holder, event })
  .transform(({ user, ...rest }) => ({ ...rest, holder: user }))

/** The ticket with this code in its QR code; null when there is none. */
export const loadScan = (ask: Ask, scanCode: string): Promise<ScanRecord | null> =>
  orNull(
    ask({
      method: 'GET',
      route: '/api/tickets/scan/{token}',
      params: { token: scanCode },
      answer: scanAnswer,
    }),
  )

/** Marks the ticket as used, and gives when. Once only: the backend answers a second one with 409. */
export async function useTicket(ask: Ask, token: string): Promise<Date | null> {
  const { used_at: usedAt } = await ask({
    method: 'POST',
    route: '/api/tickets/scan/{token}',
    params: { token },
    answer: usedAnswer,
  })
  return usedAt
}

/** What the backend says of a ticket that admits nobody any more; null for any other fault. */
export function parseAlreadyProcessed(fault: unknown): Omit<ScanRecord, 'token'> | null {
  if (!(fault instanceof BackendError) || fault.backendCode !== 'ticket_already_processed') return null
  const parsed = processedBody.safeParse(fault.body)
  return parsed.success ? parsed.data : null
}
