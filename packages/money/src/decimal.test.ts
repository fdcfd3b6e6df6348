import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { amount } from './amount.js'
import { anyAmount } from './amounts.arbitrary.js'
import type { CurrencyCode } from './currency.js'
import { parseDecimal, toDecimal } from './decimal.js'

describe('reading and printing amounts', () => {
  it('reads back what it prints, in every currency', () => {
    fc.assert(fc.property(anyAmount, (a) => expect(parseDecimal(toDecimal(a), a.currency)).toEqual(a)))
  })

  it('reads a JSON number as the decimal it was written as', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), (cents) => {
        const text = toDecimal(amount(cents, 'EUR'))
        expect(parseDecimal(Number(text), 'EUR').minorUnits).toBe(cents)
      }),
    )
  })

  it('reads short and long, text and number, to the same amount, in every currency', () => {
    fc.assert(
      fc.property(anyAmount, (a) => {
        const text = toDecimal(a)
        const longer = `${text}${text.includes('.') ? '' : '.'}${'0'.repeat(20)}`
        expect(parseDecimal(longer, a.currency)).toEqual(a)
        expect(parseDecimal(longer, a.currency, { rounding: 'half-even' })).toEqual(a)
        // Up to 15 digits a number is written as it was read.
        if (text.replace(/\D/g, '').length <= 15) expect(parseDecimal(Number(text), a.currency)).toEqual(a)
      }),
    )
  })

  it('reads any number as its shortest text is read', () => {
    const rounding = 'half-up'
    const plain = fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !/e/.test(`${value}`))
    fc.assert(
      fc.property(plain, fc.constantFrom<CurrencyCode>('EUR', 'JPY', 'KWD'), (value, currency) =>
        expect(parseDecimal(value, currency, { rounding })).toEqual(
          parseDecimal(
            `${value}`.includes('.') ? `${value}${'0'.repeat(20)}` : `${value}.${'0'.repeat(20)}`,
            currency,
            { rounding },
          ),
        ),
      ),
    )
  })

  it.each([
    ['EUR', 1999n, '19.99'],
    ['EUR', -5n, '-0.05'],
    ['EUR', 0n, '0.00'],
    ['JPY', -500n, '-500'],
    ['KWD', 1n, '0.001'],
    ['HUF', 123450n, '1234.50'],
    ['MGA', 20n, '0.20'],
  ] as const)('prints %s %p as %s', (currency, minorUnits, text) => {
    expect(toDecimal({ minorUnits, currency })).toBe(text)
  })

  it('takes fewer digits than the currency has, and zeros beyond them', () => {
    expect(parseDecimal('19.9', 'EUR').minorUnits).toBe(1990n)
    expect(parseDecimal('19', 'EUR').minorUnits).toBe(1900n)
    expect(parseDecimal('100.00', 'JPY').minorUnits).toBe(100n)
    expect(parseDecimal('-0.00', 'EUR').minorUnits).toBe(0n)
  })

  it('spells out numbers that JavaScript prints with an exponent', () => {
    expect(parseDecimal(1.5e21, 'JPY').minorUnits).toBe(1500000000000000000000n)
    expect(parseDecimal(1e-7, 'EUR', { rounding: 'down' }).minorUnits).toBe(0n)
  })

  it.each([
    ['19.999', 'EUR'],
    ['0.5', 'JPY'],
    ['0.0001', 'KWD'],
    [0.1 + 0.2, 'EUR'],
  ] as const)('refuses the extra digits of %p %s', (text, currency) => {
    expect(() => parseDecimal(text, currency)).toThrow(expect.objectContaining({ fault: 'TOO_MANY_DIGITS' }))
  })

  it('rounds extra digits in the way that is named', () => {
    const cents = (text: string, rounding: 'half-even' | 'half-up' | 'down') =>
      parseDecimal(text, 'EUR', { rounding }).minorUnits
    expect([cents('0.125', 'half-even'), cents('0.135', 'half-even')]).toEqual([12n, 14n])
    expect([cents('0.125', 'half-up'), cents('-0.125', 'half-up')]).toEqual([13n, -13n])
    expect([cents('0.129', 'down'), cents('-0.129', 'down')]).toEqual([12n, -12n])
    expect(cents('0.1250000000000000000000000001', 'half-even')).toBe(13n)
  })

  it.each([
    '',
    ' 1',
    '1 ',
    '+1',
    '1,5',
    '.5',
    '5.',
    '1e3',
    '0x10',
    'NaN',
    '١',
    '1_000',
    '-',
    '1'.repeat(401),
  ])('refuses the text %p', (text) => {
    expect(() => parseDecimal(text, 'EUR')).toThrow(expect.objectContaining({ fault: 'NOT_A_DECIMAL' }))
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('refuses the number %p', (number) => {
    expect(() => parseDecimal(number, 'EUR')).toThrow(expect.objectContaining({ fault: 'NOT_A_DECIMAL' }))
  })

  it('refuses a currency outside the table', () => {
    expect(() => parseDecimal('1', 'FRF' as CurrencyCode)).toThrow(
      expect.objectContaining({ fault: 'UNKNOWN_CURRENCY' }),
    )
  })
})
