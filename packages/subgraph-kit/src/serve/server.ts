// A subgraph alone, over HTTP. It trusts nobody but the gateway: every request carries a caller sealed for it.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { CodedError, ERROR_CATALOGUE, HTTP_LIMITS, listen, type Metrics } from '@ticketing/service-kit'
import { CALL_HEADER, type CallContext, type CallSeal } from '@ticketing/session'
import type { Subgraph } from '../subgraph.js'
import { BodyTooLarge, parseBody, readBody } from './body.js'
import { signalFor } from './signal.js'

/** Answers one request that is not GraphQL, such as a webhook that the gateway hands on. */
export type RouteHandler = (request: {
  readonly body: Buffer
  readonly headers: IncomingMessage['headers']
}) => Promise<{ readonly status: number; readonly body: string }>

export interface SubgraphServerOptions {
  readonly port: number
  readonly host: string
  readonly seal: CallSeal
  /** Epoch milliseconds. */
  readonly now: () => number
  /** Further POST routes by path. */
  readonly routes?: Readonly<Record<string, RouteHandler>>
  /** What GET /metrics shows; without them there is no such route. */
  readonly metrics?: Pick<Metrics, 'registry'>
}

const answer = (response: ServerResponse, status: number, body: string): void => {
  // With its length said the answer leaves in one piece.
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
  })
  response.end(body)
}

async function openCall(
  request: IncomingMessage,
  body: string,
  seal: CallSeal,
  audience: string,
): Promise<Omit<CallContext, 'signal'>> {
  const sealed = request.headers[CALL_HEADER]
  if (typeof sealed !== 'string')
    throw new CodedError('UNAUTHENTICATED', 'Only the gateway may ask a subgraph.')
  return seal.open(sealed, { audience, body })
}

async function answerGraphql(
  subgraph: Subgraph,
  { seal, now }: SubgraphServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = (await readBody(request)).toString('utf8')
  const call = await openCall(request, body, seal, subgraph.name)
  const { query, operationName, variables } = parseBody(body)
  const signal = signalFor(response, { query, leftMs: call.deadline - now() })
  const result = await subgraph.execute({
    document: query,
    operationName,
    variables,
    call: { ...call, signal },
  })
  answer(response, 200, JSON.stringify(result))
}

async function answerMetrics(
  response: ServerResponse,
  { registry }: Pick<Metrics, 'registry'>,
): Promise<void> {
  const body = await registry.metrics()
  response.writeHead(200, { 'content-type': registry.contentType }).end(body)
}

async function route(
  subgraph: Subgraph,
  options: SubgraphServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = request.url?.split('?', 1)[0] ?? '/'
  if (request.method === 'GET' && path === '/healthz') return answer(response, 200, '{"status":"ok"}')
  if (request.method === 'GET' && path === '/metrics' && options.metrics !== undefined) {
    return answerMetrics(response, options.metrics)
  }
  if (request.method === 'POST' && path === '/graphql') {
    return answerGraphql(subgraph, options, request, response)
  }
  const handler = request.method === 'POST' ? options.routes?.[path] : undefined
  if (handler === undefined) throw new CodedError('NOT_FOUND', 'There is nothing here.')
  const { status, body } = await handler({ body: await readBody(request), headers: request.headers })
  answer(response, status, body)
}

function refuse(response: ServerResponse, fault: unknown): void {
  if (response.headersSent || response.destroyed) return void response.destroy()
  const known =
    fault instanceof CodedError
      ? fault
      : new CodedError('INTERNAL_SERVER_ERROR', 'Something went wrong on our side.')
  const tooLarge = known instanceof BodyTooLarge
  // What is left of the body is not read: the next request needs another connection.
  if (tooLarge) response.setHeader('connection', 'close')
  const status = tooLarge ? 413 : ERROR_CATALOGUE[known.code].status
  answer(
    response,
    status,
    JSON.stringify({ errors: [{ message: known.publicMessage, extensions: { code: known.code } }] }),
  )
}

/** Opens the port and answers until `close`. GraphQL is POST /graphql with a sealed caller, else 401; 413 beyond 2 MB. */
export function startSubgraphServer(
  subgraph: Subgraph,
  options: SubgraphServerOptions,
): Promise<{ port: number; url: string; close(): Promise<void> }> {
  const server = createServer(HTTP_LIMITS, (request, response) => {
    route(subgraph, options, request, response).catch((fault: unknown) => refuse(response, fault))
  })
  return listen(server, { port: options.port, host: options.host })
}
