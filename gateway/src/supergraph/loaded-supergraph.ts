// What the rest of the gateway knows of a supergraph: one that is loaded never changes; another takes its place.
import type { QueryPlan } from '@apollo/query-planner'
import type { CallContext } from '@ticketing/session'
import type { DocumentNode, GraphQLSchema } from 'graphql'
import type { AccessRules } from '../access/audience.js'
import type { Answer } from '../execution/prepared-operation.js'
import type { SubgraphTransport } from '../execution/subgraph-transport.js'

/** A valid document, and which of its operations is meant; null: its only one. */
export interface PlannedOperation {
  readonly document: DocumentNode
  readonly operationName: string | null
}

/** By the subgraphs' names in the supergraph. */
export type Transports = ReadonlyMap<string, SubgraphTransport>

/** One supergraph, with all that is worked out from its text once. */
export interface LoadedSupergraph {
  /** What clients see. */
  readonly schema: GraphQLSchema
  /** With the types and fields that clients do not see: what plans are made of. */
  readonly supergraph: GraphQLSchema
  /** Who may see what. */
  readonly access: AccessRules
  /** The ways to its subgraphs: another supergraph may have others. */
  readonly transports: Transports
  /** By @apollo/query-planner. Throws what the planner throws. */
  plan(operation: PlannedOperation): QueryPlan
  /** By @apollo/gateway's own executor, for a plan with a node that ours does not know. */
  runOnStock(
    operation: PlannedOperation,
    variables: Readonly<Record<string, unknown>>,
    call: CallContext,
  ): Promise<Answer>
}

/** Awaited after a new supergraph is loaded and before it is served. */
export type BeforeSwap = (next: LoadedSupergraph) => Promise<void>

/** Holds the supergraph that is served. */
export interface Supergraphs {
  readonly current: LoadedSupergraph
  /** At most one listener. */
  beforeSwap(listener: BeforeSwap): void
  /**
   * Rejects, and goes on with the old one, when the new one cannot be served; one asked for meanwhile waits its turn.
   * `transports`: default those of the one that is served.
   */
  replace(supergraphSdl: string, transports?: Transports): Promise<void>
  stop(): Promise<void>
}
