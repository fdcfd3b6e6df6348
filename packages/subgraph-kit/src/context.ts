// What every resolver of every subgraph is handed.
import type { CallContext } from '@ticketing/session'
import type { LoaderScope } from './loaders.js'

/** The base of each subgraph's own context. One is made for each request, and nothing in it outlives the request. */
export interface SubgraphContext {
  readonly call: CallContext
  readonly loaders: LoaderScope
}
