// The public port: limits against slow and oversized requests, one place where every failure becomes an answer.
import { createServer, type RequestListener, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { HTTP_LIMITS, type Listening, type Log, listen } from '@ticketing/service-kit'
import type { GatewaySettings } from '../settings.js'
import { createExchange, type Exchange } from './exchange.js'
import { refuse } from './refusal.js'

/** More than node's own limit, so that a token that is too long is told what it is, and not that nobody could read it. */
const MAX_HEADER_BYTES = 32_768

/** The gateway as a server. */
export interface GatewayServer {
  /** For a server of somebody else's, such as a test's. */
  readonly handler: RequestListener
  /** Opens the port of the settings; port 0 takes a free one. Rejects with one line when the port cannot be had. */
  start(): Promise<{ readonly url: string; readonly port: number }>
  /** From now on /readyz says no; requests are still answered. */
  drain(): void
  /** Lets running requests end, then closes. */
  close(): Promise<void>
}

export interface GatewayServerOptions {
  readonly settings: Pick<GatewaySettings, 'HOST' | 'PORT' | 'PUBLIC_URL'>
  readonly log: Log
  readonly randomId: () => string
  readonly answer: (exchange: Exchange) => Promise<void> | undefined
  readonly drain: () => void
  readonly close: () => Promise<void>
}

// What cannot be parsed never becomes a request; node would close without a body.
function answerUnparsable(fault: Error & { code?: string }, socket: Socket, requestId: string): void {
  if (fault.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const status = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 }[fault.code ?? ''] ?? 400
  const body = JSON.stringify({
    errors: [
      { message: 'The request cannot be read.', extensions: { code: 'BAD_USER_INPUT', retryable: false } },
    ],
  })
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\ncontent-type: application/json\r\n` +
      `x-request-id: ${requestId}\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}

// Nobody can follow a link to a wildcard address.
const reachable = (url: string): string => url.replace(/^http:\/\/(0\.0\.0\.0|\[::\]):/, 'http://localhost:')

export function createGatewayServer({
  settings,
  log,
  randomId,
  answer,
  ...own
}: GatewayServerOptions): GatewayServer {
  let listening: Listening | null = null
  let publicUrl = settings.PUBLIC_URL ?? reachable(`http://${settings.HOST}:${settings.PORT}`)

  const handler: RequestListener = (request, response) => {
    const exchange = createExchange(request, response, publicUrl)
    try {
      answer(exchange)?.catch((fault: unknown) => refuse(exchange, fault, log))
    } catch (fault) {
      refuse(exchange, fault, log)
    }
  }

  return {
    handler,
    async start() {
      const server = createServer({ ...HTTP_LIMITS, maxHeaderSize: MAX_HEADER_BYTES }, handler).on(
        'clientError',
        (fault, socket) => answerUnparsable(fault, socket as Socket, randomId()),
      )
      listening = await listen(server, { port: settings.PORT, host: settings.HOST })
      publicUrl = settings.PUBLIC_URL ?? reachable(listening.url)
      return { url: listening.url, port: listening.port }
    },
    drain: own.drain,
    async close() {
      own.drain()
      await listening?.close()
      await own.close()
    },
  }
}
