// One request and its answer, on its way through the list in gateway.ts.
import { setMaxListeners } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { CallContext } from '@ticketing/session'
import type { FoundOperation } from '../operations/known-operations.js'
import type { AskedOperation } from '../operations/read-operation.js'
import type { OutgoingAnswer } from '../operations/send-answer.js'

/** How an answer of /graphql may be written; both are JSON. */
export type MediaType = 'application/json' | 'application/graphql-response+json'

export const CONTENT_TYPES: Readonly<Record<MediaType, string>> = {
  'application/json': 'application/json; charset=utf-8',
  'application/graphql-response+json': 'application/graphql-response+json; charset=utf-8',
}

/** Each step fills its part of `call`; before, it holds what a guest without any header would have. */
export interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly call: { -readonly [Fact in keyof CallContext]: CallContext[Fact] }
  /** Headers of the answer, sent with it: name, value, name, value. */
  readonly headers: string[]
  /** Called when the answer is sent or the connection is lost. */
  readonly atEnd: (() => void)[]
  /** Ends the work for this request, whoever does it. */
  readonly stop: AbortController
  /** Whether the work goes on when the client leaves. Default no. */
  outlivesClient: boolean
  mediaType: MediaType
  /** The parsed JSON of a POST. */
  body: unknown
  asked: AskedOperation | null
  operation: FoundOperation | null
  answer: OutgoingAnswer | null
}

/** One thing that happens to a request. It throws a CodedError to refuse, and may answer itself. */
export type Step = (exchange: Exchange) => unknown

/** Runs steps one after the other until one has answered; waits only for those that give a promise. */
export function inOrder(steps: readonly Step[]): (exchange: Exchange) => Promise<void> | undefined {
  async function goOn(pending: Promise<unknown>, exchange: Exchange, next: number): Promise<void> {
    await pending
    await run(exchange, next)
  }
  function run(exchange: Exchange, first: number): Promise<void> | undefined {
    const { response } = exchange
    for (let index = first; index < steps.length; index++) {
      if (response.writableEnded || response.destroyed) return undefined
      const pending = steps[index]?.(exchange)
      if (pending instanceof Promise) return goOn(pending, exchange, index + 1)
    }
    return undefined
  }
  return (exchange) => run(exchange, 0)
}

export function createExchange(
  request: IncomingMessage,
  response: ServerResponse,
  publicUrl: string,
): Exchange {
  const stop = new AbortController()
  // Each call to the backend listens while it runs, and one request may make many.
  setMaxListeners(0, stop.signal)
  const exchange: Exchange = {
    request,
    response,
    headers: [],
    atEnd: [],
    stop,
    outlivesClient: false,
    mediaType: 'application/json',
    body: undefined,
    asked: null,
    operation: null,
    answer: null,
    call: {
      caller: null,
      guestCartId: null,
      language: 'en',
      requestId: '',
      clientName: null,
      clientAddress: null,
      idempotencyKey: null,
      traceparent: null,
      deadline: 0,
      signal: stop.signal,
      publicUrl,
    },
  }
  response.once('close', () => {
    if (!response.writableEnded && !exchange.outlivesClient) stop.abort()
    for (const end of exchange.atEnd) end()
  })
  return exchange
}

/** For an answer that is not written at once: what stands in `headers` is set on the response. */
export function setHeaders({ response, headers }: Pick<Exchange, 'response' | 'headers'>): void {
  for (let index = 0; index < headers.length; index += 2) {
    response.appendHeader(headers[index] ?? '', headers[index + 1] ?? '')
  }
  headers.length = 0
}

const ofRoutes = new WeakMap<IncomingMessage, Exchange>()

/** Lets the handlers of a router find what the first steps wrote. */
export function handToRouter(exchange: Exchange): void {
  setHeaders(exchange)
  ofRoutes.set(exchange.request, exchange)
}

/** The exchange of a request that was handed to a router. */
export function exchangeOf(request: IncomingMessage): Exchange {
  const exchange = ofRoutes.get(request)
  if (exchange === undefined) throw new Error('this request came by another way')
  return exchange
}

export function pathOf({ url = '/' }: IncomingMessage): string {
  const search = url.indexOf('?')
  return search === -1 ? url : url.slice(0, search)
}

/** A header's value. Where it came more than once, the first or all with commas, as node has it. */
export function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name]
  return typeof value === 'string' ? value : undefined
}

/** How often a header came; `name` in lower case. */
export function countOf({ rawHeaders }: IncomingMessage, name: string): number {
  let count = 0
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const given = rawHeaders[index]
    if (given?.length === name.length && given.toLowerCase() === name) count += 1
  }
  return count
}
