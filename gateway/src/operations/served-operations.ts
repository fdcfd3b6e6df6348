// The operations of the supergraph that is served. A new one takes over with its operations prepared: no client waits
// for plans that were known before.
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Log, Metrics } from '@ticketing/service-kit'
import type { LoadedSupergraph, Supergraphs } from '../supergraph/loaded-supergraph.js'
import { KnownOperations, type PreparationMetrics } from './known-operations.js'
import type { Introspection } from './validate-operation.js'

/** The rest is prepared when it is asked for. */
const WARMING_MS = 10_000

export interface ServedOperationsOptions {
  readonly supergraphs: Pick<Supergraphs, 'current' | 'beforeSwap'>
  readonly introspection: Introspection
  readonly log: Log
  readonly metrics: Metrics
}

/** Those of the supergraph that is served now. */
export type ServedOperations = () => KnownOperations

function createPreparationMetrics(metrics: Metrics): PreparationMetrics {
  const preparations = metrics.histogram(
    'gateway_preparation_seconds',
    'Time to make an operation ready: to check its text, and to plan it.',
    ['step'],
  )
  const evictions = metrics.counter(
    'gateway_evicted_operations_total',
    'Texts and operations that were forgotten for lack of room.',
    ['what'],
  )
  const refusals = metrics.counter(
    'gateway_refused_fields_total',
    'Fields that a caller was refused, and that nobody was asked for.',
    ['rule'],
  )
  return {
    onChecked: (seconds) => preparations.observe({ step: 'check' }, seconds),
    onPlanned: (seconds) => preparations.observe({ step: 'plan' }, seconds),
    onEvicted: (what) => evictions.inc({ what }),
    onRefused: (rule, count) => refusals.inc({ rule }, count),
  }
}

/** Most recently used first, and each in a turn of its own: requests are answered between them. */
async function prepareAgain(known: KnownOperations, next: KnownOperations, log: Log): Promise<void> {
  const until = performance.now() + WARMING_MS
  const counts = { prepared: 0, dropped: 0 }
  const texts = known.texts()
  for (const asked of texts) {
    if (performance.now() > until) break
    await nextTurn()
    try {
      next.prepare(asked)
      counts.prepared += 1
    } catch {
      // The next client that asks it is told why.
      counts.dropped += 1
    }
  }
  // The order of use goes on.
  for (const asked of texts.toReversed()) next.touch(asked)
  log.info(counts, 'operations are ready for the new supergraph')
}

export function serveOperations(options: ServedOperationsOptions): ServedOperations {
  const { supergraphs, log } = options
  const metrics = createPreparationMetrics(options.metrics)
  const knownOf = (supergraph: LoadedSupergraph) => new KnownOperations({ ...options, supergraph, metrics })
  let served = { supergraph: supergraphs.current, known: knownOf(supergraphs.current) }
  let next = served
  supergraphs.beforeSwap(async (supergraph) => {
    const known = knownOf(supergraph)
    await prepareAgain(served.known, known, log)
    next = { supergraph, known }
  })
  return () => {
    const { current } = supergraphs
    if (served.supergraph !== current) {
      served = next.supergraph === current ? next : { supergraph: current, known: knownOf(current) }
      // The old one is let go.
      next = served
    }
    return served.known
  }
}
