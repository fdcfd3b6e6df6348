// The code of one of our subgraphs behind a plain server: it believes the header that names the caller, since neither
// stock Apollo nor Hive Gateway can seal one. For the bench only.
import { randomUUID } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createBackendClient, createServiceAccount, loadBackendContract } from '@ticketing/backend-client'
import { openEventLog } from '@ticketing/event-log'
import { createLocks, createLog, createMetrics, openDatabase } from '@ticketing/service-kit'
import { type CallContext, createFileLinks, createSessions } from '@ticketing/session'
import { createAudit } from '@ticketing/subgraph-audit'
import { createCurrency } from '@ticketing/subgraph-currency'
import type { Subgraph } from '@ticketing/subgraph-kit'
import { createPayments } from '@ticketing/subgraph-payments'
import { createTicketing } from '@ticketing/subgraph-ticketing'
import { backendTokenOf } from '../data.js'
import type { World } from '../world.js'
import { endWithParent, settingsOf, tell } from './child.js'

export type SubgraphName = 'ticketing' | 'payments' | 'currency' | 'audit'

const CONTRACT = new URL('../../../schema/backend-contract.json', import.meta.url)
const REQUEST_MS = 30_000
const now = Date.now

async function openSubgraph(name: SubgraphName, world: World): Promise<Subgraph> {
  const log = createLog({ name, level: 'warn' })
  if (name === 'currency') return createCurrency({}, { log, now })
  const { databaseUrl: url, sessionSecret: secret, serviceAccount: account } = world
  const database = openDatabase({ url, applicationName: `bench ${name}`, log })
  const contract = await loadBackendContract(CONTRACT)
  const metrics = createMetrics()
  const backend = createBackendClient({ baseUrl: world.backendUrl, contract, log, metrics, now })
  const eventLog = openEventLog({ url, log })
  const fileLinks = createFileLinks({ secret, now })
  const parts = { backend, database, eventLog, fileLinks, metrics, log, now, newId: randomUUID }
  if (name === 'audit') {
    const locks = createLocks({ url, now, log })
    return createAudit({ reconcileMinutes: 0 }, { ...parts, locks, serviceAccount: null }).subgraph
  }
  if (name === 'ticketing') {
    const sessions = await createSessions({ secret, database, now, log })
    return createTicketing({}, { ...parts, sessions, locks: createLocks({ url, now, log }) }).subgraph
  }
  const serviceAccount = createServiceAccount({ client: backend, ...account, now })
  const settings = {
    sessionSecret: secret,
    stripeSecretKey: null,
    stripeApiBase: null,
    stripeWebhookSecret: null,
    ticketingWebhookSecret: null,
  }
  return createPayments(settings, { ...parts, serviceAccount }).subgraph
}

function callOf(request: IncomingMessage): CallContext {
  const userId = Number(request.headers['x-bench-caller'])
  const { signal } = new AbortController()
  // Each call to the backend listens while it runs.
  setMaxListeners(0, signal)
  return {
    caller: { sessionId: null, userId, role: 'USER', backendToken: backendTokenOf(userId) },
    guestCartId: null,
    language: 'en',
    requestId: randomUUID(),
    clientName: null,
    clientAddress: null,
    idempotencyKey: null,
    traceparent: null,
    deadline: now() + REQUEST_MS,
    signal,
    publicUrl: 'http://127.0.0.1:4000',
  }
}

async function answer(subgraph: Subgraph, request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  const { query, operationName, variables } = JSON.parse(Buffer.concat(chunks).toString('utf8'))
  const asked = { document: query, operationName, variables, call: callOf(request) }
  return Buffer.from(JSON.stringify(await subgraph.execute(asked)))
}

const { name, world } = await settingsOf<{ name: SubgraphName; world: World }>()
const subgraph = await openSubgraph(name, world)
const server = createServer((request, response) => {
  answer(subgraph, request).then(
    (body) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length })
      response.end(body)
    },
    (fault: unknown) => {
      process.stderr.write(`${name}: ${String(fault)}\n`)
      response.writeHead(500).end()
    },
  )
})
server.keepAliveTimeout = 600_000
endWithParent()
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  tell({ ready: `http://127.0.0.1:${port}/graphql` })
})
