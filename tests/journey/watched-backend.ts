// Stands between the platform and the stand-in: sees every REST call, and can hold them back until a wave is complete.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** One REST call as it came in. */
export interface WatchedCall {
  /** `GET /api/products/{id}`. */
  readonly name: string
  readonly token: string | null
  readonly language: string | null
}

export interface WatchedBackend {
  readonly url: string
  /** In the order of their arrival, since the last `forget`. */
  readonly calls: readonly WatchedCall[]
  forget(): void
  /**
   * From now on the calls of one wave are answered when all of them are here, and those of the next only afterwards. A
   * call that stands in no wave, or comes before its own, is answered 500. The first wave begins with the next call.
   */
  expectWaves(waves: readonly (readonly string[])[]): void
  close(): Promise<void>
}

const UUID = /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/i

/** The segments that name one thing are taken for its id. */
function nameOf({ method, url = '/' }: IncomingMessage): string {
  const { pathname } = new URL(url, 'http://backend')
  const segments = pathname.split('/').map((part) => (/^\d+$/.test(part) || UUID.test(part) ? '{id}' : part))
  return `${method} ${segments.join('/')}`
}

interface Wave {
  readonly missing: string[]
  readonly complete: Promise<void>
  readonly open: () => void
}

function toWave(names: readonly string[]): Wave {
  let open = () => {}
  const complete = new Promise<void>((resolve) => {
    open = resolve
  })
  return { missing: [...names], complete, open }
}

/** Whether the call may be answered, once it may be. */
function createGate() {
  let waves: Wave[] | null = null
  return {
    expect(names: readonly (readonly string[])[]) {
      waves = names.map(toWave)
    },
    async pass(name: string): Promise<boolean> {
      if (waves === null) return true
      const wave = waves.find(({ missing }) => missing.length > 0)
      const index = wave?.missing.indexOf(name) ?? -1
      if (wave === undefined || index < 0) return false
      wave.missing.splice(index, 1)
      if (wave.missing.length === 0) wave.open()
      await wave.complete
      return true
    },
    lift() {
      waves = null
    },
  }
}

async function forward(target: string, request: IncomingMessage, body: Buffer, response: ServerResponse) {
  const { host: _host, connection: _connection, 'content-length': _length, ...headers } = request.headers
  const answer = await fetch(target + (request.url ?? '/'), {
    method: request.method ?? 'GET',
    headers: headers as Record<string, string>,
    body: body.length === 0 ? null : new Uint8Array(body),
    redirect: 'manual',
  })
  const content = Buffer.from(await answer.arrayBuffer())
  const type = answer.headers.get('content-type')
  response.writeHead(answer.status, {
    ...(type === null ? {} : { 'content-type': type }),
    ...(answer.status === 204 ? {} : { 'content-length': content.length }),
  })
  response.end(content)
}

/** `target`: the address of the stand-in. */
export async function watchBackend(target: string): Promise<WatchedBackend> {
  const calls: WatchedCall[] = []
  const gate = createGate()
  const server = createServer(async (request, response) => {
    const name = nameOf(request)
    const { authorization, 'accept-language': language } = request.headers
    calls.push({ name, token: authorization ?? null, language: language ?? null })
    try {
      const body = await buffer(request)
      if (await gate.pass(name)) await forward(target, request, body, response)
      else response.writeHead(500, { 'content-type': 'application/json' }).end('{"message":"not expected"}')
    } catch (fault) {
      response.destroy(fault as Error)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    forget() {
      calls.length = 0
      gate.lift()
    },
    expectWaves: gate.expect,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
