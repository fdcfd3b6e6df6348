// Asks the database to seal soon after something was recorded: many appends, one sealing.
import type { Database, Log } from '@ticketing/service-kit'

const SOON_MS = 10

/** `seal`: all that was committed before, and waits for others who are at it. `soon`: in a moment, once for many. */
export interface Sealer {
  seal(): Promise<void>
  /** What can be sealed at once. */
  trySeal(): Promise<void>
  soon(): void
  /** Waits for what is under way. */
  close(): Promise<void>
}

/** As many as the function seals at a time. */
const FULL = 5000

export function createSealer({ database, log }: { readonly database: Database; readonly log: Log }): Sealer {
  let timer: NodeJS.Timeout | null = null
  let running: Promise<void> | null = null
  let again = false
  let closed = false
  let waiting: Promise<void> | null = null
  let next: Promise<void> | null = null

  async function run(wait: boolean): Promise<void> {
    for (;;) {
      const [row] = await database.query<{ moved: string }>('SELECT event_log.seal($1) AS moved', [wait])
      if (Number(row?.moved) < FULL) return
    }
  }

  function wait(): Promise<void> {
    next = null
    const mine = run(true).finally(() => {
      if (waiting === mine) waiting = null
    })
    waiting = mine
    return mine
  }

  /**
   * One under way may have begun before what the caller wants to see was committed: all who come meanwhile share the one
   * after it. So sealing has one connection, however many read, and leaves the others to appends while it is held up.
   */
  function seal(): Promise<void> {
    if (next !== null) return next
    if (waiting === null) return wait()
    next = waiting.then(wait, wait)
    return next
  }

  function onTime(): void {
    timer = null
    running = run(false)
      .catch((err: unknown) => log.warn({ err }, 'events wait for being sealed'))
      .finally(() => {
        running = null
        if (again) soon()
      })
  }

  function soon(): void {
    again = running !== null
    if (again || closed || timer !== null) return
    timer = setTimeout(onTime, SOON_MS)
  }

  return {
    seal,
    trySeal: () => run(false),
    soon,
    async close() {
      closed = true
      if (timer !== null) clearTimeout(timer)
      await running
    },
  }
}
