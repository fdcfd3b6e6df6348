// The gateway over any supergraph file: plain GraphQL servers behind it, no sessions, no database, nothing else.
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { SettingsError } from '@ticketing/service-kit'
import type { HttpTransport } from '../execution/http-transport.js'
import { createGateway, type Gateway } from '../gateway.js'
import type { SupergraphSettings } from '../settings.js'
import { followFile } from '../supergraph/follow-file.js'
import { type Base, findSubgraphs, now, openSeal, openTransport } from './base.js'

type OverSupergraph = Base<SupergraphSettings>

function urlsOf(base: OverSupergraph, supergraphSdl: string): ReadonlyMap<string, string> {
  try {
    return findSubgraphs(base, supergraphSdl)
  } catch (fault) {
    if (fault instanceof SettingsError) throw fault
    // What cannot be parsed.
    throw new SettingsError([`SUPERGRAPH_PATH: ${fault instanceof Error ? fault.message : String(fault)}`])
  }
}

/** The ways to a supergraph's subgraphs; a server that an earlier one named too is reached as before. */
function createTransportFinder(base: OverSupergraph) {
  const seal = openSeal(base)
  const opened = new Map<string, HttpTransport>()
  const open = (name: string, url: string): HttpTransport => {
    const key = `${name} ${url}`
    const transport = opened.get(key) ?? openTransport(base, name, url, seal)
    opened.set(key, transport)
    return transport
  }
  return (supergraphSdl: string): ReadonlyMap<string, HttpTransport> => {
    return new Map([...urlsOf(base, supergraphSdl)].map(([name, url]) => [name, open(name, url)]))
  }
}

async function readSupergraph({ SUPERGRAPH_PATH }: SupergraphSettings): Promise<string> {
  try {
    return await readFile(SUPERGRAPH_PATH, 'utf8')
  } catch (fault) {
    throw new SettingsError([`SUPERGRAPH_PATH: ${fault instanceof Error ? fault.message : String(fault)}`])
  }
}

/** Follows the file until `stop`. Rejects when what stands in it cannot be served. */
export async function openGatewayOverSupergraph(base: OverSupergraph): Promise<Gateway> {
  const { settings, log, metrics, stop } = base
  const supergraphSdl = await readSupergraph(settings)
  const transportsOf = createTransportFinder(base)
  const gateway = await createGateway(settings, {
    platform: null,
    subgraphs: transportsOf(supergraphSdl),
    supergraphSdl,
    log,
    metrics,
    now,
    randomId: randomUUID,
  })
  const unfollow = followFile({
    path: settings.SUPERGRAPH_PATH,
    served: supergraphSdl,
    replace: (changed) => gateway.replaceSupergraph(changed, transportsOf(changed)),
    log,
  })
  stop.on('supergraph file', unfollow)
  return gateway
}
