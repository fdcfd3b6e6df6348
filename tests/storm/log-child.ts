// What the test and the processes of a log storm tell each other, and how such a process is started and killed.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Acknowledged, Line } from './evidence.js'

export interface WriterOrders {
  readonly name: string
  readonly url: string
  readonly seed: number
  readonly effectsUrl: string
}

/** `promised`: done and recorded. `refused`: nothing was done. `carried`: done, to be recorded. `failed`: must not happen. */
export type WriterReport =
  | { readonly lane: string; readonly acknowledged: readonly Acknowledged[] }
  | { readonly promised: string }
  | { readonly refused: string }
  | { readonly carried: string }
  | { readonly failed: string }

export interface FollowerOrders {
  readonly url: string
  readonly after: bigint
}

export type FollowerReport = readonly Line[]

export interface RunningChild {
  /** SIGKILL; resolves when it is gone and all that it said has been heard. */
  kill(): Promise<void>
}

/** `onEnd`: it ended by itself. */
export interface ChildOptions<Orders, Report> {
  /** Of a module of this folder. */
  readonly module: string
  readonly orders: Orders
  readonly onReport: (report: Report) => void
  readonly onEnd: (code: number | null) => void
}

export function startChild<Orders, Report>(options: ChildOptions<Orders, Report>): RunningChild {
  const child: ChildProcess = fork(fileURLToPath(new URL(`./${options.module}.js`, import.meta.url)), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    serialization: 'advanced',
  })
  child.on('message', (report) => options.onReport(report as Report))
  // It may be killed before it has read its orders.
  child.send(options.orders as object, () => undefined)
  const closed = Promise.all([once(child, 'exit'), once(child, 'disconnect')])
  let killed = false
  child.once('exit', (code) => {
    if (!killed) options.onEnd(code)
  })
  return {
    async kill() {
      killed = true
      child.kill('SIGKILL')
      await closed
    },
  }
}

/** In the child: its orders. Its parent's end is its own. */
export async function receiveOrders<Orders>(): Promise<Orders> {
  process.once('disconnect', () => process.exit(0))
  const [orders] = await once(process, 'message')
  return orders as Orders
}

/** In the child: resolves when it has been sent. */
export const report = (message: WriterReport | FollowerReport): Promise<void> =>
  new Promise((resolve, reject) => {
    process.send?.(message, undefined, undefined, (fault) => (fault ? reject(fault) : resolve()))
  })
