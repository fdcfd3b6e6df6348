// The backend: answers that are made already, after the time that the route takes, counted.
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createRoutes, type Reply } from '../backend/routes.js'
import { LATENCY_MS } from '../latency.js'
import { endWithParent, settingsOf, tell } from './child.js'

/** What the parent asks: a count answers `{ calls }`, a new pace answers `{ paced }`. */
export type ResponderQuestion = { readonly count: true } | { readonly slow: boolean }

const findReply = createRoutes()
let calls = 0
let slow = false

function send(response: ServerResponse, { status, body }: Reply): void {
  if (status === 204) response.writeHead(204)
  else response.writeHead(status, { 'content-type': 'application/json', 'content-length': body.length })
  response.end(body)
}

const server = createServer((request, response) => {
  calls += 1
  request.resume()
  const reply = findReply(request.method ?? '', request.url ?? '', request.headers.authorization)
  if (reply === null) {
    process.stderr.write(`The responder has no answer to ${request.method} ${request.url}\n`)
    response.writeHead(501).end()
  } else if (slow) setTimeout(send, LATENCY_MS[reply.route], response, reply)
  else send(response, reply)
})
server.keepAliveTimeout = 600_000

await settingsOf()
process.on('message', (question: ResponderQuestion) => {
  if ('count' in question) return tell({ calls })
  slow = question.slow
  tell({ paced: true })
})
endWithParent()
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  tell({ ready: `http://127.0.0.1:${port}` })
})
