// Starts the child process of backends-child.ts and waits until it answers.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { StartStripeDoubleOptions } from '@ticketing/stripe-double'
import type { TicketingApiSettings } from '@ticketing/ticketing-api'

/** What the child is told: plain data, since it crosses a process border. */
export interface BackendsSettings {
  readonly ticketingApi: Omit<TicketingApiSettings, 'stripeApiBase'>
  readonly stripeDouble: Omit<StartStripeDoubleOptions, 'log' | 'now'>
}

/** What the child answers once. */
export type ChildMessage =
  | { readonly ready: { readonly ticketingApiUrl: string; readonly stripeUrl: string } }
  | { readonly failed: string }

export interface RunningBackends {
  readonly ticketingApiUrl: string
  readonly stripeUrl: string
  readonly pid: number | undefined
  close(): Promise<void>
}

async function firstMessage(child: ChildProcess): Promise<ChildMessage> {
  const told = once(child, 'message').then(([message]) => message as ChildMessage)
  const ended = once(child, 'exit').then(
    ([code]): ChildMessage => ({ failed: `the backend process ended with code ${code}` }),
  )
  return Promise.race([told, ended])
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  const impatient = setTimeout(() => child.kill('SIGKILL'), 8_000)
  await exited
  clearTimeout(impatient)
}

/** Rejects with one line when a port is taken or the database is away. */
export async function startBackends(settings: BackendsSettings): Promise<RunningBackends> {
  const child = fork(fileURLToPath(new URL('./backends-child.js', import.meta.url)), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  child.send(settings)
  const message = await firstMessage(child)
  if ('failed' in message) throw new Error(message.failed)
  return { ...message.ready, pid: child.pid, close: () => stop(child) }
}
