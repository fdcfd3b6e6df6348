// Starts the child process of backends-child.ts and waits until it answers.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { StartStripeDoubleOptions } from '@ticketing/stripe-double'
import type { TicketingApiSettings } from '@ticketing/ticketing-api'
import { stopChild } from './stop-child.js'

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
  readonly pid: number | undefined
  sendWebhooksTo(url: string): void
  close(): Promise<void>
}

async function firstMessage(child: ChildProcess): Promise<ChildMessage> {
  const told = once(child, 'message').then(([message]) => message as ChildMessage)
  const ended = once(child, 'exit').then(
    ([code]): ChildMessage => ({ failed: `the backend process ended with code ${code}` }),
  )
  return Promise.race([told, ended])
}

/** Rejects with one line when a port is taken or the database is away. */
export async function startBackends(settings: BackendsSettings): Promise<RunningBackends> {
  const child = fork(fileURLToPath(new URL('./backends-child.js', import.meta.url)), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // A group of its own: ctrl-c reaches only the parent, which ends this process in its order.
    detached: true,
  })
  child.send(settings)
  const message = await firstMessage(child)
  if ('failed' in message) throw new Error(message.failed)
  return {
    ...message.ready,
    pid: child.pid,
    sendWebhooksTo: (webhookUrl) => child.send({ webhookUrl } satisfies ParentMessage),
    close: () => stopChild(child),
  }
}
