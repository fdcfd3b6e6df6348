// A subgraph in another process. Each request carries the caller, sealed for this subgraph and this very body.
import { errorCodeOf } from '@ticketing/service-kit'
import { CALL_HEADER, type CallSeal } from '@ticketing/session'
import type { ExecutionResult } from 'graphql'
import { type Dispatcher, Pool } from 'undici'
import { z } from 'zod'
import type { SubgraphRequest, SubgraphTransport } from './subgraph-transport.js'
import { SubgraphUnavailable } from './subgraph-unavailable.js'

const MAX_ANSWER_BYTES = 10_000_000
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_DESTROYED',
])

const answer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        path: z.array(z.union([z.string(), z.number()])).optional(),
        extensions: z.record(z.string(), z.unknown()).optional(),
      }),
    )
    .optional(),
})

export interface HttpTransportOptions {
  /** The subgraph's name in the supergraph: the seal is for it alone. */
  readonly name: string
  /** Its GraphQL endpoint; a URL without a path means `/graphql` there. */
  readonly url: string
  readonly seal: CallSeal
  /** At most so many connections; default 64. */
  readonly connections?: number
}

export interface HttpTransport extends SubgraphTransport {
  /** Rejects unless the subgraph's /healthz answers 200. */
  check(signal: AbortSignal): Promise<void>
  /** Waits for what is under way, then closes the connections. */
  close(): Promise<void>
}

async function readAnswer({ statusCode, body }: Dispatcher.ResponseData): Promise<ExecutionResult> {
  if (statusCode !== 200) {
    await body.dump()
    throw new Error(`answered ${statusCode}`)
  }
  const result = answer.parse(await body.json())
  // Errors are written on as they came; graphql's own error class adds nothing to them.
  return result as ExecutionResult
}

/** Keep-alive connections, no redirects, answers of at most 10 MB; `call.signal` ends the wait. */
export function createHttpTransport({
  name,
  url,
  seal,
  connections = 64,
}: HttpTransportOptions): HttpTransport {
  const { origin, pathname } = new URL(url)
  const path = pathname === '/' ? '/graphql' : pathname
  const pool = new Pool(origin, { connections, pipelining: 1, maxResponseSize: MAX_ANSWER_BYTES })

  const send = async ({ document, operationName, variables, call }: SubgraphRequest) => {
    const body = JSON.stringify({ query: document, operationName, variables })
    const sealed = await seal.seal(call, { audience: name, body })
    return pool.request({
      method: 'POST',
      path,
      body,
      headers: { 'content-type': 'application/json', accept: 'application/json', [CALL_HEADER]: sealed },
      signal: call.signal,
    })
  }

  return {
    async execute(request) {
      try {
        return await readAnswer(await send(request))
      } catch (cause) {
        const code = errorCodeOf(cause) ?? ''
        throw new SubgraphUnavailable(name, request, {
          reason: `${code} ${cause}`,
          cause,
          maybeSent: !NEVER_SENT.has(code),
        })
      }
    },
    async check(signal) {
      const { statusCode, body } = await pool.request({ method: 'GET', path: '/healthz', signal })
      await body.dump()
      if (statusCode !== 200) throw new Error(`subgraph ${name} answered ${statusCode}`)
    },
    close: () => pool.close(),
  }
}
