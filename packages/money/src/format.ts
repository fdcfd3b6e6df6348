import type { Amount } from './amount.js'
import { type CurrencyCode, exponentOf } from './currency.js'
import { toDecimal } from './decimal.js'
import { MoneyError } from './money-error.js'

/** Building an Intl formatter costs some 50 times its use; locales come from clients, so the store is bounded. */
const MOST_FORMATTERS = 200
/** Prices come back: of each formatter the texts that it wrote. Bounded, too: some 100 bytes each. */
const MOST_TEXTS = 1_000
const LONGEST_LOCALE = 64

interface Formatter {
  readonly intl: Intl.NumberFormat
  readonly texts: Map<bigint, string>
}
const formatters = new Map<string, Formatter>()

/**
 * The amount as people of a locale write it, with the decimals of ISO 4217 (`19,99 €` in fr). For people, not for
 * parsing: it holds no-break spaces and other scripts' digits. `locale` is a BCP 47 tag that this runtime knows;
 * anything else throws MoneyError UNKNOWN_LOCALE.
 */
export function format(a: Amount, locale: string): string {
  const { intl, texts } = formatterFor(locale, a.currency)
  const known = texts.get(a.minorUnits)
  if (known !== undefined) return known
  // A decimal string keeps every digit; Intl takes it, though its type only knows number-like literals.
  const text = intl.format(toDecimal(a) as Intl.StringNumericLiteral)
  if (texts.size >= MOST_TEXTS) texts.clear()
  texts.set(a.minorUnits, text)
  return text
}

function formatterFor(locale: string, currency: CurrencyCode): Formatter {
  const key = `${currency} ${locale}`
  const known = formatters.get(key)
  if (known !== undefined) return known
  const exponent = exponentOf(currency)
  const intl = new Intl.NumberFormat(supported(locale), {
    style: 'currency',
    currency,
    minimumFractionDigits: exponent,
    maximumFractionDigits: exponent,
  })
  if (formatters.size >= MOST_FORMATTERS) formatters.clear()
  const formatter = { intl, texts: new Map<bigint, string>() }
  formatters.set(key, formatter)
  return formatter
}

/** Intl falls back to the machine's own language for a locale that it does not know: that would be a silent lie. */
function supported(locale: string): string {
  try {
    const [found] = locale.length <= LONGEST_LOCALE ? Intl.NumberFormat.supportedLocalesOf(locale) : []
    if (found !== undefined) return found
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  throw new MoneyError('UNKNOWN_LOCALE', 'The locale is not a known language tag such as en or fr-FR')
}
