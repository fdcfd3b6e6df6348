// One request and its answer, on its way through the list in gateway.ts.
import { setMaxListeners } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { CallContext } from '@ticketing/session'

/** Each step fills its part of `call`; before, it holds what a guest without any header would have. */
export interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly call: { -readonly [Fact in keyof CallContext]: CallContext[Fact] }
  /** The parsed JSON of a POST. */
  body: unknown
}

/** One thing that happens to a request. It throws a CodedError to refuse, and may answer itself. */
export type Step = (exchange: Exchange) => unknown

/** Runs steps one after the other until one has answered. */
export function inOrder(steps: readonly Step[]): (exchange: Exchange) => Promise<void> {
  return async (exchange) => {
    for (const step of steps) {
      if (exchange.response.writableEnded || exchange.response.destroyed) return
      await step(exchange)
    }
  }
}

const newExchange = (request: IncomingMessage, response: ServerResponse, publicUrl: string): Exchange => ({
  request,
  response,
  body: undefined,
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
    signal: signalOf(response),
    publicUrl,
  },
})

// Aborts when the client goes away before it was answered.
function signalOf(response: ServerResponse): AbortSignal {
  const gone = new AbortController()
  // Each call to the backend listens while it runs, and one request may make many.
  setMaxListeners(0, gone.signal)
  response.once('close', () => {
    if (!response.writableEnded) gone.abort()
  })
  return gone.signal
}

const exchanges = new WeakMap<IncomingMessage, Exchange>()

/** The exchange of a request; made once, so that Express's handlers find what the first steps wrote. */
export function exchangeOf(request: IncomingMessage, response: ServerResponse, publicUrl = ''): Exchange {
  const known = exchanges.get(request)
  if (known !== undefined) return known
  const exchange = newExchange(request, response, publicUrl)
  exchanges.set(request, exchange)
  return exchange
}

/** A header's only value; undefined when it is absent or came more than once. */
export function headerOf(request: IncomingMessage, name: string): string | undefined {
  const values = request.headersDistinct[name]
  return values?.length === 1 ? values[0] : undefined
}
