import { describe, expect, it } from '@jest/globals'
import { parseRateTable } from './rate-table.js'

const file = {
  source: 'A bank',
  sample: false,
  asOf: '2024-07-26T14:00:00Z',
  base: 'EUR',
  perBase: { USD: '1.085', JPY: '166.8' },
}

describe('parseRateTable', () => {
  it('keeps the decimal texts and adds the base at one', () => {
    const { perBase, asOf, base, source } = parseRateTable(file)
    expect(Object.fromEntries(perBase)).toEqual({ EUR: '1', USD: '1.085', JPY: '166.8' })
    expect({ asOf: asOf.toISOString(), base, source }).toEqual({
      asOf: '2024-07-26T14:00:00.000Z',
      base: 'EUR',
      source: 'A bank',
    })
  })

  it('marks sample rates in their source', () => {
    expect(parseRateTable({ ...file, sample: true }).source).toBe('sample: A bank')
  })

  it.each([
    ['a rate that is a number', { USD: 1.085 }],
    ['a rate of zero', { USD: '0.000' }],
    ['a negative rate', { USD: '-1' }],
    ['a rate with an exponent', { USD: '1e3' }],
    ['a rate longer than any real one', { USD: '1'.repeat(40) }],
    ['a currency that is not active', { FRF: '6.55957' }],
    ['a rate for the base itself', { EUR: '1.1' }],
  ])('refuses %s and names the currency', (_what, perBase) => {
    expect(() => parseRateTable({ ...file, perBase })).toThrow(`perBase.${Object.keys(perBase)[0]}`)
  })

  it('lists every fault at once', () => {
    const broken = { ...file, asOf: 'yesterday', base: 'XXX', perBase: { USD: 'much' } }
    expect(() => parseRateTable(broken)).toThrow(/asOf: .*; base: .*; perBase\.USD: /)
  })

  it.each([null, 'rates', [], {}])('refuses %j', (content) => {
    expect(() => parseRateTable(content)).toThrow(/cannot be used/)
  })
})
