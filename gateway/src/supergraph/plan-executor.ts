// Our executor in place of @apollo/gateway's: its planner makes the plans, once for an operation; we keep and run them.

import { operationFromDocument, type Schema } from '@apollo/federation-internals'
import type { ApolloGateway } from '@apollo/gateway'
import type { Log, Metrics } from '@ticketing/service-kit'
import type { DocumentNode, GraphQLSchema } from 'graphql'
import { type PreparedOperation, prepareOperation } from '../execution/prepared-operation.js'
import { createPreparedOperations } from '../operations/prepared-operations.js'
import { createSubgraphFetch, type Transports } from './subgraph-fetch.js'
import type { Executor } from './supergraph.js'

type Prepared = PreparedOperation | { readonly unknown: string }
type Prepare = (document: DocumentNode, operationName: string | null) => Prepared

/** What @apollo/gateway 2.14.4 has loaded, and does not show in its types. */
interface Internals {
  readonly apiSchema: Schema
  readonly supergraphSchema: GraphQLSchema
}

function planWith(gateway: ApolloGateway, schema: GraphQLSchema): Prepare {
  const { apiSchema, supergraphSchema } = gateway as unknown as Internals
  const { queryPlanner } = gateway.__testing()
  if (queryPlanner === undefined) throw new Error('@apollo/gateway has no query planner')
  const kept = createPreparedOperations<Prepared>()
  return (document, operationName) =>
    kept.get(document, operationName, () => {
      const operation = operationFromDocument(apiSchema, document, {
        operationName: operationName ?? undefined,
      })
      const plan = queryPlanner.buildQueryPlan(operation)
      return prepareOperation({ document, operationName, plan, schema, supergraph: supergraphSchema })
    })
}

export interface PlanExecutorOptions {
  readonly transports: Transports
  readonly log: Log
  readonly metrics: Metrics
}

/** Before `gateway.load()`: it hears of each supergraph. `stock` runs what ours does not know. */
export function createPlanExecutor(gateway: ApolloGateway, options: PlanExecutorOptions) {
  const { transports, log, metrics } = options
  const onStock = metrics.counter(
    'gateway_stock_executions_total',
    "Operations run by @apollo/gateway's executor, by the plan node that ours does not know.",
    ['node'],
  )
  let prepare: Prepare | null = null
  // What was prepared for another supergraph is of no use.
  gateway.onSchemaLoadOrUpdate(({ apiSchema }) => {
    prepare = planWith(gateway, apiSchema)
  })
  return (stock: Executor): Executor =>
    async (context) => {
      const { request, document } = context
      if (prepare === null) throw new Error('no supergraph is loaded')
      const prepared = prepare(document, request.operationName ?? null)
      if ('unknown' in prepared) {
        onStock.inc({ node: prepared.unknown })
        return stock(context)
      }
      const fetch = createSubgraphFetch(transports, context.context.call, log)
      return prepared.run(request.variables ?? {}, fetch)
    }
}
