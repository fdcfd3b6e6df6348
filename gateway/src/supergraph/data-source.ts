// Where @apollo/gateway hands its fetches over to our transports.
import type { GraphQLDataSource } from '@apollo/gateway'
import type { Log } from '@ticketing/service-kit'
import type { CallContext } from '@ticketing/session'
import type { SubgraphTransport } from '../execution/subgraph-transport.js'
import { toFieldErrors } from './failed-fetch.js'
import { toCodedFault } from './subgraph-fetch.js'

/** What Apollo carries through the execution of one operation. */
export interface GraphqlContext {
  readonly call: CallContext
}

/** Never rejects: a subgraph without an answer becomes coded errors at the fields it leaves empty. */
export function createDataSource(
  service: string,
  transport: SubgraphTransport,
  log: Log,
): GraphQLDataSource<GraphqlContext> {
  return {
    async process(options) {
      if (!('incomingRequestContext' in options)) throw new Error('only operations of clients are fetched')
      const { call } = options.context
      const { query: document = '', operationName, variables } = options.request
      try {
        const { data, errors } = await transport.execute({ document, operationName, variables, call })
        return { data: data as Record<string, unknown> | null | undefined, errors }
      } catch (fault) {
        log.warn({ err: fault, service, requestId: call.requestId }, 'a subgraph did not answer')
        const coded = toCodedFault(fault, service, { document })
        return { errors: toFieldErrors(coded, { service, document, variables, language: call.language }) }
      }
    },
  }
}
