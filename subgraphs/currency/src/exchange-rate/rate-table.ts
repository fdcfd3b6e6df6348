// The rates of one moment, all quoted against one base currency.
import { type CurrencyCode, isCurrencyCode } from '@ticketing/money'
import { z } from 'zod'

/** Read once and never changed. `perBase` holds decimal texts: how many units are worth one unit of the base. */
export interface RateTable {
  /** Who says so, in words for clients. */
  readonly source: string
  readonly asOf: Date
  readonly base: CurrencyCode
  /** The base itself included, at 1. */
  readonly perBase: ReadonlyMap<CurrencyCode, string>
}

const currencyCode = z.custom<CurrencyCode>(isCurrencyCode, 'is not an active ISO 4217 code')
const rate = z
  .string()
  .regex(/^\d{1,12}(\.\d{1,12})?$/, 'is not a decimal text')
  .refine((text) => /[1-9]/.test(text), 'is not above zero')

const rateFile = z
  .strictObject({
    source: z.string().min(1),
    sample: z.boolean(),
    asOf: z.iso.datetime().transform((text) => new Date(text)),
    base: currencyCode,
    perBase: z.record(z.string(), rate),
  })
  .superRefine(({ base, perBase }, context) => {
    for (const code of Object.keys(perBase)) {
      if (!isCurrencyCode(code) || code === base) {
        const message = code === base ? 'is the base itself' : 'is not an active ISO 4217 code'
        context.addIssue({ code: 'custom', path: ['perBase', code], message })
      }
    }
  })

/** Checks the content of a rate file. Throws one Error that names every fault. */
export function parseRateTable(content: unknown): RateTable {
  const { data, error } = rateFile.safeParse(content)
  if (error) {
    const faults = error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`The exchange rates cannot be used: ${faults.join('; ')}`)
  }
  const quoted = Object.entries(data.perBase).filter((entry): entry is [CurrencyCode, string] =>
    isCurrencyCode(entry[0]),
  )
  return {
    source: data.sample ? `sample: ${data.source}` : data.source,
    asOf: data.asOf,
    base: data.base,
    perBase: new Map<CurrencyCode, string>([[data.base, '1'], ...quoted]),
  }
}
