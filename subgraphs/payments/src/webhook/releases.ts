// An admin lets a parked event go on by an event in the log, which is followed here; what was not heard is looked for.
import { type EventLog, type SealedEvent, webhookStream } from '@ticketing/event-log'
import type { PaymentsLog } from '../parts.js'
import type { Inbox } from './inbox.js'
import { startRepeating } from './repeating.js'

const MOST_AT_A_TIME = 500
const PAUSE_MS = 1_000

export interface ReleasesOptions {
  readonly eventLog: Pick<EventLog, 'readAll' | 'follow'>
  readonly inbox: Pick<Inbox, 'parked' | 'release'>
  /** Between two looks for what was not heard. */
  readonly everyMs: number
  /** Some may be due now. */
  readonly onRelease: () => void
  readonly log: PaymentsLog
}

type Released = Extract<SealedEvent, { type: 'WebhookReleased' }>

const isReleased = (event: SealedEvent): event is Released => event.type === 'WebhookReleased'

/** Hears releases until it is closed. */
export function followReleases(options: ReleasesOptions): { close(): Promise<void> } {
  const { inbox, everyMs, onRelease, log } = options
  const ending = new AbortController()

  async function release(event: Released): Promise<void> {
    if (!(await inbox.release(event.data.webhook, event.position))) return
    log.info({ webhook: event.data.webhook }, 'a parked event of Stripe was released')
    onRelease()
  }

  const looking = startRepeating({
    name: 'looking for released webhooks',
    everyMs,
    log,
    async work() {
      for (const event of await missedReleases(options)) await release(event)
    },
  })
  const following = listen(options, { signal: ending.signal, release, missed: looking.now })
  return {
    async close() {
      ending.abort()
      await Promise.all([looking.close(), following])
    },
  }
}

/** Of those that are parked, the last that was said, where it is a release. */
async function missedReleases({ eventLog, inbox }: ReleasesOptions): Promise<readonly Released[]> {
  const streams = (await inbox.parked(MOST_AT_A_TIME)).map(webhookStream)
  if (streams.length === 0) return []
  const types = ['WebhookParked', 'WebhookReleased'] as const
  const last = new Map<string, SealedEvent>()
  for (let after = 0n; ; ) {
    const events = await eventLog.readAll({ after, filter: { streams, types } })
    for (const event of events) last.set(event.stream, event)
    const newest = events.at(-1)
    if (newest === undefined) break
    after = newest.position
  }
  return [...last.values()].filter(isReleased)
}

interface Listening {
  readonly signal: AbortSignal
  readonly release: (event: Released) => Promise<void>
  /** Something may have been missed. */
  readonly missed: () => void
}

async function listen({ eventLog, log }: ReleasesOptions, { signal, release, missed }: Listening) {
  while (!signal.aborted) {
    try {
      const [newest] = await eventLog.readAll({ direction: 'backwards', limit: 1 })
      // What came before is looked for, from here on it is heard.
      missed()
      const filter = { types: ['WebhookReleased'] as const }
      for await (const events of eventLog.follow({ after: newest?.position ?? 0n, filter, signal })) {
        for (const event of events.filter(isReleased)) await release(event)
      }
    } catch (err) {
      if (signal.aborted) return
      log.warn({ err }, 'releases of webhooks cannot be heard for the moment')
      await pauseUnless(signal)
    }
  }
}

const pauseUnless = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      resolve()
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', end)
      resolve()
    }, PAUSE_MS)
    signal.addEventListener('abort', end, { once: true })
  })
