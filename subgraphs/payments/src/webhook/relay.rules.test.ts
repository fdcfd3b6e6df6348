import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { PaymentStatus } from '../backend/words.js'
import { judgeRelay, toVerdict, type Verdict } from './relay.rules.js'

const before = { superseded: false, overtaken: false }

// As the backend behaves: whatever it is told last is what the payment is.
function afterEvents(events: readonly Verdict[], from: PaymentStatus): PaymentStatus {
  return events.reduce<PaymentStatus>(
    (status, verdict) =>
      judgeRelay({ ...before, verdict, status }) === 'PASS_ON'
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
    const superseded = { ...before, superseded: true }
    expect(judgeRelay({ ...superseded, verdict: 'failed', status: 'PENDING' })).toBe('SUPERSEDED')
    expect(judgeRelay({ ...superseded, verdict: 'succeeded', status: 'FAILED' })).toBe('PASS_ON')
  })

  it('are not passed on as failures while a success of the payment waits', () => {
    const overtaken = { ...before, overtaken: true, status: 'PENDING' as const }
    expect(judgeRelay({ ...overtaken, verdict: 'failed' })).toBe('OVERTAKEN')
    expect(judgeRelay({ ...overtaken, verdict: 'succeeded' })).toBe('PASS_ON')
  })

  it('are passed on where nobody may ask for the state of the payment', () => {
    for (const verdict of ['succeeded', 'failed'] as const) {
      expect(judgeRelay({ ...before, verdict, status: null })).toBe('PASS_ON')
    }
  })

  it('of other types say nothing about success', () => {
    expect(['charge.refunded', 'payment_intent.canceled', 'payment_intent.created'].map(toVerdict)).toEqual([
      null,
      null,
      null,
    ])
  })
})
