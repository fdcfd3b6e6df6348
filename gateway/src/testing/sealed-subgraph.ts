// One of the two small subgraphs behind HTTP, as a real one is served: it answers the gateway only.
import type { ServerResponse } from 'node:http'
import { type CallContext, createCallSeal } from '@ticketing/session'
import type { SubgraphTransport } from '../execution/subgraph-transport.js'
import { answerJson, type SeenRequest } from './http-double.js'
import { createTwoSubgraphs } from './two-subgraphs.js'

export const SUBGRAPH_SECRET = 'a-secret-of-the-gateway-and-its-subgraphs'

function signalOf(response: ServerResponse): AbortSignal {
  const gone = new AbortController()
  response.once('close', () => {
    if (!response.writableEnded) gone.abort()
  })
  return gone.signal
}

/** For startHttpDouble. 401 without a seal for this subgraph and this body. */
export function serveSealed(
  name: 'shop' | 'reviews',
  subgraph: Pick<SubgraphTransport, 'execute'> = createTwoSubgraphs()[name],
) {
  const seal = createCallSeal({ secret: SUBGRAPH_SECRET, now: Date.now })
  return async ({ url, headers, body }: SeenRequest, response: ServerResponse): Promise<void> => {
    if (url === '/healthz') return answerJson(response, 200, { status: 'ok' })
    const text = body.toString()
    try {
      const sealed = String(headers['x-ticketing-call'])
      const opened = await seal.open(sealed, { audience: name, body: text })
      const call: CallContext = { ...opened, signal: signalOf(response) }
      const { query, operationName, variables } = JSON.parse(text)
      answerJson(response, 200, await subgraph.execute({ document: query, operationName, variables, call }))
    } catch {
      answerJson(response, 401, { errors: [{ message: 'gateway only' }] })
    }
  }
}
