// Makes a plan ready: once for an operation, whatever each request would otherwise work out again.
import type { FetchNode, PlanNode, SubscriptionNode } from '@apollo/query-planner'
import { Kind, OperationTypeNode, parse, type SelectionSetNode } from 'graphql'
import { type FlattenStep, toFlattenSteps } from './flatten.js'
import type { FilledKey, QueryPlan, ReadyFetch, ReadyNode, ReadySubscription } from './query-plan.js'
import { renamePath } from './rewrites.js'
import { singleKeyOf } from './single-key.js'
import { placesBelow, type WrittenPlaces } from './written-places.js'

/** The kind of node that this executor does not know. */
export interface UnknownNode {
  readonly unknown: string
}

function keysOf(selections: SelectionSetNode | undefined, typeCondition: string | null): FilledKey[] {
  return (selections?.selections ?? []).flatMap((selection) => {
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value
      return selection.name.value === '__typename' ? [] : [{ key, typeCondition }]
    }
    if (selection.kind !== Kind.INLINE_FRAGMENT) return []
    return keysOf(selection.selectionSet, selection.typeCondition?.name.value ?? typeCondition)
  })
}

function fillsOf({ operation, requires, outputRewrites = [] }: FetchNode): FilledKey[] {
  const root = parse(operation, { noLocation: true }).definitions.find(
    (node) => node.kind === Kind.OPERATION_DEFINITION,
  )?.selectionSet
  const [first] = root?.selections ?? []
  const isEntities = requires !== undefined && first?.kind === Kind.FIELD
  return keysOf(isEntities ? first.selectionSet : root, null).map(({ key, typeCondition }) => ({
    key: String(renamePath(outputRewrites, [key]).at(-1)),
    typeCondition,
  }))
}

const asked = ({ serviceName, operation }: FetchNode): string => `${serviceName} ${operation}`

function countFetches(node: PlanNode | undefined, counts: Map<string, number>): void {
  switch (node?.kind) {
    case 'Fetch':
      counts.set(asked(node), (counts.get(asked(node)) ?? 0) + 1)
      return
    case 'Flatten':
      countFetches(node.node, counts)
      return
    case 'Condition':
      countFetches(node.ifClause, counts)
      countFetches(node.elseClause, counts)
      return
    case 'Sequence':
    case 'Parallel':
      for (const child of node.nodes) countFetches(child, counts)
  }
}

/** What is known where a node stands. */
interface Standing {
  readonly counts: ReadonlyMap<string, number>
  readonly path: readonly FlattenStep[]
  /** The whole answer's. */
  readonly places: WrittenPlaces
}

function readyFetch(node: FetchNode, { counts, path, places }: Standing): ReadyFetch {
  const isQuery = node.operationKind === OperationTypeNode.QUERY
  return {
    kind: 'Fetch',
    service: node.serviceName,
    document: node.operation,
    operationName: node.operationName ?? null,
    variables: node.variableUsages ?? [],
    requires: node.requires ?? null,
    singleKey: singleKeyOf(node.requires ?? [], node.inputRewrites ?? []),
    inputRewrites: node.inputRewrites ?? [],
    outputRewrites: node.outputRewrites ?? [],
    path,
    places: placesBelow(places, path),
    fills: fillsOf(node),
    // A command that is asked twice is meant twice.
    shareable: isQuery && (counts.get(asked(node)) ?? 0) > 1,
  }
}

function readyNodes(
  kind: 'Sequence' | 'Parallel',
  children: readonly PlanNode[],
  standing: Standing,
): ReadyNode | UnknownNode {
  const nodes = children.map((child) => ready(child, standing))
  const unknown = nodes.find((child) => 'unknown' in child)
  const known = nodes.filter((child): child is ReadyNode => !('unknown' in child))
  const [only] = known
  return unknown ?? (known.length === 1 && only !== undefined ? only : { kind, nodes: known })
}

function ready(node: PlanNode, standing: Standing): ReadyNode | UnknownNode {
  switch (node.kind) {
    case 'Fetch':
      return node.contextRewrites?.length ? { unknown: 'contextRewrites' } : readyFetch(node, standing)
    case 'Sequence':
    case 'Parallel':
      return readyNodes(node.kind, node.nodes, standing)
    case 'Flatten': {
      const path = toFlattenSteps(node.path)
      const inner = ready(node.node, { ...standing, path: [...standing.path, ...path] })
      return 'unknown' in inner ? inner : { kind: 'Flatten', path, node: inner }
    }
    case 'Condition': {
      const whenTrue = node.ifClause ? ready(node.ifClause, standing) : null
      const whenFalse = node.elseClause ? ready(node.elseClause, standing) : null
      if (whenTrue !== null && 'unknown' in whenTrue) return whenTrue
      if (whenFalse !== null && 'unknown' in whenFalse) return whenFalse
      return { kind: 'Condition', variable: node.condition, whenTrue, whenFalse }
    }
    default:
      return { unknown: node.kind }
  }
}

function readySubscription(node: SubscriptionNode, standing: Standing): ReadySubscription | UnknownNode {
  const primary = ready(node.primary, standing)
  const rest = node.rest ? ready(node.rest, standing) : null
  if ('unknown' in primary) return primary
  if (rest !== null && 'unknown' in rest) return rest
  return primary.kind === 'Fetch' ? { kind: 'Subscription', primary, rest } : { unknown: primary.kind }
}

/** Null for a plan without a node; the name of a node that only stock execution may know. */
export function readyPlan({ node }: QueryPlan): ReadyNode | ReadySubscription | UnknownNode | null {
  if (node === undefined) return null
  const counts = new Map<string, number>()
  countFetches(node.kind === 'Subscription' ? node.rest : node, counts)
  const standing: Standing = { counts, path: [], places: new Map() }
  return node.kind === 'Subscription' ? readySubscription(node, standing) : ready(node, standing)
}
