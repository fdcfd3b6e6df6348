import type { Locale } from '../database/tables.js'

/** Only an exact lower-case code before the first comma counts; all else is English. */
export const toLocale = (acceptLanguage: string | undefined): Locale => {
  const first = (acceptLanguage ?? '').split(',')[0]
  return first === 'fr' || first === 'de' ? first : 'en'
}
