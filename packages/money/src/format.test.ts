import { describe, expect, it } from '@jest/globals'
import { amount } from './amount.js'
import type { CurrencyCode } from './currency.js'
import { format } from './format.js'

/** ICU's spaces differ between versions: they are compared as plain ones. */
const plain = (minorUnits: bigint, currency: CurrencyCode, locale: string) =>
  format(amount(minorUnits, currency), locale).replace(/\s/gu, ' ')

describe('printing amounts for people', () => {
  it.each([
    [1999n, 'EUR', 'en', '€19.99'],
    [123450n, 'EUR', 'fr', '1 234,50 €'],
    [123450n, 'EUR', 'de-DE', '1.234,50 €'],
    [-5n, 'EUR', 'en', '-€0.05'],
    [500n, 'JPY', 'en', '¥500'],
    [1234n, 'KWD', 'en', 'KWD 1.234'],
  ] as const)('writes %p %s in %s as %s', (minorUnits, currency, locale, text) => {
    expect(plain(minorUnits, currency, locale)).toBe(text)
  })

  it('shows the decimals of the standard where Intl has none', () => {
    expect(plain(123450n, 'HUF', 'en')).toBe('HUF 1,234.50')
    expect(plain(20n, 'MGA', 'en')).toBe('MGA 0.20')
  })

  it('keeps every digit of a very large amount', () => {
    expect(plain(900719925474099399n, 'EUR', 'en')).toBe('€9,007,199,254,740,993.99')
  })

  it('writes an amount the same again, however many others came between', () => {
    for (let round = 0; round < 2; round += 1) {
      for (let cents = 0n; cents < 500n; cents += 1n) {
        expect(plain(cents, 'EUR', 'en')).toBe(`€${(Number(cents) / 100).toFixed(2)}`)
        expect(plain(cents, 'EUR', 'de')).toBe(`${(Number(cents) / 100).toFixed(2).replace('.', ',')} €`)
      }
    }
  })

  it.each(['', 'xx', 'not a locale', 'en_US', '*', 'e'.repeat(200)])('refuses the locale %p', (locale) => {
    expect(() => plain(1n, 'EUR', locale)).toThrow(expect.objectContaining({ fault: 'UNKNOWN_LOCALE' }))
  })
})
