// Each subgraph as a process of its own, reached over HTTP: the topology of docker-compose on one machine.
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { createHttpTransport, forwardStripeWebhook } from '@ticketing/gateway'
import type { Stop } from '@ticketing/service-kit'
import { createCallSeal } from '@ticketing/session'
import { freePorts } from './free-ports.js'
import { stopChild } from './stop-child.js'
import type { Subgraphs } from './subgraphs-in-process.js'
import { untilHealthy } from './until-healthy.js'

const NAMES = ['ticketing', 'payments', 'currency'] as const
type Name = (typeof NAMES)[number]

export interface SubgraphProcessesOptions {
  /** The environment of every subgraph; PORT is added for each. */
  readonly env: Readonly<Record<string, string>>
  readonly host: string
  /** The first port; null takes free ones. */
  readonly firstPort: number | null
  readonly subgraphSecret: string
  readonly now: () => number
  readonly stop: Stop
}

async function startOne(name: Name, port: number, options: SubgraphProcessesOptions): Promise<string> {
  const { env, host, stop } = options
  const main = new URL('./main.js', import.meta.resolve(`@ticketing/subgraph-${name}`))
  const child = fork(fileURLToPath(new URL('./subgraph-child.js', import.meta.url)), [fileURLToPath(main)], {
    env: { ...env, HOST: host, PORT: String(port) },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // A group of its own: ctrl-c reaches only the parent, which ends this process after the gateway.
    detached: true,
  })
  stop.on(`subgraph ${name}`, () => stopChild(child))
  const url = `http://${host}:${port}`
  await untilHealthy(child, url, name)
  return url
}

/** Rejects with one line that names the subgraph that did not start. */
export async function startSubgraphProcesses(options: SubgraphProcessesOptions): Promise<Subgraphs> {
  const { firstPort, subgraphSecret, now, stop } = options
  const ports =
    firstPort === null ? await freePorts(NAMES.length) : NAMES.map((_, index) => firstPort + index)
  const urls = await Promise.all(NAMES.map((name, index) => startOne(name, ports[index] ?? 0, options)))
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
