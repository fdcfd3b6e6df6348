import { describe, expect, it } from '@jest/globals'
import { eventIds, type RecordedEvent } from '@ticketing/event-log'
import { amount } from '@ticketing/money'
import { knownPayment, unseenOfPayment } from './payment.rules.js'
import type { SeenPayment } from './seen-payment.js'
import type { Unseen } from './unseen.js'

const at = (day: number): Date => new Date(Date.UTC(2024, 5, day))
const pending: SeenPayment = {
  uuid: '00000000-0000-4000-8000-000000000001',
  owner: '7',
  status: 'PENDING',
  method: 'STRIPE',
  amount: amount(1999n, 'EUR'),
  refunded: null,
  createdAt: at(1),
  updatedAt: at(1),
  paidAt: null,
  refundedAt: null,
}
const paid: SeenPayment = { ...pending, status: 'PAID', paidAt: at(2), updatedAt: at(2) }
const partly: SeenPayment = { ...paid, refunded: amount(500n, 'EUR'), refundedAt: at(3), updatedAt: at(3) }
const refunded: SeenPayment = {
  ...paid,
  status: 'REFUNDED',
  refunded: amount(1999n, 'EUR'),
  refundedAt: at(4),
  updatedAt: at(4),
}
const failed: SeenPayment = { ...pending, status: 'FAILED', updatedAt: at(2) }

const asRecorded = (events: readonly Unseen[]) => events as unknown as readonly RecordedEvent[]
const news = (seen: SeenPayment, recorded: readonly Unseen[] = []) =>
  unseenOfPayment(seen, knownPayment(asRecorded(recorded)))
/** What the log holds after each of these was seen. */
function after(...states: readonly SeenPayment[]): readonly Unseen[] {
  const recorded: Unseen[] = []
  for (const seen of states) recorded.push(...news(seen, recorded))
  return recorded
}
const told = (events: readonly Unseen[]) =>
  events.map(({ type, occurredAt }) => `${type} ${occurredAt.getUTCDate()}`)

describe('what is news of a payment', () => {
  it.each([
    ['pending', pending, ['PaymentStarted 1']],
    ['paid', paid, ['PaymentStarted 1', 'PaymentSucceeded 2']],
    ['partly refunded', partly, ['PaymentStarted 1', 'PaymentSucceeded 2', 'PaymentRefunded 3']],
    ['refunded', refunded, ['PaymentStarted 1', 'PaymentSucceeded 2', 'PaymentRefunded 4']],
    ['failed', failed, ['PaymentStarted 1', 'PaymentFailed 2']],
    ['free', { ...paid, method: 'FREE', paidAt: null } as const, ['PaymentStarted 1', 'PaymentSucceeded 1']],
    [
      'failed after it was paid',
      { ...paid, status: 'FAILED', updatedAt: at(5) } as const,
      ['PaymentStarted 1', 'PaymentSucceeded 2', 'PaymentFailed 5'],
    ],
  ])('is its whole story where nothing is known: %s', (_what, seen, story) => {
    expect(told(news(seen))).toEqual(story)
  })

  it.each([
    ['pending', pending],
    ['paid', paid],
    ['partly refunded', partly],
    ['refunded', refunded],
    ['failed', failed],
    ['failed after it was paid', { ...paid, status: 'FAILED' } as const],
  ])('is nothing where it is known: %s', (_what, seen) => {
    expect(news(seen, after(seen))).toEqual([])
  })

  it('is what has changed since', () => {
    expect(told(news(paid, after(pending)))).toEqual(['PaymentSucceeded 2'])
    const [refund] = news(refunded, after(partly))
    expect(refund).toMatchObject({
      type: 'PaymentRefunded',
      data: { amount: { minorUnits: '1499' }, total: { minorUnits: '1999' }, full: true },
    })
  })

  it('has the ids that commands and webhooks give to the same events', () => {
    const { uuid } = pending
    expect(news(refunded).map(({ id }) => id)).toEqual([
      eventIds.paymentStarted(uuid),
      eventIds.paymentSucceeded(uuid),
      eventIds.paymentRefunded(uuid, 1999n),
    ])
  })

  it('is also what contradicts the log', () => {
    const paidAgain = { ...refunded, status: 'PAID', paidAt: at(6) } as const
    expect(told(news(paidAgain, after(refunded)))).toEqual(['PaymentSucceeded 6'])
    expect(news(paidAgain, after(refunded, paidAgain))).toEqual([])
    expect(told(news({ ...paid, status: 'FAILED', updatedAt: at(7) }, after(paid)))).toEqual([
      'PaymentFailed 7',
    ])
    expect(told(news(paid, after(failed)))).toEqual(['PaymentSucceeded 2'])
  })
})
