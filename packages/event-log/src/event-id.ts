// The ids of events that several may see happen: a command, a webhook, and the reconciler. By the same id each is
// recorded once, whoever comes first.
import { v5 } from 'uuid'

const NAMESPACE = '6a0f3b86-5d5c-4f0b-9f35-0c1d7a5fb2c4'

const idOf = (...words: readonly (string | number)[]): string => v5(words.join('\n'), NAMESPACE)

// The backend tells the same moment with and without a fraction.
const toSeconds = (moment: Date): number => Math.floor(moment.getTime() / 1000)

export const eventIds = {
  paymentStarted: (uuid: string) => idOf('PaymentStarted', uuid.toLowerCase()),
  paymentSucceeded: (uuid: string) => idOf('PaymentSucceeded', uuid.toLowerCase()),
  /** A card may be declined more than once: `by` is the event of Stripe. */
  paymentFailed: (uuid: string, by: string) => idOf('PaymentFailed', uuid.toLowerCase(), by),
  /** `total`: minor units of all that was ever given back. */
  paymentRefunded: (uuid: string, total: bigint) =>
    idOf('PaymentRefunded', uuid.toLowerCase(), String(total)),
  ticketIssued: (ticketId: string | number) => idOf('TicketIssued', ticketId),
  /** A ticket that was set back may be admitted again, at another time. */
  ticketAdmitted: (token: string, usedAt: Date) =>
    idOf('TicketAdmitted', token.toLowerCase(), toSeconds(usedAt)),
  /** `at`: when the backend says that it happened. */
  ticketStatusSet: (ticketId: string | number, to: string, at: Date) =>
    idOf('TicketStatusSet', ticketId, to, toSeconds(at)),
  /** A session ends once. */
  signedOut: (session: string) => idOf('SignedOut', session),
} as const
