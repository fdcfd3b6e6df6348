// The small vocabulary of the backend's lists, in the words of the log.
import { type Amount, parseDecimal } from '@ticketing/money'
import { z } from 'zod'

const upper = <Word extends string>(word: Word) => word.toUpperCase() as Uppercase<Word>

export const paymentStatus = z.enum(['pending', 'paid', 'failed', 'refunded']).transform(upper)
export const paymentMethod = z.enum(['paypal', 'stripe', 'free']).transform(upper)
export const ticketStatus = z.enum(['issued', 'used', 'refunded', 'cancelled']).transform(upper)

/** A time with its offset. */
export const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text))

/** A missing one is null. */
export const optionalInstant = instant.nullish().transform((moment) => moment ?? null)

/** Euros, as a number or as a text. */
export const euros = z.union([z.number(), z.string()]).transform((value, context): Amount => {
  try {
    return parseDecimal(value, 'EUR')
  } catch {
    context.addIssue({ code: 'custom', message: 'not an amount' })
    return z.NEVER
  }
})

/** One page of a list, and how many rows the whole list has. */
export interface ListPage<Row> {
  readonly rows: readonly Row[]
  readonly total: number
}

/** Both lists tell their total in the same place. */
export const listPage = <Row>(row: z.ZodType<Row>): z.ZodType<ListPage<Row>> =>
  z
    .object({ data: z.array(row), meta: z.object({ total: z.number().int() }) })
    .transform(({ data, meta }) => ({ rows: data, total: meta.total }))
