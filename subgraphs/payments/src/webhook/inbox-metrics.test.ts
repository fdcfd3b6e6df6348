import { describe, expect, it } from '@jest/globals'
import { createMetrics } from '@ticketing/service-kit'
import { createInboxMetrics } from './inbox-metrics.js'

describe('the metrics of the inbox', () => {
  it('show what waits, for how long, what is parked, and how attempts went', async () => {
    const metrics = createMetrics()
    const inbox = createInboxMetrics(metrics)
    inbox.show({ waiting: 3, parked: 1, oldestWaitingSeconds: 61.5 })
    inbox.count({ kind: 'done', outcome: 'PASSED_ON' })
    inbox.count({ kind: 'later', reason: 'BACKEND_UNAVAILABLE' })
    inbox.count({ kind: 'later', reason: 'CONFLICT' })
    const lines = (await metrics.registry.metrics()).split('\n').filter((line) => !line.startsWith('#'))
    expect(lines.filter((line) => line !== '').sort()).toEqual([
      'payments_webhook_attempts_total{outcome="later"} 2',
      'payments_webhook_attempts_total{outcome="passed_on"} 1',
      'payments_webhooks_oldest_waiting_seconds 61.5',
      'payments_webhooks{state="parked"} 1',
      'payments_webhooks{state="waiting"} 3',
    ])
  })
})
