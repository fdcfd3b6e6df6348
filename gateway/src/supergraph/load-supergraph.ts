// ApolloGateway over one supergraph: it validates it, plans, and runs what our executor does not know.
import { operationFromDocument, type Schema } from '@apollo/federation-internals'
import { ApolloGateway } from '@apollo/gateway'
import type { QueryPlan } from '@apollo/query-planner'
import type { Log } from '@ticketing/service-kit'
import { assertValidSchema, type GraphQLSchema } from 'graphql'
import { readAccessRules } from '../access/read-access.js'
import { readyPlan } from '../execution/ready-plan.js'
import { createDataSource } from './data-source.js'
import type { LoadedSupergraph, Transports } from './loaded-supergraph.js'
import { createStockRun } from './stock-run.js'
import { withoutAccessDirectives } from './strip-access.js'
import { subgraphUrls } from './subgraph-names.js'

/**
 * How many whole plans the planner may compare for one operation. Where there are more it drops the options of the
 * field with the most of them until the rest fits: a plan still comes out, perhaps with a fetch too many. (Its other
 * limit, pathsLimit, makes it throw.) Eight shared fields of eight subgraphs take 60 ms, and 770 by its default of 10,000.
 */
const MAX_EVALUATED_PLANS = 100

/** What @apollo/gateway 2.14.4 has loaded, and does not show in its types. */
interface Internals {
  readonly apiSchema: Schema
  readonly schema: GraphQLSchema
  readonly supergraphSchema: GraphQLSchema
}

export interface LoadOptions {
  readonly transports: Transports
  readonly log: Log
  /** Told of each operation that is run on stock, with the node for which it is. */
  readonly onStock: (node: string) => void
}

/** A loaded supergraph that is let go when another has taken its place. */
export interface OpenSupergraph extends LoadedSupergraph {
  stop(): Promise<void>
}

function requireTransports(supergraphSdl: string, transports: Transports): void {
  const names = [...subgraphUrls(supergraphSdl).keys()]
  if (names.length === 0) throw new Error('it names no subgraph: it is not a supergraph')
  const unknown = names.filter((name) => !transports.has(name))
  if (unknown.length > 0) throw new Error(`it names subgraphs that nobody runs: ${unknown.join(', ')}`)
}

function unknownNode(plan: QueryPlan): string {
  const ready = readyPlan(plan)
  return ready !== null && 'unknown' in ready ? ready.unknown : 'none'
}

function createApolloGateway(
  supergraphSdl: string,
  { transports, log, onStock }: LoadOptions,
): ApolloGateway {
  // Read by @apollo/gateway's constructor, which has no option for it.
  process.env.APOLLO_TELEMETRY_DISABLED = '1'
  return new ApolloGateway({
    supergraphSdl: withoutAccessDirectives(supergraphSdl),
    validateSupergraph: true,
    queryPlannerConfig: {
      debug: { maxEvaluatedPlans: MAX_EVALUATED_PLANS },
      // Looking for the client's fragments in each fetch costs more than it saves, and our executor knows none.
      reuseQueryFragments: false,
    },
    __exposeQueryPlanExperimental: false,
    // Called for each operation that its executor runs.
    experimental_didResolveQueryPlan: ({ queryPlan }) => onStock(unknownNode(queryPlan)),
    logger: log,
    buildService({ name }) {
      const transport = transports.get(name)
      if (transport === undefined) throw new Error(`nobody runs the subgraph ${name}`)
      return createDataSource(name, transport, log)
    },
  })
}

async function load(supergraphSdl: string, options: LoadOptions): Promise<OpenSupergraph> {
  requireTransports(supergraphSdl, options.transports)
  const gateway = createApolloGateway(supergraphSdl, options)
  const { executor } = await gateway.load()
  const { apiSchema, schema, supergraphSchema } = gateway as unknown as Internals
  assertValidSchema(schema)
  const { queryPlanner } = gateway.__testing()
  if (queryPlanner === undefined) throw new Error('@apollo/gateway has no query planner')
  return {
    schema,
    supergraph: supergraphSchema,
    access: readAccessRules(supergraphSdl),
    transports: options.transports,
    plan: ({ document, operationName }) =>
      queryPlanner.buildQueryPlan(
        operationFromDocument(apiSchema, document, { operationName: operationName ?? undefined }),
      ),
    runOnStock: createStockRun(executor),
    stop: () => gateway.stop(),
  }
}

/** Rejects with the reason when the supergraph cannot be parsed, is invalid or names a subgraph without a transport. */
export async function loadSupergraph(supergraphSdl: string, options: LoadOptions): Promise<OpenSupergraph> {
  try {
    return await load(supergraphSdl, options)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`the supergraph cannot be served: ${reason}`, { cause })
  }
}
