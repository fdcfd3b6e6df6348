// ApolloGateway over the composed supergraph: it validates it and plans; execution is ours.
import { ApolloGateway } from '@apollo/gateway'
import type { ApolloServerOptionsWithGateway } from '@apollo/server'
import type { Log, Metrics } from '@ticketing/service-kit'
import { GraphQLError } from 'graphql'
import type { SubgraphTransport } from '../execution/subgraph-transport.js'
import { createDataSource, type GraphqlContext } from './data-source.js'
import { createPlanExecutor } from './plan-executor.js'
import { withoutAccessDirectives } from './strip-access.js'

/** What Apollo Server runs operations on. */
export type Supergraph = ApolloServerOptionsWithGateway<GraphqlContext>['gateway']

type Loaded = Awaited<ReturnType<Supergraph['load']>>
/** What load() hands to Apollo Server. */
export type Executor = NonNullable<Loaded['executor']>

export interface SupergraphOptions {
  readonly supergraphSdl: string
  /** By the subgraphs' names in the supergraph. */
  readonly transports: ReadonlyMap<string, SubgraphTransport>
  readonly log: Log
  readonly metrics: Metrics
}

/** Stock execution puts a subgraph's broken promise (null where it may not be) into extensions; a client looks in errors. */
function withHonestNulls(executor: Executor): Executor {
  return async (context) => {
    const { extensions, ...result } = await executor(context)
    const { valueCompletion, ...others } = extensions ?? {}
    if (!Array.isArray(valueCompletion)) return extensions === undefined ? result : { ...result, extensions }
    const broken = valueCompletion.map(
      (fault: { path?: (string | number)[]; message?: string }) =>
        new GraphQLError(fault.message ?? 'a value is missing', { path: fault.path ?? null }),
    )
    return {
      ...result,
      errors: [...(result.errors ?? []), ...broken],
      ...(Object.keys(others).length > 0 ? { extensions: others } : {}),
    }
  }
}

/** Throws when Apollo Server loads it, if the supergraph is invalid or names a subgraph without a transport. */
export function createSupergraph(options: SupergraphOptions): Supergraph {
  const { supergraphSdl, transports, log } = options
  // Read by @apollo/gateway's constructor, which has no option for it.
  process.env.APOLLO_TELEMETRY_DISABLED = '1'
  const gateway = new ApolloGateway({
    supergraphSdl: withoutAccessDirectives(supergraphSdl),
    __exposeQueryPlanExperimental: false,
    logger: log,
    buildService({ name }) {
      const transport = transports.get(name)
      if (transport === undefined)
        throw new Error(`the supergraph names the subgraph ${name}, which nobody runs`)
      return createDataSource(name, transport, log)
    },
  })
  const withPlans = createPlanExecutor(gateway, options)
  return {
    onSchemaLoadOrUpdate: (callback) => gateway.onSchemaLoadOrUpdate(callback),
    stop: () => gateway.stop(),
    async load(options) {
      const { executor } = await gateway.load(options)
      return { executor: withPlans(withHonestNulls(executor as Executor)) }
    },
  }
}
