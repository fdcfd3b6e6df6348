// The one way to a subgraph, whatever lies between. A subgraph in this process is a transport as it is.
import type { CallContext } from '@ticketing/session'
import type { ExecutionResult } from 'graphql'

/** One GraphQL request to one subgraph. */
export interface SubgraphRequest {
  readonly document: string
  readonly operationName?: string | null
  readonly variables?: Readonly<Record<string, unknown>> | null
  readonly call: CallContext
}

/** Rejects with a CodedError where no answer came; an answer with errors is a result. */
export interface SubgraphTransport {
  execute(request: SubgraphRequest): Promise<ExecutionResult>
  /** The events of a subscription, until the iteration is ended or `call.signal` aborts; absent where there are none. */
  subscribe?(
    request: SubgraphRequest,
  ): AsyncIterable<ExecutionResult> | Promise<AsyncIterable<ExecutionResult>>
  /** Rejects while the subgraph cannot be reached; absent where it is in this process. */
  check?(signal: AbortSignal): Promise<void>
}

/** Whether carrying it out twice could do harm. The planner writes the operation's kind first. */
export const isCommand = (document: string): boolean => /^\s*mutation\b/.test(document)
