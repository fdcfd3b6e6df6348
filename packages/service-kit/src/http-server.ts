// Opens a port with limits against slow clients, and closes it without waiting for idle connections.

import { once } from 'node:events'
import type { Server, ServerOptions, ServerResponse } from 'node:http'
import { errorCodeOf } from './error-code.js'

/** For http.createServer: some limits are taken only there. A slow request is cut within `requestTimeout` + 1 s. */
export const HTTP_LIMITS = {
  maxHeaderSize: 16_384,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 1_000,
} as const satisfies ServerOptions

/** Load balancers keep idle connections for 60 s; closing first would break their next request. */
const KEEP_ALIVE_MS = 65_000
const DRAIN_MS = 10_000

/** An open port. `close` lets running requests end, for 10 s at most. */
export interface Listening {
  readonly port: number
  readonly url: string
  close(): Promise<void>
}

function portError(error: unknown, port: number, host: string): Error {
  const code = errorCodeOf(error)
  if (code === 'EADDRINUSE')
    return new Error(`Port ${port} on ${host} is taken by another program`, { cause: error })
  if (code === 'EACCES')
    return new Error(`Port ${port} on ${host} is not allowed for this user`, { cause: error })
  if (code === 'EADDRNOTAVAIL') return new Error(`This machine has no address ${host}`, { cause: error })
  return error instanceof Error ? error : new Error(String(error))
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeIdleConnections()
  const force = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
  await closed
  clearTimeout(force)
}

/** Tells a keep-alive client in its last answer to come back on another connection. */
function letGoWhenClosing(server: Server): void {
  server.prependListener('request', (_request: unknown, response: ServerResponse) => {
    if (!server.listening && !response.headersSent) response.setHeader('connection', 'close')
    response.once('close', () => {
      if (!server.listening) setImmediate(() => server.closeIdleConnections())
    })
  })
}

/** Listens; port 0 takes a free one. Throws one line when the port cannot be had. */
export async function listen(server: Server, address: { port: number; host: string }): Promise<Listening> {
  const { port: wanted, host } = address
  server.headersTimeout = HTTP_LIMITS.headersTimeout
  server.requestTimeout = HTTP_LIMITS.requestTimeout
  server.keepAliveTimeout = KEEP_ALIVE_MS
  // Their size is limited. By count, node would drop the last ones without a word, and a token may be among them.
  server.maxHeadersCount = 0
  letGoWhenClosing(server)
  server.listen(wanted, host)
  try {
    await once(server, 'listening')
  } catch (error) {
    throw portError(error, wanted, host)
  }
  const bound = server.address()
  const port = typeof bound === 'object' && bound !== null ? bound.port : wanted
  return {
    port,
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    close: () => close(server),
  }
}
