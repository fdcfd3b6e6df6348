// The backend writes money now as a number, now as a text; here both become exact euros.
import { type Amount, MoneyError, parseDecimal } from '@ticketing/money'
import { z } from 'zod'

const decimal = (rounding?: 'half-up') =>
  z.union([z.number(), z.string()]).transform((value, context): Amount => {
    try {
      return parseDecimal(value, 'EUR', rounding ? { rounding } : {})
    } catch (fault) {
      context.addIssue({
        code: 'custom',
        message: fault instanceof MoneyError ? fault.fault : 'not an amount',
      })
      return z.NEVER
    }
  })

/** An amount in euros, at most two decimals. */
export const euros = decimal()

/** A price after a discount rate, which the backend may leave with more than two decimals. */
export const discountedEuros = decimal('half-up')
