// A small HTTP server of a test's own, on a free port.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { listen } from '@ticketing/service-kit'

export interface SeenRequest {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

export interface HttpDouble {
  readonly url: string
  readonly seen: readonly SeenRequest[]
  close(): Promise<void>
}

/** `answer` is called when the whole request is there. */
export async function startHttpDouble(
  answer: (request: SeenRequest, response: ServerResponse) => unknown,
): Promise<HttpDouble> {
  const seen: SeenRequest[] = []
  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request
    const whole = { method, url, headers, body: await buffer(request) }
    seen.push(whole)
    await answer(whole, response)
  })
  const { url, close } = await listen(server, { port: 0, host: '127.0.0.1' })
  return {
    url,
    seen,
    async close() {
      server.closeAllConnections()
      await close()
    },
  }
}

export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
