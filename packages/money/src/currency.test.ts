import { describe, expect, it } from '@jest/globals'
import { CURRENCIES, type CurrencyCode, currencyOf, exponentOf, isCurrencyCode } from './currency.js'
import { MoneyError } from './money-error.js'

describe('the currency table', () => {
  it('names each code and each number once', () => {
    expect(new Set(CURRENCIES.map(({ code }) => code)).size).toBe(CURRENCIES.length)
    expect(new Set(CURRENCIES.map(({ numeric }) => numeric)).size).toBe(CURRENCIES.length)
  })

  it('is well formed and in order', () => {
    for (const { code, numeric, exponent, name } of CURRENCIES) {
      expect(code).toMatch(/^[A-Z]{3}$/)
      expect(numeric).toMatch(/^\d{3}$/)
      expect([0, 2, 3, 4]).toContain(exponent)
      expect(name).toMatch(/^\p{Lu}/u)
    }
    const codes = CURRENCIES.map(({ code }) => code)
    expect(codes).toEqual([...codes].sort())
  })

  it.each([
    ['EUR', 2, '978'],
    ['USD', 2, '840'],
    ['JPY', 0, '392'],
    ['KRW', 0, '410'],
    ['ISK', 0, '352'],
    ['KWD', 3, '414'],
    ['TND', 3, '788'],
    ['CLF', 4, '990'],
    ['UYW', 4, '927'],
    ['XCG', 2, '532'],
    ['ZWG', 2, '924'],
  ] as const)('gives %s %i decimals and the number %s', (code, exponent, numeric) => {
    expect(currencyOf(code)).toMatchObject({ code, exponent, numeric })
  })

  it('counts decimals as the standard does, not as Intl does', () => {
    expect(exponentOf('HUF')).toBe(2)
    expect(exponentOf('MGA')).toBe(2)
  })

  it.each(['FRF', 'BGN', 'HRK', 'XAU', 'XXX', 'eur', 'EURO', '', 'constructor'])(
    'does not know %p',
    (text) => {
      expect(isCurrencyCode(text)).toBe(false)
      expect(() => currencyOf(text as CurrencyCode)).toThrow(MoneyError)
    },
  )
})
