import { describe, expect, it } from '@jest/globals'
import { createMetrics } from './metrics.js'

describe('createMetrics', () => {
  it('prints what was counted and measured', async () => {
    const metrics = createMetrics()
    metrics.counter('calls_total', 'Calls.', ['route']).inc({ route: '/a' })
    metrics.histogram('call_seconds', 'Durations.').observe(0.02)
    metrics.gauge('open', 'Open things.').set(3)
    const text = await metrics.registry.metrics()
    expect(text).toContain('calls_total{route="/a"} 1')
    expect(text).toContain('call_seconds_bucket{le="0.025"} 1')
    expect(text).toContain('open 3')
  })

  it('gives the same metric for the same name, and nothing to other registries', async () => {
    const metrics = createMetrics()
    metrics.counter('calls_total', 'Calls.').inc()
    metrics.counter('calls_total', 'Calls.').inc()
    expect(await metrics.registry.metrics()).toContain('calls_total 2')
    expect(await createMetrics().registry.metrics()).not.toContain('calls_total')
  })
})
