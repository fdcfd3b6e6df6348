// Leaving in order: what was opened last is closed first, once, within a time.

import type { Log } from './log.js'

/** Collects what must be closed. */
export interface Stop {
  /** Aborts when the stop begins. A start that is still under way must end then, and begin nothing new. */
  readonly signal: AbortSignal
  /** Closers run in the reverse order of registration; one that comes when all have run is run at once. */
  on(name: string, close: () => Promise<void>): void
  /** Closes everything, once; resolves to whether all of it closed well and in time. Calling again waits for the same. */
  now(reason: string): Promise<boolean>
  /** SIGTERM and SIGINT stop and then exit: 0, or 1 when something did not close. */
  onSignals(process: NodeJS.Process): void
}

/** `timeoutMs` bounds all closers together. */
export function createStop(options: { readonly log: Log; readonly timeoutMs: number }): Stop {
  const { log, timeoutMs } = options
  const closers: { name: string; close: () => Promise<void> }[] = []
  const begun = new AbortController()
  let stopping: Promise<boolean> | null = null
  let ended = false

  async function closeAll(progress: { at: string }): Promise<boolean> {
    let clean = true
    for (let next = closers.pop(); next !== undefined; next = closers.pop()) {
      progress.at = next.name
      try {
        await next.close()
      } catch (err) {
        clean = false
        log.error({ err, closing: next.name }, 'closing failed')
      }
    }
    return clean
  }

  async function stop(reason: string): Promise<boolean> {
    log.info({ reason }, 'stopping')
    begun.abort(new Error(`Stopped: ${reason}`))
    const progress = { at: '' }
    let timer: NodeJS.Timeout | undefined
    const timeout = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => {
        log.error({ closing: progress.at, timeoutMs }, 'closing takes too long, leaving anyway')
        resolve(false)
      }, timeoutMs)
    })
    const clean = await Promise.race([closeAll(progress), timeout])
    clearTimeout(timer)
    ended = true
    log.info({ clean }, 'stopped')
    return clean
  }

  function now(reason: string): Promise<boolean> {
    stopping ??= stop(reason)
    return stopping
  }

  return {
    signal: begun.signal,
    on: (name, close) => {
      closers.push({ name, close })
      if (ended) void closeAll({ at: name })
    },
    now,
    onSignals(process) {
      // npm passes a ctrl-c on that node has already got from the terminal: a second signal is no hurry.
      const onSignal = (signal: string) => {
        void now(signal).then((clean) => process.exit(clean ? 0 : 1))
      }
      process.on('SIGTERM', onSignal)
      process.on('SIGINT', onSignal)
    },
  }
}
