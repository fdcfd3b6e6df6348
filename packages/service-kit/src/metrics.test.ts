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

  it('prints the series of hot paths as it prints the others', async () => {
    const labels = [{ route: '/a' }, { route: '/b' }]
    const seconds = [0.0005, 0.001, 0.3, 10, 99]
    const usual = createMetrics()
    const hot = createMetrics()
    const calls = usual.counter('calls_total', 'Calls.', ['route'])
    const tally = hot.tally('calls_total', 'Calls.', ['route'])
    const durations = usual.histogram('call_seconds', 'Durations.', ['route'])
    const timing = hot.timing('call_seconds', 'Durations.', ['route'])
    for (const of of labels) {
      for (const taken of seconds) {
        calls.inc(of)
        durations.observe(of, taken)
        tally.of({ ...of })()
        timing.of({ ...of })(taken)
      }
      // Reading changes nothing.
      await hot.registry.metrics()
    }
    expect(await hot.registry.metrics()).toBe(await usual.registry.metrics())
    expect(await hot.registry.getSingleMetric('calls_total')?.get()).toMatchObject({
      values: labels.map((of) => ({ labels: of, value: 5 })),
    })
    expect(hot.tally('calls_total', 'Calls.', ['route'])).toBe(tally)
  })
})
