// From the subgraphs' SDL to the supergraph that the gateway runs and the API schema that clients see.
import { composeServices } from '@apollo/composition'
import { Supergraph } from '@apollo/federation-internals'
import { lexicographicSortSchema, parse, printSchema } from 'graphql'
import { undescribed } from './descriptions.js'

/** One subgraph as composition wants it. `url` is where it answers in docker-compose; settings override it. */
export interface ComposableSubgraph {
  readonly name: string
  readonly url: string
  readonly sdl: string
}

/** `supergraph` is for the gateway, `api` for clients: no federation directives, no internal fields. */
export interface ComposedSchema {
  readonly supergraph: string
  readonly api: string
}

/** Throws one error that lists every fault of composition. */
export function compose(subgraphs: readonly ComposableSubgraph[]): ComposedSchema {
  const { supergraphSdl, errors } = composeServices(
    subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })),
  )
  if (supergraphSdl === undefined) {
    throw new Error(`the subgraphs do not compose:\n  ${errors?.map((fault) => fault.message).join('\n  ')}`)
  }
  // Null: whatever is linked is let through. The access directives say nothing about the shape of the API.
  const api = Supergraph.build(supergraphSdl, { supportedFeatures: null }).apiSchema().toGraphQLJSSchema()
  const missing = undescribed(api)
  if (missing.length > 0) throw new Error(`without a description: ${missing.join(', ')}`)
  return { supergraph: supergraphSdl, api: `${printSchema(lexicographicSortSchema(api))}\n` }
}
