// Each subgraph as a process of its own, reached over HTTP: the topology of docker-compose on one machine.
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { createHttpTransport, forwardStripeWebhook } from '@ticketing/gateway'
import type { Log, Stop } from '@ticketing/service-kit'
import { createCallSeal } from '@ticketing/session'
import { freePorts } from './free-ports.js'
import type { Subgraphs } from './subgraphs-in-process.js'
import { type SupervisedChild, superviseChild } from './supervised-child.js'
import { untilHealthy } from './until-healthy.js'

/** How far from the gateway's port each answers; the backends are at 1 and 2. */
const DISTANCES = { ticketing: 3, payments: 4, currency: 5, audit: 7 } as const
type Name = keyof typeof DISTANCES
const NAMES = Object.keys(DISTANCES) as readonly Name[]

export const SUBGRAPH_DISTANCES: readonly number[] = Object.values(DISTANCES)

export interface SubgraphProcessesOptions {
  /** The environment of every subgraph; PORT is added for each. */
  readonly env: Readonly<Record<string, string>>
  readonly host: string
  /** The gateway's port, which theirs are beside; 0 takes free ones. */
  readonly gatewayPort: number
  readonly subgraphSecret: string
  readonly now: () => number
  readonly log: Log
  readonly stop: Stop
}

function forkSubgraph(name: Name, env: Readonly<Record<string, string>>): ChildProcess {
  const main = new URL('./main.js', import.meta.resolve(`@ticketing/subgraph-${name}`))
  return fork(fileURLToPath(new URL('./subgraph-child.js', import.meta.url)), [fileURLToPath(main)], {
    env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // A group of its own: ctrl-c reaches only the parent, which ends this process after the gateway.
    detached: true,
  })
}

/** Resolves, once it is ready, to its address. */
function superviseSubgraph(
  name: Name,
  port: number,
  { env, host, log, now }: SubgraphProcessesOptions,
): SupervisedChild<string> {
  const url = `http://${host}:${port}`
  return superviseChild({
    name: `subgraph ${name}`,
    log,
    now,
    fork: () => forkSubgraph(name, { ...env, HOST: host, PORT: String(port) }),
    untilReady: async (child) => {
      await untilHealthy(child, url, name)
      return url
    },
  })
}

/** Rejects with one line that names the subgraph that did not start. */
export async function startSubgraphProcesses(options: SubgraphProcessesOptions): Promise<Subgraphs> {
  const { gatewayPort, subgraphSecret, now, stop } = options
  const ports =
    gatewayPort === 0 ? await freePorts(NAMES.length) : NAMES.map((name) => gatewayPort + DISTANCES[name])
  stop.signal.throwIfAborted()
  const children = NAMES.map((name, index) => superviseSubgraph(name, ports[index] ?? 0, options))
  stop.on('subgraphs', async () => {
    await Promise.all(children.map((child) => child.close()))
  })
  const urls = await Promise.all(children.map(({ ready }) => ready))
  const seal = createCallSeal({ secret: subgraphSecret, now })
  const transports = NAMES.map((name, index) => {
    const transport = createHttpTransport({ name, url: `${urls[index]}/graphql`, seal })
    stop.on(`connections to ${name}`, transport.close)
    return [name, transport] as const
  })
  return {
    transports: new Map(transports),
    stripeWebhook: forwardStripeWebhook(`${urls[NAMES.indexOf('payments')]}/graphql`),
  }
}
