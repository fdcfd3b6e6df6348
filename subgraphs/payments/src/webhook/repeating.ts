// Work that is done every so often, and at once when somebody asks; never twice at a time.
import type { PaymentsLog } from '../parts.js'

export interface Repeating {
  /** Does it as soon as it is not under way; once for however many asked meanwhile. */
  now(): void
  /** Waits for what is under way. */
  close(): Promise<void>
}

export interface RepeatingOptions {
  readonly name: string
  readonly everyMs: number
  readonly work: () => Promise<void>
  readonly log: Pick<PaymentsLog, 'warn' | 'info'>
}

/** Begins at once. A failure is logged, once until it works again; the next time comes all the same. */
export function startRepeating({ name, everyMs, work, log }: RepeatingOptions): Repeating {
  let underWay: Promise<void> | null = null
  let again = false
  let closed = false
  let failing = false

  async function attempt(): Promise<void> {
    try {
      await work()
      if (failing) log.info({ repeating: name }, 'works again')
      failing = false
    } catch (err) {
      if (!failing) log.warn({ err, repeating: name }, 'fails, and is tried again')
      failing = true
    }
  }

  function now(): void {
    if (closed) return
    again = true
    underWay ??= run()
  }

  async function run(): Promise<void> {
    while (again && !closed) {
      again = false
      await attempt()
    }
    underWay = null
  }

  const timer = setInterval(now, everyMs)
  now()
  return {
    now,
    async close() {
      closed = true
      clearInterval(timer)
      await underWay
    },
  }
}
