// What both kinds of gateway process are built from.
import { type Log, type Metrics, SettingsError, type Stop } from '@ticketing/service-kit'
import { type CallSeal, createCallSeal } from '@ticketing/session'
import { createHttpTransport, type HttpTransport } from '../execution/http-transport.js'
import { type ProcessSettings, subgraphUrlSetting } from '../settings.js'
import { subgraphUrls } from '../supergraph/subgraph-names.js'

/** What every part is opened with. */
export interface Base<Settings extends ProcessSettings = ProcessSettings> {
  readonly settings: Settings
  readonly log: Log
  readonly metrics: Metrics
  readonly stop: Stop
}

export const now = Date.now

/** By name, as composed unless SUBGRAPH_URL_<NAME> says otherwise. Throws SettingsError for one that is nowhere. */
export function findSubgraphs({ settings }: Pick<Base, 'settings'>, supergraphSdl: string) {
  const found = [...subgraphUrls(supergraphSdl)].map(([name, composed]) => {
    const setting = subgraphUrlSetting(name)
    const url = settings.subgraphUrls.get(setting) ?? composed
    if (url === '') throw new SettingsError([`${setting}: is not set`])
    if (!URL.canParse(url) || !/^https?:/.test(url)) {
      throw new SettingsError([`${setting}: the supergraph has no http URL for ${name}: set one`])
    }
    return [name, url] as const
  })
  return new Map(found)
}

/** Null without SUBGRAPH_SECRET. */
export const openSeal = ({ settings }: Pick<Base, 'settings'>): CallSeal | null =>
  settings.SUBGRAPH_SECRET === undefined ? null : createCallSeal({ secret: settings.SUBGRAPH_SECRET, now })

/** Closed by `stop`. */
export function openTransport(
  { stop }: Base,
  name: string,
  url: string,
  seal: CallSeal | null,
): HttpTransport {
  const transport = createHttpTransport({ name, url, seal })
  stop.on(`connections to ${name}`, transport.close)
  return transport
}
