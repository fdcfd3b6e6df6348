// For tests: a backend over real HTTP that answers what a test tells it to.
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Received {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly headers: IncomingHttpHeaders
  readonly body: unknown
}

/** Status 200, or 204 without a body, unless it says otherwise. */
export interface Reply {
  readonly status?: number
  readonly body?: unknown
  /** Of a redirect. */
  readonly location?: string
}

type Answer = (received: Received, segment: string) => Reply | Promise<Reply>

export interface ScriptedBackend {
  readonly url: string
  /** Everything received since the last `forget`. */
  readonly received: Received[]
  /** `GET /api/products/*`: the star is one segment, handed to `answer`. A later script of the same name wins. */
  on(name: string, answer: Answer): void
  /** Forgets all scripts and everything received. */
  forget(): void
  close(): Promise<void>
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text === '' ? undefined : JSON.parse(text)
}

async function receive(request: IncomingMessage): Promise<Received> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://backend')
  const query = Object.fromEntries(searchParams)
  const { method = '', headers } = request
  return { method, path: pathname, query, headers, body: await readJson(request) }
}

function send(response: ServerResponse, reply: Reply): void {
  const { body, status = body === undefined ? 204 : 200, location } = reply
  response.writeHead(status, {
    'content-type': 'application/json',
    ...(location === undefined ? {} : { location }),
  })
  response.end(body === undefined ? undefined : JSON.stringify(body))
}

/** The backend's refusals all look alike. */
export const refusal = (status: number, code: string, more: object = {}): Reply => ({
  status,
  body: { message: 'Refused', code, ...more },
})

export async function startScriptedBackend(): Promise<ScriptedBackend> {
  const scripts = new Map<string, Answer>()
  const received: Received[] = []

  async function answer(request: IncomingMessage): Promise<Reply> {
    const arrived = await receive(request)
    received.push(arrived)
    const { method, path } = arrived
    const last = path.slice(path.lastIndexOf('/') + 1)
    const script =
      scripts.get(`${method} ${path}`) ?? scripts.get(`${method} ${path.slice(0, -last.length)}*`)
    return script ? script(arrived, decodeURIComponent(last)) : refusal(404, 'not_found')
  }

  const server = createServer((request, response) => {
    answer(request).then(
      (reply) => send(response, reply),
      (fault: unknown) => send(response, { status: 500, body: { message: String(fault) } }),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    on: (name, script) => void scripts.set(name, script),
    forget: () => {
      scripts.clear()
      received.length = 0
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
