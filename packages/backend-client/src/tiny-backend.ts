// For the tests: a backend on a free port that does what each test says, and a client whose log can be read.
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { createMetrics, type Metrics } from '@ticketing/service-kit'
import { createBackendClient } from './backend-client.js'
import type { BackendClientOptions } from './options.js'
import type { BackendCall, BackendClient } from './request.js'

export interface Seen {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

export interface TinyBackend extends AsyncDisposable {
  readonly url: string
  readonly port: number
  readonly seen: Seen[]
  /** Resolves when so many requests have come in. */
  whenSeen(count: number): Promise<void>
}

type Answer = (seen: Seen, response: ServerResponse, request: IncomingMessage) => void

export async function startTinyBackend(answer: Answer, port = 0): Promise<TinyBackend> {
  const seen: Seen[] = []
  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request
    const one = { method, url, headers, body: await text(request) }
    seen.push(one)
    server.emit('seen')
    answer(one, response, request)
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const bound = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${bound}`,
    port: bound,
    seen,
    async whenSeen(count) {
      while (seen.length < count) await once(server, 'seen')
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

export function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

export interface TestClient extends BackendClient, AsyncDisposable {
  /** All that was logged, as text. */
  readonly logged: string[]
  readonly metrics: Metrics
}

export function connect(baseUrl: string, options: Partial<BackendClientOptions> = {}): TestClient {
  const logged: string[] = []
  const write = (facts: object, message: string) => void logged.push(`${message} ${JSON.stringify(facts)}`)
  const metrics = createMetrics()
  const client = createBackendClient({
    baseUrl,
    log: { warn: write, info: write },
    metrics,
    now: Date.now,
    random: () => 0,
    retry: { baseDelayMs: 1 },
    ...options,
  })
  return { ...client, logged, metrics, [Symbol.asyncDispose]: () => client.close() }
}

/** A guest's call with ten seconds to go. */
export function aCall(of: Partial<BackendCall> = {}): BackendCall {
  return {
    token: null,
    guestCartId: null,
    language: 'en',
    requestId: 'request-1',
    deadline: Date.now() + 10_000,
    signal: new AbortController().signal,
    ...of,
  }
}
