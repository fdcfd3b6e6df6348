// A subgraph in another process. Each request carries the caller, sealed for this subgraph and this very body, unless the
// subgraph is a foreign one that knows no seal.
import { errorCodeOf } from '@ticketing/service-kit'
import { CALL_HEADER, type CallSeal } from '@ticketing/session'
import { Pool } from 'undici'
import { MAX_ANSWER_BYTES, READABLE, readAnswer } from './http-answer.js'
import { exchange, type HttpAnswer, LostExchange } from './http-exchange.js'
import { isCommand, type SubgraphRequest, type SubgraphTransport } from './subgraph-transport.js'
import { SubgraphUnavailable } from './subgraph-unavailable.js'

/** How many milliseconds are left for the answer. */
const DEADLINE_HEADER = 'x-deadline-ms'

const HEADERS = { 'content-type': 'application/json', ...READABLE }
const HEALTH_QUERY = JSON.stringify({ query: '{ __typename }' })
const NEVER_SENT: ReadonlySet<string | null> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_DESTROYED',
])
// What a kept connection ends with when the other side closed it just as a request was sent.
const CLOSED: ReadonlySet<string | null> = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'])

export interface HttpTransportOptions {
  /** The subgraph's name in the supergraph: the seal is for it alone. */
  readonly name: string
  /** Its GraphQL endpoint. */
  readonly url: string
  /** Null: a plain GraphQL server, which is not told who calls. */
  readonly seal: CallSeal | null
  /** At most so many connections; default 64. */
  readonly connections?: number
  /** Epoch milliseconds; default Date.now. */
  readonly now?: () => number
}

export interface HttpTransport extends SubgraphTransport {
  /** Rejects unless the subgraph's /healthz, or a plain server's `{ __typename }`, answers 200. */
  check(signal: AbortSignal): Promise<void>
  /** Waits for what is under way, then closes the connections. */
  close(): Promise<void>
}

/** undici repeats nothing by itself. A command is never repeated, nor anything of which a part was answered. */
const mayRepeat = (fault: unknown, { document, call }: SubgraphRequest): boolean =>
  fault instanceof LostExchange &&
  !fault.isAnswered &&
  CLOSED.has(errorCodeOf(fault.cause)) &&
  !call.signal.aborted &&
  !isCommand(document)

/** Keep-alive connections, no redirects, answers of at most 10 MB; `call.signal` ends the wait. */
export function createHttpTransport({
  name,
  url,
  seal,
  connections = 64,
  now = Date.now,
}: HttpTransportOptions): HttpTransport {
  const { origin, pathname, search } = new URL(url)
  const path = pathname + search
  const pool = new Pool(origin, { connections, pipelining: 1, maxResponseSize: MAX_ANSWER_BYTES })

  const healthRequest =
    seal === null
      ? { method: 'POST' as const, path, body: HEALTH_QUERY, headers: HEADERS }
      : { method: 'GET' as const, path: '/healthz' }

  // Sealed anew each time: a subgraph opens a seal once.
  async function send({ document, operationName, variables, call }: SubgraphRequest): Promise<HttpAnswer> {
    const body = JSON.stringify({ query: document, operationName, variables })
    const headers: Record<string, string | string[]> = {
      ...call.forwardedHeaders,
      ...HEADERS,
      [DEADLINE_HEADER]: String(Math.max(1, call.deadline - now())),
    }
    if (seal !== null) headers[CALL_HEADER] = await seal.seal(call, { audience: name, body })
    return exchange(pool, { method: 'POST', path, body, headers }, call.signal)
  }

  async function sendOnceOrTwice(request: SubgraphRequest): Promise<HttpAnswer> {
    try {
      return await send(request)
    } catch (fault) {
      if (mayRepeat(fault, request)) return send(request)
      throw fault
    }
  }

  return {
    async execute(request) {
      try {
        return await readAnswer(await sendOnceOrTwice(request))
      } catch (fault) {
        const cause = fault instanceof LostExchange ? fault.cause : fault
        const code = errorCodeOf(cause)
        throw new SubgraphUnavailable(name, request, {
          reason: `${code ?? ''} ${cause}`,
          cause,
          maybeSent: !NEVER_SENT.has(code),
        })
      }
    },
    async check(signal) {
      const { status } = await exchange(pool, healthRequest, signal)
      if (status !== 200) throw new Error(`subgraph ${name} answered ${status}`)
    },
    close: () => pool.close(),
  }
}
