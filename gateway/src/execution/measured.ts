// How often each subgraph is asked, how long it takes, and how it ends.
import type { Metrics } from '@ticketing/service-kit'
import type { SubgraphTransport } from './subgraph-transport.js'

export type Measure = (name: string, transport: SubgraphTransport) => SubgraphTransport

/** Registers the two metrics once; the function given back wraps one subgraph's transport. */
export function createFetchMeasure(metrics: Metrics, now: () => number): Measure {
  const fetches = metrics.counter('gateway_subgraph_fetches_total', 'Requests to subgraphs.', [
    'subgraph',
    'outcome',
  ])
  const seconds = metrics.histogram('gateway_subgraph_fetch_seconds', 'Time a subgraph takes.', ['subgraph'])
  return (subgraph, transport) => {
    const ok = fetches.labels(subgraph, 'ok')
    const errors = fetches.labels(subgraph, 'errors')
    const unavailable = fetches.labels(subgraph, 'unavailable')
    const duration = seconds.labels(subgraph)
    return {
      ...transport,
      async execute(request) {
        const started = now()
        let outcome = unavailable
        try {
          const result = await transport.execute(request)
          outcome = result.errors === undefined ? ok : errors
          return result
        } finally {
          outcome.inc()
          duration.observe((now() - started) / 1000)
        }
      },
    }
  }
}
