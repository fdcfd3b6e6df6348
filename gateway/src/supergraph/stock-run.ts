// An operation on @apollo/gateway's own executor: what that wants to be handed, and what it leaves unsaid.
import { createHash } from 'node:crypto'
import type { ApolloGateway } from '@apollo/gateway'
import { GraphQLError, print } from 'graphql'
import type { Answer } from '../execution/prepared-operation.js'
import type { LoadedSupergraph } from './loaded-supergraph.js'

/** What ApolloGateway's load() hands out. */
export type StockExecutor = Awaited<ReturnType<ApolloGateway['load']>>['executor']
type StockContext = Parameters<StockExecutor>[0]
type StockResult = Awaited<ReturnType<StockExecutor>>

interface BrokenValue {
  readonly message?: string
  readonly path?: readonly (string | number)[]
}

/** Stock puts a subgraph's broken promise (null where it may not be) into extensions; a client looks in errors. */
function toAnswer({ data, errors = [], extensions }: StockResult): Answer {
  const broken: readonly BrokenValue[] = extensions?.valueCompletion ?? []
  const violations = broken.map(
    ({ message, path }) => new GraphQLError(message ?? 'a value is missing', { path: path ?? null }),
  )
  const all = [...errors, ...violations]
  return { ...(data === undefined ? {} : { data }), ...(all.length > 0 ? { errors: all } : {}) }
}

/** Plans by itself, and keeps its plans by the document's text. */
export function createStockRun(executor: StockExecutor): LoadedSupergraph['runOnStock'] {
  return async ({ document, operationName }, variables, call) => {
    const query = print(document)
    const context: Partial<StockContext> = {
      request: { query, variables: { ...variables }, ...(operationName === null ? {} : { operationName }) },
      document,
      operationName,
      queryHash: createHash('sha256').update(query).digest('hex'),
      metrics: {},
      context: { call },
    }
    return toAnswer(await executor(context as StockContext))
  }
}
