// The backend's small vocabulary, in the words of the graph.
import { z } from 'zod'

export type PaymentStatus = 'PENDING' | 'PAID' | 'FAILED' | 'REFUNDED'
export type PaymentMethod = 'STRIPE' | 'PAYPAL' | 'FREE'
export type TicketStatus = 'ISSUED' | 'USED' | 'REFUNDED' | 'CANCELLED'

const upper = <Word extends string>(word: Word) => word.toUpperCase() as Uppercase<Word>

export const paymentStatus = z.enum(['pending', 'paid', 'failed', 'refunded']).transform(upper)
export const paymentMethod = z.enum(['stripe', 'paypal', 'free']).transform(upper)
export const ticketStatus = z.enum(['issued', 'used', 'refunded', 'cancelled']).transform(upper)

/** The id of a payment, in lower case: one id, one text. */
export const uuid = z.guid().transform((text) => text.toLowerCase())

/** A time with its offset. */
export const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text))

/** The bare name of a file, whatever folder the backend puts before it; null for a name that cannot be in a URL. */
export const fileName = z.string().transform((path) => {
  const name = path.split('/').at(-1) ?? ''
  return /^[\w.-]+$/.test(name) ? name : null
})
