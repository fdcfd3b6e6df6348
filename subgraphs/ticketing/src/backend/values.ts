// The small values that every answer is made of. The backend writes one and the same thing now as a number and now
// as a text.
import { type Amount, parseDecimal } from '@ticketing/money'
import { z } from 'zod'

const PLAIN_DECIMAL = /^-?\d+(\.\d+)?$/

/** The text of a plain decimal, which is written as a number or as a text; null for anything else. */
export function decimalText(value: unknown): string | null {
  const text = typeof value === 'number' ? String(value) : value
  return typeof text === 'string' && PLAIN_DECIMAL.test(text) ? text : null
}

const toEuros = (value: number | string): Amount => parseDecimal(value, 'EUR', { rounding: 'half-up' })

const isDecimal = (value: unknown): value is number | string => decimalText(value) !== null

/** The same as an amount in euros. */
export const eurosOf = (value: unknown): Amount | null => (isDecimal(value) ? toEuros(value) : null)

/** A plain decimal as text. A number gives its shortest text, so 19.99 stays exactly 19.99. */
export const decimal = z
  .union([z.number(), z.string()])
  .transform(String)
  .refine((text) => PLAIN_DECIMAL.test(text), 'not a plain decimal')

/** An amount in euros, the only currency of the backend. Digits beyond the cent are rounded half-up. */
export const euros = z
  .union([z.number(), z.string()])
  .refine(isDecimal, 'not a plain decimal')
  .transform(toEuros)

/** A whole number, or its text. */
export const whole = z.union([z.int(), z.string().regex(/^-?\d{1,15}$/)]).transform(Number)

/** Any key of a localised text may be absent or null. */
export const optionalText = z
  .string()
  .nullish()
  .transform((text) => text ?? null)

export const optionalTime = z
  .string()
  .nullish()
  .transform((text) => (text == null ? null : new Date(text)))
  .refine((time) => time === null || !Number.isNaN(time.getTime()), 'not a time')

/** `/storage/tickets/ticket_1.pdf` → `ticket_1.pdf`: only the last segment can be asked for. */
export const fileName = z.string().transform((path) => path.slice(path.lastIndexOf('/') + 1))
