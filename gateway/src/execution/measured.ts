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
  return (subgraph, transport) => ({
    async execute(request) {
      const started = now()
      let outcome = 'unavailable'
      try {
        const result = await transport.execute(request)
        outcome = result.errors === undefined ? 'ok' : 'errors'
        return result
      } finally {
        fetches.inc({ subgraph, outcome })
        seconds.observe({ subgraph }, (now() - started) / 1000)
      }
    },
  })
}
