import { describe, expect, it } from '@jest/globals'
import { amount } from '@ticketing/money'
import fc from 'fast-check'
import {
  judgeRefund,
  leftToRefund,
  type Refundable,
  type RefundableTicket,
  ticketsToMark,
} from './refund.rules.js'

const paid: Refundable = {
  status: 'PAID',
  method: 'STRIPE',
  paidAt: new Date(0),
  amount: amount(10_000n, 'EUR'),
  refundedAmount: null,
}
const cents = fc.bigInt({ min: 1n, max: 10_000n })

describe('a refund', () => {
  it('is allowed exactly up to what is left', () => {
    fc.assert(
      fc.property(cents, cents, (before, asked) => {
        const payment = { ...paid, refundedAmount: amount(before, 'EUR') }
        const verdict = judgeRefund(payment, amount(asked, 'EUR'))
        const left = 10_000n - before
        expect(verdict).toBe(left === 0n ? 'NOTHING_LEFT' : asked > left ? 'MORE_THAN_LEFT' : null)
      }),
    )
  })

  it('of many, one after the other, never gives back more than was paid', () => {
    fc.assert(
      fc.property(fc.array(cents, { maxLength: 20 }), (wishes) => {
        let payment = paid
        for (const wish of wishes) {
          const asked = amount(wish, 'EUR')
          if (judgeRefund(payment, asked) !== null) continue
          const back = (payment.refundedAmount?.minorUnits ?? 0n) + wish
          payment = { ...payment, refundedAmount: amount(back, 'EUR') }
        }
        expect(payment.refundedAmount?.minorUnits ?? 0n).toBeLessThanOrEqual(10_000n)
        expect(leftToRefund(payment).minorUnits).toBeGreaterThanOrEqual(0n)
      }),
    )
  })

  it('is possible for a payment that a late event has turned into failed after it was paid', () => {
    expect(judgeRefund({ ...paid, status: 'FAILED' }, amount(1n, 'EUR'))).toBeNull()
    expect(judgeRefund({ ...paid, status: 'FAILED', paidAt: null }, amount(1n, 'EUR'))).toBe('NOT_PAID')
  })

  it('leaves nothing below zero, whatever the backend says was given back', () => {
    expect(leftToRefund({ ...paid, refundedAmount: amount(10_001n, 'EUR') })).toEqual(amount(0n, 'EUR'))
  })
})

describe('the tickets of a refund', () => {
  const tickets: RefundableTicket[] = [
    { id: 1, status: 'ISSUED' },
    { id: 2, status: 'USED' },
    { id: 3, status: 'REFUNDED' },
    { id: 4, status: 'CANCELLED' },
  ]

  it('are marked once each, and never a second time', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('1', '2', '3', '4')), (asked) => {
        const marked = ticketsToMark(tickets, asked)?.map(({ id }) => String(id)) ?? []
        expect(new Set(marked).size).toBe(marked.length)
        expect(marked.every((id) => new Set<string>(asked).has(id) && ['1', '2'].includes(id))).toBe(true)
      }),
    )
  })

  it('are refused altogether when one of them belongs elsewhere', () => {
    expect(ticketsToMark(tickets, ['1', '5'])).toBeNull()
    expect(ticketsToMark(tickets, ['1', '01'])).toBeNull()
    expect(ticketsToMark([], [])).toEqual([])
  })
})
