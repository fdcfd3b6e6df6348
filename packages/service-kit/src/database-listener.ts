// LISTEN on a connection of its own that comes back by itself after the database was away.

import pg from 'pg'
import type { Log } from './log.js'

const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 5_000

/** What one listener hears. */
interface Subscriber {
  /** The text that NOTIFY carried. */
  onNotify(payload: string): void
  /** The connection was lost: messages may have been missed, whatever was derived from them is in doubt. */
  onGap(): void
}

/** Subscriptions to channels, sharing one connection. */
export interface DatabaseListener {
  /** Resolves when the database confirmed; rejects when it cannot be reached now. */
  subscribe(channel: string, subscriber: Subscriber): Promise<() => Promise<void>>
  close(): Promise<void>
}

/** Connects at the first subscription. */
export function createDatabaseListener(options: { config: pg.ClientConfig; log: Log }): DatabaseListener {
  const { config, log } = options
  const channels = new Map<string, Set<Subscriber>>()
  let connection: Promise<pg.Client> | null = null
  let retry: NodeJS.Timeout | null = null
  let closed = false

  const subscribers = () => [...channels.values()].flatMap((set) => [...set])

  function onLost(client: pg.Client): void {
    client.removeAllListeners('notification')
    client.end().catch(() => undefined)
    connection = null
    if (closed) return
    log.warn('the connection that listens for notifications is lost')
    for (const subscriber of subscribers()) subscriber.onGap()
    reconnect(FIRST_PAUSE_MS)
  }

  function reconnect(pauseMs: number): void {
    retry = setTimeout(() => {
      retry = null
      if (closed || channels.size === 0) return
      connected().then(
        () => {
          // Whatever was sent while nobody listened is lost too.
          for (const subscriber of subscribers()) subscriber.onGap()
        },
        () => reconnect(Math.min(pauseMs * 2, LONGEST_PAUSE_MS)),
      )
    }, pauseMs)
  }

  async function connect(): Promise<pg.Client> {
    const client = new pg.Client(config)
    let ready = false
    client.on('error', () => {
      if (ready) onLost(client)
      ready = false
    })
    client.on('notification', ({ channel, payload = '' }) => {
      for (const subscriber of channels.get(channel) ?? []) subscriber.onNotify(payload)
    })
    try {
      await client.connect()
      for (const channel of channels.keys()) await client.query(`LISTEN ${client.escapeIdentifier(channel)}`)
    } catch (error) {
      client.end().catch(() => undefined)
      throw error
    }
    ready = true
    return client
  }

  function connected(): Promise<pg.Client> {
    if (connection === null) {
      const attempt = connect()
      connection = attempt
      attempt.catch(() => {
        if (connection === attempt) connection = null
      })
    }
    return connection
  }

  async function unsubscribe(channel: string, subscriber: Subscriber): Promise<void> {
    const set = channels.get(channel)
    if (set?.delete(subscriber) !== true || set.size > 0) return
    channels.delete(channel)
    const client = await connection?.catch(() => null)
    await client?.query(`UNLISTEN ${client.escapeIdentifier(channel)}`).catch(() => undefined)
  }

  return {
    async subscribe(channel, subscriber) {
      const set = channels.get(channel) ?? new Set()
      channels.set(channel, set.add(subscriber))
      try {
        const client = await connected()
        // Again for a channel that came after the connection; repeating it is harmless.
        await client.query(`LISTEN ${client.escapeIdentifier(channel)}`)
      } catch (error) {
        await unsubscribe(channel, subscriber)
        throw error
      }
      return () => unsubscribe(channel, subscriber)
    },
    async close() {
      closed = true
      if (retry !== null) clearTimeout(retry)
      const client = await connection?.catch(() => null)
      await client?.end()
    },
  }
}
