// Reconciling every so often, as long as the process lives.
import type { Log } from '@ticketing/service-kit'
import { isBusy, type Reconciler } from './reconciler.js'

/** Before the first run, in which a process that has just started has other things to do. */
const FIRST_AFTER_MS = 60_000

export interface BackgroundOptions {
  readonly reconciler: Reconciler
  readonly everyMs: number
  readonly log: Log
}

/** Resolves when what is under way has stopped; it goes on from there next time. */
export interface Background {
  close(): Promise<void>
}

/** Other processes look as often, and none of them at the same moment. */
const NEARLY = 0.9

async function runOnce({ reconciler, everyMs, log }: BackgroundOptions, signal: AbortSignal): Promise<void> {
  try {
    if (!(await reconciler.isDue(everyMs * NEARLY))) return
    const done = await reconciler.run({ signal })
    log.info({ ...done }, 'compared the event log with the backend')
  } catch (err) {
    if (signal.aborted || isBusy(err)) return
    log.warn({ err }, 'the event log could not be compared with the backend; it goes on from there later')
  }
}

export function startBackground(options: BackgroundOptions): Background {
  const stop = new AbortController()
  let running: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  const after = (ms: number): void => {
    timer = setTimeout(() => {
      running = runOnce(options, stop.signal).then(() => {
        if (!stop.signal.aborted) after(options.everyMs)
      })
    }, ms)
    timer.unref()
  }
  after(Math.min(FIRST_AFTER_MS, options.everyMs))
  return {
    async close() {
      stop.abort()
      clearTimeout(timer)
      await running
    },
  }
}
