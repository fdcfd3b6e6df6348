// Walks a query plan: what runs after what, on which objects of the answer. Everything but `fetch` is pure.
import { type AnswerObject, emptyObject } from './answer-tree.js'
import type { Fault } from './fault.js'
import { runFetch } from './fetch-node.js'
import { type FlattenStep, objectsAt } from './flatten.js'
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

/** Never rejects: what could not be fetched is an error in the result. */
export type Fetch = (
  fetch: Pick<ReadyFetch, 'service' | 'document' | 'operationName'>,
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
  readonly inFlight: Map<string, Promise<FetchResult>>
}

/** Where in the answer a node works. */
export interface Cursor {
  readonly steps: readonly FlattenStep[]
  readonly objects: readonly AnswerObject[]
}

async function runInOrder(execution: Execution, nodes: readonly ReadyNode[], cursor: Cursor): Promise<void> {
  for (const node of nodes) await run(execution, node, cursor)
}

function run(execution: Execution, node: ReadyNode, cursor: Cursor): Promise<unknown> | undefined {
  switch (node.kind) {
    case 'Sequence':
      return runInOrder(execution, node.nodes, cursor)
    case 'Parallel':
      return Promise.all(node.nodes.map((child) => run(execution, child, cursor)))
    case 'Flatten': {
      const objects = objectsAt(cursor.objects, node.path, execution.schema)
      if (objects.length === 0) return undefined
      return run(execution, node.node, { steps: [...cursor.steps, ...node.path], objects })
    }
    case 'Condition': {
      const branch = execution.conditions[node.variable] === true ? node.whenTrue : node.whenFalse
      return branch === null ? undefined : run(execution, branch, cursor)
    }
    case 'Fetch':
      return runFetch(execution, node, cursor)
  }
}

export interface Executed {
  /** All that was fetched, under the operation's response keys; more than was asked. */
  readonly tree: AnswerObject
  readonly faults: readonly Fault[]
}

/** Null: an operation that needs no subgraph. */
export async function executePlan(plan: ReadyNode | null, options: ExecuteOptions): Promise<Executed> {
  const tree = emptyObject()
  const execution: Execution = { ...options, tree, faults: [], inFlight: new Map() }
  if (plan !== null) await run(execution, plan, { steps: [], objects: [tree] })
  return { tree, faults: execution.faults }
}
