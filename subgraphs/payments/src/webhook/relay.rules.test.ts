import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { PaymentStatus } from '../backend/words.js'
import { isPassedOn, toVerdict, type Verdict } from './relay.rules.js'

// As the backend behaves: whatever it is told last is what the payment is.
function afterEvents(events: readonly Verdict[], from: PaymentStatus): PaymentStatus {
  return events.reduce<PaymentStatus>(
    (status, verdict) =>
      isPassedOn({ verdict, status, superseded: false })
        ? verdict === 'succeeded'
          ? 'PAID'
          : 'FAILED'
        : status,
    from,
  )
}
const events = fc.array(fc.constantFrom<Verdict>('succeeded', 'failed'), { maxLength: 12 })

describe('events about one payment', () => {
  it('end in PAID in whatever order and however often they arrive, once one of them is a success', () => {
    fc.assert(
      fc.property(events, fc.constantFrom<PaymentStatus>('PENDING', 'FAILED', 'PAID'), (list, from) => {
        const paid = from === 'PAID' || list.includes('succeeded')
        expect(afterEvents(list, from) === 'PAID').toBe(paid)
      }),
    )
  })

  it('never undo a refund', () => {
    fc.assert(fc.property(events, (list) => expect(afterEvents(list, 'REFUNDED')).toBe('REFUNDED')))
  })

  it('of a payment that was replaced count only when money was taken', () => {
    expect(isPassedOn({ verdict: 'failed', status: 'PENDING', superseded: true })).toBe(false)
    expect(isPassedOn({ verdict: 'succeeded', status: 'FAILED', superseded: true })).toBe(true)
  })

  it('of other types say nothing about success', () => {
    expect(['charge.refunded', 'payment_intent.canceled', 'payment_intent.created'].map(toVerdict)).toEqual([
      null,
      null,
      null,
    ])
  })
})
