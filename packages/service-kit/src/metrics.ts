// Numbers for Prometheus. A registry of each process's own, never the library's global one.

import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { SeriesCounter, SeriesHistogram, type Tally, type Timing } from './series.js'

export type { Tally, Timing } from './series.js'

/** Makes metrics; asking again for a name gives the same metric. */
export interface Metrics {
  readonly registry: Registry
  counter(name: string, help: string, labels?: readonly string[]): Counter
  gauge(name: string, help: string, labels?: readonly string[]): Gauge
  /** `buckets` in seconds unless the name says otherwise. */
  histogram(name: string, help: string, labels?: readonly string[], buckets?: readonly number[]): Histogram
  /** A counter for hot paths: `tally.of(labels)` once, then call what it gives. */
  tally(name: string, help: string, labels: readonly string[]): Tally
  /** A histogram for hot paths: `timing.of(labels)` once, then call what it gives with seconds. */
  timing(name: string, help: string, labels: readonly string[], buckets?: readonly number[]): Timing
}

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** `ofProcess` adds CPU, memory and event-loop figures of node itself (default no). */
export function createMetrics(options: { readonly ofProcess?: boolean } = {}): Metrics {
  const registry = new Registry()
  if (options.ofProcess) collectDefaultMetrics({ register: registry })

  function once<M>(name: string, make: () => M): M {
    const known = registry.getSingleMetric(name)
    return known === undefined ? make() : (known as M)
  }

  return {
    registry,
    counter: (name, help, labelNames = []) =>
      once(name, () => new Counter({ name, help, labelNames, registers: [registry] })),
    gauge: (name, help, labelNames = []) =>
      once(name, () => new Gauge({ name, help, labelNames, registers: [registry] })),
    histogram: (name, help, labelNames = [], buckets = SECONDS) =>
      once(
        name,
        () => new Histogram({ name, help, labelNames, buckets: [...buckets], registers: [registry] }),
      ),
    tally: (name, help, labelNames) =>
      once(name, () => new SeriesCounter({ name, help, labelNames, registry })),
    timing: (name, help, labelNames, buckets = SECONDS) =>
      once(name, () => new SeriesHistogram({ name, help, labelNames, registry, buckets })),
  }
}
