// A subgraph that can be asked: in this process by `execute`, over HTTP through serve/.
import type { CallContext } from '@ticketing/session'
import type { ExecutionResult, GraphQLSchema } from 'graphql'
import type { SubgraphContext } from './context.js'
import { createDocuments } from './documents.js'
import { type FailureLog, toPublicFailure } from './failure.js'
import { onceEach } from './failure-log.js'
import { createLoaderScope } from './loaders.js'
import { buildSchemaOf, type SubgraphDefinition } from './schema/build.js'

/** One GraphQL request from the gateway. */
export interface SubgraphRequest {
  readonly document: string
  readonly operationName?: string | null
  readonly variables?: Readonly<Record<string, unknown>> | null
  readonly call: CallContext
}

/** A running subgraph. `execute` never throws: every failure is in the result's errors, coded. */
export interface Subgraph {
  readonly name: string
  /** For composition: federation's directives included. */
  readonly sdl: string
  readonly schema: GraphQLSchema
  execute(request: SubgraphRequest): Promise<ExecutionResult>
  close(): Promise<void>
}

export interface SubgraphOptions<Context extends SubgraphContext> {
  readonly log: FailureLog
  /** The subgraph's own context for one request; name what it takes over, since a spread costs more than all else. */
  readonly contextOf: (base: SubgraphContext) => Context
  /** Ends what the subgraph opened for itself. */
  readonly close?: () => Promise<void>
}

/** Builds the schema (faults of the declaration throw here) and what runs it. */
export function createSubgraph<Context extends SubgraphContext>(
  definition: SubgraphDefinition<Context>,
  { log, contextOf, close }: SubgraphOptions<Context>,
): Subgraph {
  const { schema, open, sdl } = buildSchemaOf(definition)
  const checked = createDocuments({ shielded: schema, open })

  const run = ({ document, operationName, variables, call }: SubgraphRequest) => {
    const { operation, faults } = checked(document)
    if (operation === undefined) return { errors: faults }
    return operation(operationName).run(contextOf({ call, loaders: createLoaderScope() }), variables)
  }

  return {
    name: definition.name,
    sdl,
    schema,
    close: close ?? (async () => {}),
    async execute(request) {
      const result: ExecutionResult = await run(request)
      if (!result.errors) return result
      const from = { service: definition.name, call: request.call, log: onceEach(log) }
      return { ...result, errors: result.errors.map((error) => toPublicFailure(error, from)) }
    },
  }
}
