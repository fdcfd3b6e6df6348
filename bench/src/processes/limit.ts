// What a careful hand would write for exactly these four operations: no GraphQL, no sessions, no locks, no checks. It is
// the limit that a gateway can come near to, not a product.
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Pool } from 'undici'
import { backendTokenOf } from '../data.js'
import { endWithParent, settingsOf, tell } from './child.js'
import { createHandWritten } from './hand-written.js'

const { backendUrl } = await settingsOf<{ backendUrl: string }>()
const pool = new Pool(backendUrl, { connections: 256, pipelining: 1 })
const answerOf = createHandWritten(pool)

async function readJson(request: IncomingMessage) {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as {
    operationName: string
    variables: Record<string, string>
  }
}

async function answer(request: IncomingMessage): Promise<Buffer> {
  const { operationName, variables } = await readJson(request)
  const token = backendTokenOf(Number(request.headers['x-bench-caller']))
  return Buffer.from(JSON.stringify({ data: await answerOf(operationName, variables, token) }))
}

const server = createServer((request, response) => {
  answer(request).then(
    (body) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length })
      response.end(body)
    },
    () => response.writeHead(500).end(),
  )
})
server.keepAliveTimeout = 600_000
endWithParent()
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  tell({ ready: `http://127.0.0.1:${port}/graphql` })
})
