import { describe, expect, it } from '@jest/globals'
import { amount, parseDecimal } from '@ticketing/money'
import fc from 'fast-check'
import '@ticketing/subgraph-kit'
import { toPaymentsQuery } from './payment-list.rules.js'

const cents = fc.bigInt({ min: 0n, max: 9_007_199_254_740_991n })

describe('a query for payments', () => {
  it('carries both ends of a range of amounts exactly, and none that ends before it begins', () => {
    fc.assert(
      fc.property(cents, cents, (from, to) => {
        const range = { from: amount(from, 'EUR'), to: amount(to, 'EUR') }
        const read = () => toPaymentsQuery({ amount: range }, 'AMOUNT_ASC')
        if (from > to) return expect(read).toThrow('amount.from is not more than amount.to')
        const { amount_min: least, amount_max: most } = read() ?? {}
        expect(parseDecimal(least ?? '', 'EUR')).toEqual(range.from)
        expect(parseDecimal(most ?? '', 'EUR')).toEqual(range.to)
      }),
    )
  })

  it('asks for everything when nothing is said', () => {
    const everything = toPaymentsQuery(null, 'CREATED_AT_DESC')
    expect(everything).toMatchObject({ sort_by: 'created_at', sort_order: 'desc' })
    expect(toPaymentsQuery({}, 'CREATED_AT_DESC')).toEqual(everything)
    const { sort_by, sort_order, ...conditions } = everything ?? {}
    expect(Object.values(conditions).every((condition) => condition === null)).toBe(true)
  })

  it('is none for a user who cannot be', () => {
    expect(toPaymentsQuery({ userId: 'x' }, 'UUID_ASC')).toBeNull()
    expect(toPaymentsQuery({ userId: '12' }, 'UUID_ASC')).toMatchObject({ user_id: 12 })
  })
})
