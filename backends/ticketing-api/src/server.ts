import { randomBytes, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { pino } from 'pino'
import { createTicketingApi } from './api.js'
import type { Dependencies } from './services.js'
import type { TicketingApiSettings } from './settings.js'

/** A connection that is still busy after this long is cut. */
const longestStopMs = 4000

/** The real clock, chance and network. */
const realDependencies = (settings: TicketingApiSettings): Dependencies => ({
  now: () => new Date(),
  uuid: randomUUID,
  bytes: randomBytes,
  fetch,
  pause: (ms) => pause(ms),
  log: pino({ name: 'ticketing-api', level: settings.log }),
})

/**
 * Opens the stand-in on `settings.host:settings.port` (port 0: a free one).
 * `close` lets running requests end, then closes the database.
 * @throws when the port is taken or the database is away.
 */
export const startTicketingApi = async (
  settings: TicketingApiSettings,
  overrides: Partial<Dependencies> = {},
): Promise<{ url: string; close(): Promise<void> }> => {
  const api = await createTicketingApi(settings, { ...realDependencies(settings), ...overrides })
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000 }, api.app)
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(settings.port, settings.host, resolve)
    })
  } catch (error) {
    await api.close()
    throw error
  }
  const { port } = server.address() as AddressInfo
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      const last = setTimeout(() => server.closeAllConnections(), longestStopMs)
      server.close(() => {
        clearTimeout(last)
        resolve()
      })
      server.closeIdleConnections()
    })
  return {
    url: `http://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${port}`,
    close: async () => {
      await stop()
      await api.close()
    },
  }
}
