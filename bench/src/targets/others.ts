// What this gateway is compared with.
import { startProcess } from '../children.js'
import { loadPlainSupergraph } from '../supergraph.js'
import type { World } from '../world.js'
import { namedPlainly, type Target, type TargetName } from './target.js'

/** The subgraph processes that stock Apollo and Hive Gateway share; they are never measured at the same time. */
export interface PlainSubgraphs {
  readonly pids: readonly number[]
  readonly supergraphSdl: string
}

export async function startPlainSubgraphs(world: World): Promise<PlainSubgraphs> {
  const urls = new Map<string, string>()
  const pids: number[] = []
  for (const name of ['ticketing', 'payments', 'currency', 'audit']) {
    const { url, pid } = await startProcess('subgraph', { name, world })
    urls.set(name, url)
    pids.push(pid)
  }
  return { pids, supergraphSdl: await loadPlainSupergraph(urls) }
}

export async function startOverSubgraphs(
  name: Extract<TargetName, 'stock-apollo' | 'hive-gateway'>,
  { pids, supergraphSdl }: PlainSubgraphs,
): Promise<Target> {
  const { url, pid } = await startProcess(name, { supergraphSdl })
  return { name, url, pids: [pid, ...pids], headersOf: namedPlainly }
}

export async function startLimit({ backendUrl }: World): Promise<Target> {
  const { url, pid } = await startProcess('limit', { backendUrl })
  return { name: 'limit', url, pids: [pid], headersOf: namedPlainly }
}
