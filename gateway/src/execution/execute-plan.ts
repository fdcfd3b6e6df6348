// Walks a query plan: what runs after what, on which objects of the answer. Only `fetch` reaches beyond the execution.
import { type AnswerObject, emptyObject } from './answer-tree.js'
import type { Fault } from './fault.js'
import { runFetch } from './fetch-node.js'
import { objectsAt } from './flatten.js'
import type { ReadyFetch, ReadyNode } from './query-plan.js'
import type { TypeKnowledge } from './type-condition.js'

/** An error as a subgraph writes it. */
export interface SubgraphError {
  readonly message: string
  readonly path?: readonly (string | number)[] | undefined
  readonly extensions?: Readonly<Record<string, unknown>> | undefined
}

/** A subgraph's answer, only read here. No `data` and an error without a path: the whole fetch failed. */
export interface FetchResult {
  readonly data?: unknown
  readonly errors?: readonly SubgraphError[] | undefined
}

/** What a subgraph is asked. */
export type FetchedOperation = Pick<ReadyFetch, 'service' | 'document' | 'operationName'>

/** Never rejects: what could not be fetched is an error in the result. */
export type Fetch = (
  fetch: FetchedOperation,
  variables: Readonly<Record<string, unknown>>,
) => Promise<FetchResult>

export interface ExecuteOptions {
  readonly fetch: Fetch
  /** The supergraph's, with the types that clients do not see. */
  readonly schema: TypeKnowledge
  /** As the client sent them; subgraphs apply the defaults that their operations carry. */
  readonly variables: Readonly<Record<string, unknown>>
  /** The operation's boolean variables, defaults applied: what conditions read. */
  readonly conditions: Readonly<Record<string, unknown>>
}

/** What one execution shares: the answer so far, its faults, and what is being fetched. */
export interface Execution extends ExecuteOptions {
  readonly tree: AnswerObject
  readonly faults: Fault[]
  /** Made when there may be something to share. */
  inFlight: Map<string, Promise<FetchResult>> | null
}

export const startExecution = ({ fetch, schema, variables, conditions }: ExecuteOptions): Execution => ({
  fetch,
  schema,
  variables,
  conditions,
  tree: emptyObject(),
  faults: [],
  inFlight: null,
})

async function runInOrder(
  execution: Execution,
  nodes: readonly ReadyNode[],
  objects: readonly AnswerObject[],
): Promise<void> {
  for (const node of nodes) {
    const running = runNode(execution, node, objects)
    if (running !== undefined) await running
  }
}

/** Undefined where there is nothing to wait for. `objects`: those of the answer that the node is for. */
export function runNode(
  execution: Execution,
  node: ReadyNode,
  objects: readonly AnswerObject[],
): Promise<unknown> | undefined {
  switch (node.kind) {
    case 'Sequence':
      return runInOrder(execution, node.nodes, objects)
    case 'Parallel':
      return Promise.all(node.nodes.map((child) => runNode(execution, child, objects)))
    case 'Flatten': {
      const found = objectsAt(objects, node.path, execution.schema)
      return found.length === 0 ? undefined : runNode(execution, node.node, found)
    }
    case 'Condition': {
      const branch = execution.conditions[node.variable] === true ? node.whenTrue : node.whenFalse
      return branch === null ? undefined : runNode(execution, branch, objects)
    }
    case 'Fetch':
      return runFetch(execution, node, objects)
  }
}
