// Keeps the child process of backends-child.ts running, on the ports of its first start.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Log, Stop } from '@ticketing/service-kit'
import type { StartStripeDoubleOptions } from '@ticketing/stripe-double'
import type { TicketingApiSettings } from '@ticketing/ticketing-api'
import { superviseChild } from './supervised-child.js'

const NAME = 'stand-in backend and Stripe double'

/** What the child is told first: plain data, since it crosses a process border. */
export interface BackendsSettings {
  readonly ticketingApi: Omit<TicketingApiSettings, 'stripeApiBase'>
  readonly stripeDouble: Pick<StartStripeDoubleOptions, 'port' | 'host' | 'dataDir' | 'webhookSecret'>
}

/** What the child is told later: where the double posts its webhooks. */
export interface ParentMessage {
  readonly webhookUrl: string
}

/** Accounts that the stand-in's seed holds. */
export interface DemoAccounts {
  readonly emails: readonly string[]
  readonly password: string
}

interface Ready {
  readonly ticketingApiUrl: string
  readonly stripeUrl: string
  readonly demo: DemoAccounts
}

/** What the child answers, once. */
export type ChildMessage = { readonly ready: Ready } | { readonly failed: string }

export interface RunningBackends extends Ready {
  /** Of the process of the moment. */
  readonly pid: number | undefined
  sendWebhooksTo(url: string): void
}

async function untilReady(child: ChildProcess): Promise<Ready> {
  const told = once(child, 'message').then(([message]) => message as ChildMessage)
  const ended = once(child, 'exit').then(
    ([code, signal]): ChildMessage => ({ failed: `the backend process ended with ${code ?? signal}` }),
  )
  const message = await Promise.race([told, ended])
  if ('failed' in message) throw new Error(message.failed)
  return message.ready
}

function forkBackends(settings: BackendsSettings): ChildProcess {
  const child = fork(fileURLToPath(new URL('./backends-child.js', import.meta.url)), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // A group of its own: ctrl-c reaches only the parent, which ends this process in its order.
    detached: true,
  })
  child.send(settings)
  return child
}

const portOf = (url: string): number => Number(new URL(url).port)

/** Free ports were taken once; whoever knows the addresses must find a restarted process there. */
const onPortsOf = ({ ticketingApi, stripeDouble }: BackendsSettings, ready: Ready): BackendsSettings => ({
  ticketingApi: { ...ticketingApi, port: portOf(ready.ticketingApiUrl) },
  stripeDouble: { ...stripeDouble, port: portOf(ready.stripeUrl) },
})

/** Closed by `stop`. Rejects with one line when a port is taken or the database is away. */
export async function startBackends(
  settings: BackendsSettings,
  { log, now, stop }: { readonly log: Log; readonly now: () => number; readonly stop: Stop },
): Promise<RunningBackends> {
  let current = settings
  let webhooks: ParentMessage | null = null
  const sendWebhooks = (child: ChildProcess) => {
    if (webhooks !== null && child.connected) child.send(webhooks)
  }
  const supervised = superviseChild({
    name: NAME,
    log,
    now,
    fork: () => forkBackends(current),
    untilReady,
    onBack: sendWebhooks,
  })
  stop.on(NAME, supervised.close)
  const ready = await supervised.ready
  current = onPortsOf(settings, ready)
  return {
    ...ready,
    get pid() {
      return supervised.child.pid
    },
    sendWebhooksTo(webhookUrl) {
      webhooks = { webhookUrl }
      sendWebhooks(supervised.child)
    },
  }
}
