/** Brings events to the webhook endpoint, again and again until it takes them. */
import type { Logger } from 'pino'
import type { StripeEvent } from '../core/model.js'
import type { PostEvent } from './post-event.js'

export interface Courier {
  /** Queues an event; it waits while no URL is known. */
  deliver(event: StripeEvent): void
  /** From now on events go there; those that wait for another try go at once. */
  setUrl(url: string | undefined): void
  /** Aborts what is under way; resolves when nothing runs any more. */
  close(): Promise<void>
}

interface CourierOptions {
  readonly url: string | undefined
  readonly post: PostEvent
  /** Waits between tries in milliseconds; the last one repeats. */
  readonly retryDelaysMs: readonly number[]
  /** Epoch milliseconds. */
  readonly now: () => number
  readonly log: Logger
  /** The event was taken (2xx), or was tried for three days. */
  readonly onSettled: (eventId: string) => Promise<void>
}

interface Parcel {
  readonly event: StripeEvent
  tries: number
  timer: NodeJS.Timeout | undefined
}

const MOST_AT_ONCE = 8
/** Without a schedule: never a busy loop. */
const LONE_DELAY_MS = 1000
const GIVE_UP_AFTER_S = 3 * 24 * 60 * 60

export function createCourier(options: CourierOptions): Courier {
  const { post, retryDelaysMs, now, log, onSettled } = options
  const stop = new AbortController()
  const ready: Parcel[] = []
  const waiting = new Set<Parcel>()
  const running = new Set<Promise<void>>()
  let url = options.url

  function sendReady(): void {
    while (url !== undefined && running.size < MOST_AT_ONCE && !stop.signal.aborted) {
      const parcel = ready.shift()
      if (!parcel) return
      const run = attempt(parcel, url)
        .catch((error: unknown) => log.error({ err: error, event: parcel.event.id }, 'webhook not settled'))
        .finally(() => {
          running.delete(run)
          sendReady()
        })
      running.add(run)
    }
  }

  async function attempt(parcel: Parcel, target: string): Promise<void> {
    const { id, type, created } = parcel.event
    const failure = await post(target, parcel.event, stop.signal)
    if (stop.signal.aborted && failure !== undefined) return
    parcel.tries += 1
    if (failure === undefined) return onSettled(id)
    if (now() / 1000 - created > GIVE_UP_AFTER_S) {
      log.warn({ event: id, type, failure }, 'webhook given up')
      return onSettled(id)
    }
    log.info({ event: id, type, tries: parcel.tries, failure }, 'webhook will be tried again')
    // While it was under way the endpoint may have moved.
    if (target === url) wait(parcel)
    else ready.push(parcel)
  }

  function wait(parcel: Parcel): void {
    const delay = retryDelaysMs[Math.min(parcel.tries, retryDelaysMs.length) - 1] ?? LONE_DELAY_MS
    waiting.add(parcel)
    parcel.timer = setTimeout(() => wake(parcel), delay)
  }

  function wake(parcel: Parcel): void {
    clearTimeout(parcel.timer)
    if (!waiting.delete(parcel)) return
    ready.push(parcel)
    sendReady()
  }

  return {
    deliver: (event) => {
      ready.push({ event, tries: 0, timer: undefined })
      sendReady()
    },
    setUrl: (next) => {
      url = next
      for (const parcel of [...waiting]) wake(parcel)
      sendReady()
    },
    close: async () => {
      stop.abort()
      for (const parcel of waiting) clearTimeout(parcel.timer)
      waiting.clear()
      await Promise.all(running)
    },
  }
}
