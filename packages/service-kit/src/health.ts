// Whether this process can take requests: asked by load balancers, answered without details.

import type { Log } from './log.js'

const CHECK_TIMEOUT_MS = 2_000

/** The answer to "are you ready". */
export interface Readiness {
  readonly ok: boolean
  readonly checks: Readonly<Record<string, 'ok' | 'failed'>>
}

/** The checks of one process. */
export interface Health {
  /** A check fails by rejecting; its signal aborts when its time is over. */
  add(name: string, check: (signal: AbortSignal) => Promise<void>): void
  ready(): Promise<Readiness>
  /** From now on never ready: the process is on its way out. */
  drain(): void
}

/** A check that takes longer than `timeoutMs` (default 2 s) has failed. Why a check failed goes to the log only. */
export function createHealth(options: { readonly log?: Log; readonly timeoutMs?: number } = {}): Health {
  const checks = new Map<string, (signal: AbortSignal) => Promise<void>>()
  let draining = false

  async function run(name: string, check: (signal: AbortSignal) => Promise<void>): Promise<'ok' | 'failed'> {
    const signal = AbortSignal.timeout(options.timeoutMs ?? CHECK_TIMEOUT_MS)
    const timeout = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    })
    try {
      await Promise.race([check(signal), timeout])
      return 'ok'
    } catch (err) {
      options.log?.warn({ err, check: name }, 'a readiness check failed')
      return 'failed'
    }
  }

  return {
    add: (name, check) => {
      checks.set(name, check)
    },
    async ready() {
      const results = await Promise.all(
        [...checks].map(async ([name, check]) => [name, await run(name, check)] as const),
      )
      return {
        ok: !draining && results.every(([, result]) => result === 'ok'),
        checks: Object.fromEntries(results),
      }
    },
    drain: () => {
      draining = true
    },
  }
}
