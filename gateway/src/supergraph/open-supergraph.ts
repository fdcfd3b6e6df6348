// The supergraph that is served, and how another takes its place: loaded wholly apart, then swapped in one step.
import type { Log, Metrics } from '@ticketing/service-kit'
import { loadSupergraph, type OpenSupergraph } from './load-supergraph.js'
import type { BeforeSwap, Supergraphs, Transports } from './loaded-supergraph.js'

export interface SupergraphOptions {
  /** As composed, access directives included. */
  readonly supergraphSdl: string
  readonly transports: Transports
  readonly log: Log
  readonly metrics: Metrics
}

function createLoader({ log, metrics }: Pick<SupergraphOptions, 'log' | 'metrics'>) {
  const loads = metrics.counter(
    'gateway_supergraph_loads_total',
    'Supergraphs read, and whether they could be served.',
    ['outcome'],
  )
  const stockRuns = metrics.counter(
    'gateway_stock_executions_total',
    "Operations run by @apollo/gateway's executor, by the plan node that ours does not know.",
    ['node'],
  )
  const onStock = (node: string) => stockRuns.inc({ node })
  /** `ready` may still refuse what was loaded. */
  return async (
    supergraphSdl: string,
    transports: Transports,
    ready: BeforeSwap,
  ): Promise<OpenSupergraph> => {
    try {
      const next = await loadSupergraph(supergraphSdl, { transports, log, onStock })
      await ready(next)
      loads.inc({ outcome: 'served' })
      return next
    } catch (fault) {
      loads.inc({ outcome: 'refused' })
      throw fault
    }
  }
}

/** Rejects, with the reason, when the supergraph cannot be served. */
export async function openSupergraph(options: SupergraphOptions): Promise<Supergraphs> {
  const load = createLoader(options)
  let listener: BeforeSwap = async () => {}
  let current = await load(options.supergraphSdl, options.transports, async () => {})
  let isStopped = false
  let last: Promise<unknown> = Promise.resolve()

  async function swap(supergraphSdl: string, transports?: Transports): Promise<void> {
    if (isStopped) throw new Error('the gateway is stopping')
    const old = current
    current = await load(supergraphSdl, transports ?? old.transports, listener)
    await old.stop()
  }

  return {
    get current() {
      return current
    },
    beforeSwap(newListener) {
      listener = newListener
    },
    replace(supergraphSdl, transports) {
      const swapped = last.then(() => swap(supergraphSdl, transports))
      last = swapped.catch(() => undefined)
      return swapped
    },
    async stop() {
      isStopped = true
      await last
      await current.stop()
    },
  }
}
