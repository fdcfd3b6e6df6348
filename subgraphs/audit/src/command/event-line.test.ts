import { describe, expect, it } from '@jest/globals'
import type { RecordedEvent } from '@ticketing/event-log'
import { sampleContext, sampleEvent } from '@ticketing/event-log/testing'
import { toJsonLine, toLine } from './event-line.js'

const at = new Date('2024-07-26T12:00:00Z')
const amount = { minorUnits: '1999', currency: 'EUR' }
const recorded = (event: object): RecordedEvent =>
  ({
    stream: 'payment:1',
    version: 2,
    position: 12n,
    recordedAt: at,
    hash: Buffer.from('ab', 'hex'),
    ...event,
  }) as RecordedEvent

const refund = recorded(
  sampleEvent(
    'PaymentRefunded',
    { payment: '1', owner: null, amount, total: amount, full: true },
    {
      id: 'an id',
      occurredAt: at,
      context: sampleContext({ actor: { id: '9', role: 'ADMIN' }, requestId: 'r-1', observedAt: at }),
    },
  ),
)

describe('an event as a line', () => {
  it('says when, who, what, to which thing, and why', () => {
    expect(toLine(refund)).toBe(
      '2024-07-26T12:00:00.000Z  ADMIN 9             PaymentRefunded        payment:1@2  payment=1  ' +
        'amount=19.99 EUR  total=19.99 EUR  full=true  (request r-1)  (observed 2024-07-26T12:00:00.000Z)',
    )
  })

  it('lets nobody write on the terminal of whoever reads it', () => {
    const told = 'red\u001b[31m\nanother\u009b2Jline\u202e'
    const data = { webhook: 'evt_1', eventType: told, payment: null, reason: 'a' }
    const event = recorded(sampleEvent('WebhookParked', data))
    const shown = 'eventType=red\\u001b[31m\\u000aanother\\u009b2Jline\\u202e'
    expect(toLine(event)).toContain(shown)
    expect(toJsonLine(event)).toMatch(/^[\x20-\x7e]+$/)
    expect(JSON.parse(toJsonLine(event)).data.eventType).toBe(told)
  })

  it('says what nobody did, and what is long', () => {
    const context = sampleContext({ actor: { id: null, role: 'GUEST' } })
    const data = { webhook: 'evt_1', eventType: 'a', payment: null, reason: 'Nobody answers.\nAt all.' }
    expect(toLine(recorded(sampleEvent('WebhookParked', data, { occurredAt: at, context })))).toBe(
      '2024-07-26T12:00:00.000Z  GUEST               WebhookParked          payment:1@2  webhook=evt_1  ' +
        'eventType=a  reason="Nobody answers.\\nAt all."',
    )
  })

  it('is JSON for machines', () => {
    expect(JSON.parse(toJsonLine(refund))).toMatchObject({
      position: 12,
      id: 'an id',
      stream: 'payment:1',
      version: 2,
      data: { amount },
      context: { actor: { id: '9', role: 'ADMIN' } },
      hash: 'ab',
    })
  })
})
