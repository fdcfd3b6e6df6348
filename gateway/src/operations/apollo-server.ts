// Apollo Server without its own front door: ours has checked the request before it comes here.
import { ApolloServer } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled'
import type { Log } from '@ticketing/service-kit'
import type { PersistedStore } from '../persisted/persisted-store.js'
import type { GraphqlContext } from '../supergraph/data-source.js'
import type { Supergraph } from '../supergraph/supergraph.js'
import { limitOperations } from './limit-operations.js'
import { OPERATION_LIMITS } from './operation-limits.js'
import { toPublicError } from './public-error.js'
import { reportErrors } from './report-errors.js'

const MAX_TOKENS = 10_000

export interface ApolloOptions {
  readonly supergraph: Supergraph
  readonly introspection: boolean
  /** Null: automatic persisted queries are off. */
  readonly persisted: PersistedStore | null
  readonly log: Log
}

/** Loads the supergraph. Rejects, with the reason, when it cannot be served. */
export async function startApollo(options: ApolloOptions): Promise<ApolloServer<GraphqlContext>> {
  const apollo = new ApolloServer<GraphqlContext>({
    gateway: options.supergraph,
    introspection: options.introspection,
    persistedQueries: options.persisted === null ? false : { cache: options.persisted },
    // Done by the front door, once.
    csrfPrevention: false,
    formatError: toPublicError,
    includeStacktraceInErrorResponses: false,
    maxRecursiveSelections: true,
    parseOptions: { maxTokens: MAX_TOKENS },
    stopOnTerminationSignals: false,
    logger: options.log,
    plugins: [
      reportErrors(options.log),
      limitOperations(OPERATION_LIMITS),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  })
  await apollo.start()
  return apollo
}
