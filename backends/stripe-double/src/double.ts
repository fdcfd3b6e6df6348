/** The double without a port: replayed state, rules over HTTP, webhooks. */
import { randomInt } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Logger, pino } from 'pino'
import { type Change, createStore } from './core/state.js'
import { createApp } from './http/app.js'
import { memoryJournal, openJournal } from './journal/journal.js'
import { createLedger } from './ledger.js'
import { createCourier } from './webhooks/courier.js'
import { createPostEvent } from './webhooks/post-event.js'

export interface StripeDoubleOptions {
  /** Folder of the journal; without it all is kept in memory only. */
  readonly dataDir?: string | undefined
  /** Where events are posted; without it they wait until `setWebhookUrl`. */
  readonly webhookUrl?: string | undefined
  /** Signs the webhooks. */
  readonly webhookSecret: string
  /** Waits between tries to deliver a webhook; the last one repeats, for three days. Default: 0.5 s doubling to 64 s. */
  readonly retryDelaysMs?: readonly number[] | undefined
  /** Epoch milliseconds. Default: Date.now. */
  readonly now?: (() => number) | undefined
  /** `length` random letters and digits. */
  readonly newToken?: ((length: number) => string) | undefined
  readonly fetch?: typeof globalThis.fetch | undefined
  /** Default: silent. */
  readonly log?: Logger | undefined
}

export interface StripeDouble {
  /** For `http.createServer`. */
  readonly handler: (request: IncomingMessage, response: ServerResponse) => void
  /** From now on webhooks go there, those that still wait included; undefined lets them wait. */
  setWebhookUrl(url: string | undefined): void
  /** Stops deliveries under way (a later start takes them up again) and closes the journal. */
  close(): Promise<void>
}

const DEFAULT_DELAYS_MS = [500, 1000, 2000, 4000, 8000, 16_000, 32_000, 64_000]

/** Replays the journal and goes on with deliveries that were not taken. Rejects when the journal cannot be read. */
export async function createStripeDouble(options: StripeDoubleOptions): Promise<StripeDouble> {
  const { dataDir, webhookUrl, webhookSecret, retryDelaysMs = DEFAULT_DELAYS_MS, now = Date.now } = options
  const { newToken = randomToken, fetch = globalThis.fetch, log = pino({ level: 'silent' }) } = options
  const store = createStore()
  const journal = dataDir === undefined ? memoryJournal : await openJournal(dataDir, store.apply)

  const courier = createCourier({
    url: webhookUrl,
    post: createPostEvent({ secret: webhookSecret, now, fetch }),
    retryDelaysMs,
    now,
    log,
    onSettled: (eventId) => ledger.settleDelivery(eventId),
  })
  const ledger = createLedger({ store, journal, now, onCommitted: deliverEvents })

  function deliverEvents(changes: readonly Change[]): void {
    for (const change of changes) if (change.kind === 'event') courier.deliver(change.event)
  }

  for (const eventId of store.state.undelivered) {
    const event = store.state.events.get(eventId)
    if (event) courier.deliver(event)
  }

  return {
    handler: createApp({ ledger, newToken, log }),
    setWebhookUrl: courier.setUrl,
    close: async () => {
      await courier.close()
      await ledger.idle()
      await journal.close()
    },
  }
}

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

function randomToken(length: number): string {
  return Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
}
