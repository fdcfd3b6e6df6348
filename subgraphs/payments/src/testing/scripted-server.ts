// A small HTTP server for tests: routes in a list, and a list of everything it was asked.
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One request as a route sees it, and as tests look at it afterwards. */
export interface Asked {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly token: string | null
  readonly text: string
  /** What the parentheses of the route matched. */
  readonly match: readonly string[]
}

export interface Reply {
  readonly status: number
  readonly body?: unknown
}

/** `GET /api/payments/(.*)`: method, and a regular expression for the whole path. */
export type Routes = Readonly<Record<string, (asked: Asked) => Reply | Promise<Reply>>>

export interface ScriptedServer {
  readonly url: string
  readonly asked: Asked[]
  /** `method path` of everything asked so far. */
  log(): string[]
  close(): Promise<void>
}

const nothing: Reply = { status: 404, body: { message: 'Resource not found', code: 'not_found' } }

async function reply(routes: Routes, asked: Omit<Asked, 'match'>, asks: Asked[]): Promise<Reply> {
  for (const [route, answer] of Object.entries(routes)) {
    const [method, path] = route.split(' ')
    const match = new RegExp(`^${path}$`).exec(asked.path)
    if (method !== asked.method || match === null) continue
    const complete = { ...asked, match: match.slice(1) }
    asks.push(complete)
    return answer(complete)
  }
  asks.push({ ...asked, match: [] })
  return nothing
}

export async function startScriptedServer(routes: Routes): Promise<ScriptedServer> {
  const asked: Asked[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
    const url = new URL(request.url ?? '/', 'http://localhost')
    const answer = await reply(
      routes,
      {
        method: request.method ?? '',
        path: url.pathname,
        query: url.searchParams,
        headers: request.headers,
        token: request.headers.authorization?.replace('Bearer ', '') ?? null,
        text: Buffer.concat(chunks).toString('utf8'),
      },
      asked,
    )
    // Status 0: no answer at all.
    if (answer.status === 0) return
    response.writeHead(answer.status, { 'content-type': 'application/json' })
    response.end(answer.status === 204 ? undefined : JSON.stringify(answer.body ?? {}))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    log: () => asked.map(({ method, path }) => `${method} ${path}`),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
